"""A message cut into the parts that each ask one thing."""

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.dialogue.parts import Part, split_parts
from assistant.domain import Span

NAMES = ("蜂场", "培训", "场租", "蜜源")


def anchor(text: str) -> frozenset[str]:
    return frozenset(name for name in NAMES if name in text)


def own_words(text: str, ignored: list[Span]) -> list[str]:
    return [name for name in NAMES if name in text]


def varies(named: frozenset[str], told: str, words: str) -> bool:
    return "重新认定" in words and "首次认定" in told


def parts(text: str) -> list[Part]:
    return split_parts(text, anchor, own_words, varies)


def words(text: str) -> list[str]:
    return [one.words for one in parts(text)]


def test_one_question_is_one_part() -> None:
    assert words("蜂场奖励多少钱？") == ["蜂场奖励多少钱？"]


def test_two_questions_about_two_things_are_two_parts() -> None:
    assert words("蜂场奖励多少钱？场租补贴由谁负责？") == ["蜂场奖励多少钱？", "场租补贴由谁负责？"]


def test_two_questions_about_two_things_may_share_a_sentence() -> None:
    assert words("蜂场奖励多少钱，场租补贴由谁负责？") == ["蜂场奖励多少钱，", "场租补贴由谁负责？"]


def test_two_questions_about_one_thing_stay_together() -> None:
    (part,) = parts("蜂场奖励多少钱？由谁负责？")

    assert part.story == "蜂场奖励多少钱？由谁负责？"
    assert [one.kind.name for one in part.kinds] == ["金额", "谁负责"]


def test_a_story_belongs_to_the_question_after_it_but_does_not_ask() -> None:
    (part,) = parts("我们的蜂场刚认定。奖励多少钱？")

    assert (part.words, part.story) == ("奖励多少钱？", "我们的蜂场刚认定。奖励多少钱？")


def test_things_in_a_list_are_asked_about_one_by_one() -> None:
    assert words("蜂场、培训、蜜源，分别由哪个单位负责？") == [
        "蜂场，分别由哪个单位负责？",
        "培训，分别由哪个单位负责？",
        "蜜源，分别由哪个单位负责？",
    ]


def test_a_closing_question_about_everything_asks_it_of_every_thing_told() -> None:
    found = parts("蜂场刚认定。场租付了60万。一共能拿多少钱？")

    assert len(found) == 2
    assert all([one.kind.name for one in part.kinds] == ["金额"] for part in found)


def test_a_message_that_asks_nothing_is_still_one_part() -> None:
    assert words("我们是养蜂的") == ["我们是养蜂的"]


SAYINGS = "蜂场 培训 场租 刚认定 奖励多少钱 由谁负责 分别 一共 、 ， 。 ？ 我们 60万元"
MESSAGES = st.lists(st.sampled_from(["\n", *SAYINGS.split()]), max_size=14).map("".join)


@settings(deadline=None)
@given(st.one_of(MESSAGES, st.text()))
def test_every_message_with_words_has_parts_whose_kinds_stand_in_their_words(text: str) -> None:
    found = parts(text)

    assert found or not text.strip()
    for part in found:
        for one in part.kinds:
            assert 0 <= one.span.start < one.span.end <= len(part.words)
            assert one.kind.asks.search(part.words)


def test_things_that_are_only_named_in_a_list_are_asked_about_one_by_one() -> None:
    assert words("三个数：蜂场、培训、蜜源") == ["蜂场，给多少", "培训，给多少", "蜜源，给多少"]


def test_a_yes_or_no_question_of_no_known_kind_is_not_lost() -> None:
    assert words("蜂场用不用围起来，另外场租补贴由谁负责") == ["蜂场用不用围起来，", "另外场租补贴由谁负责"]


def test_another_figure_is_asked_about_as_the_one_before() -> None:
    first, second = parts("蜂场花了3万元奖励多少钱，换成6万元呢")

    assert (first.words, second.words) == ("蜂场花了3万元奖励多少钱，", "换成6万元呢")
    assert [one.kind.name for one in second.kinds] == ["金额"]


def test_another_case_of_what_was_asked_is_a_part_of_its_own() -> None:
    first, second = parts("首次认定的蜂场奖励多少钱？重新认定呢？")

    assert (first.words, second.words, second.varies) == ("首次认定的蜂场奖励多少钱？", "重新认定呢？", True)
    assert [one.kind.name for one in second.kinds] == ["金额"]


def test_words_that_only_add_to_the_story_stay_with_it() -> None:
    (part,) = parts("首次认定的蜂场奖励多少钱？还没重新认定。")

    assert not part.varies
