"""One message to the things it asks, and what earlier turns add."""

import pytest

from assistant.dialogue.ask import Ask
from tests.dialogue.fictional import Hearing


def topics(asks: tuple[Ask, ...]) -> list[list[str]]:
    return [[rule.id for rule in ask.topic.rules] or [one.number for one in ask.topic.clauses] for ask in asks]


def test_each_thing_asked_is_an_ask_of_its_own(understand: Hearing) -> None:
    asks = understand("标准化蜂场奖励多少钱？技能培训由谁负责？")

    assert topics(asks) == [["apiary"], ["bee-training"]]
    assert [ask.kind_names for ask in asks] == [("金额",), ("谁负责",)]


def test_two_questions_about_one_thing_are_one_ask(understand: Hearing) -> None:
    (ask,) = understand("标准化蜂场奖励多少钱？由谁负责？")

    assert (ask.kind_names, topics((ask,))) == (("金额", "谁负责"), [["apiary"]])


@pytest.mark.parametrize("written", ["標準化蜂場獎勵多少錢？", "标准化风场奖励多少钱？", "标准化蜂场　奖励多少钱？"])
def test_other_spellings_ask_the_same(understand: Hearing, written: str) -> None:
    assert topics(understand(written)) == [["apiary"]]


@pytest.mark.parametrize("follow_up", ["由谁负责？", "那省级的呢？", "有什么条件？", "这个要什么材料？"])
def test_a_question_without_a_topic_of_its_own_leans_on_the_last(understand: Hearing, follow_up: str) -> None:
    (ask,) = understand("标准化蜂场奖励多少钱？", follow_up)

    assert (ask.is_follow_up, topics((ask,))) == (True, [["apiary"]])


def test_an_elliptical_question_asks_for_the_same_kind_as_before(understand: Hearing) -> None:
    (ask,) = understand("标准化蜂场由谁负责？", "技能培训呢？")

    assert (ask.kind_names, topics((ask,))) == (("谁负责",), [["bee-training"]])


def test_a_topic_of_its_own_leads_away_from_the_last(understand: Hearing) -> None:
    (ask,) = understand("标准化蜂场奖励多少钱？", "技能培训由谁负责？")

    assert (ask.is_follow_up, topics((ask,))) == (False, [["bee-training"]])


def test_talk_between_two_turns_does_not_lose_the_topic(understand: Hearing) -> None:
    (ask,) = understand("标准化蜂场奖励多少钱？", "谢谢", "由谁负责？")

    assert topics((ask,)) == [["apiary"]]


def test_a_first_question_leans_on_nothing(understand: Hearing) -> None:
    (ask,) = understand("那省级的呢？")

    assert not ask.is_follow_up


def test_the_topic_holds_over_three_turns(understand: Hearing) -> None:
    (ask,) = understand("蜂业科技项目配套多少？", "省级的", "到账60万元", "由谁负责？")

    assert topics((ask,)) == [["bee-project"]]


def test_a_reply_that_only_states_facts_asks_for_what_was_asked_before(understand: Hearing) -> None:
    (ask,) = understand("省级蜂业科技项目到账60万元，配套多少？", "不止，到账一次就是90万元")

    assert ask.kind_names == ("金额",)
    assert ask.claims == ()


def test_what_a_story_tells_is_not_asked_for(understand: Hearing) -> None:
    (ask,) = understand("名单上个月公布了，办公地址也换了。标准化蜂场奖励多少钱？")

    assert ask.kind_names == ("金额",)
