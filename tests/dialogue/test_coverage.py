"""Whether the corpus covers what is asked."""

import pytest

from tests.dialogue.fictional import Asking, Seen, first_line, seen


@pytest.mark.parametrize(
    ("text", "named"),
    [("太原市的标准化蜂场有什么补贴", "太原市"), ("我们公司在上海，标准化蜂场奖励多少", "上海")],
)
def test_another_place_is_not_covered(ask: Asking, text: str, named: str) -> None:
    answer = ask(text)

    assert seen(answer) == Seen("not_covered", (), ("0",))
    assert named in first_line(answer)


@pytest.mark.parametrize(("text", "giver"), [("省里给标准化蜂场奖励多少", "省"), ("国家给标准化蜂场补多少钱", "国家")])
def test_what_another_level_gives_is_not_covered(ask: Asking, text: str, giver: str) -> None:
    answer = ask(text)

    assert seen(answer) == Seen("not_covered", (), ("1",))
    assert giver in first_line(answer)
    assert "万元" not in answer.text


@pytest.mark.parametrize(
    ("text", "word"), [("标准化蜂场的水电费补贴多少？", "水电费"), ("标准化蜂场的保险费补贴多少", "保险费")]
)
def test_another_thing_beside_a_named_award_is_not_covered(ask: Asking, text: str, word: str) -> None:
    answer = ask(text)

    assert seen(answer) == Seen("not_covered", (), ("1",))
    assert word in first_line(answer)
    assert "8万元" not in answer.text


def test_a_thing_that_no_clause_mentions_is_not_covered(ask: Asking) -> None:
    answer = ask("养蚕有补贴吗？")

    assert (answer.outcome, answer.awards) == ("not_covered", ())
    assert first_line(answer).startswith("文件没有提到“养蚕”")


@pytest.mark.parametrize("text", ["红烧肉怎么做", "周杰伦的新歌叫什么"])
def test_another_domain_is_out_of_scope(ask: Asking, text: str) -> None:
    assert seen(ask(text)) == Seen("out_of_scope")


@pytest.mark.parametrize("text", ["标准化蜂场奖励多少", "青岭县的标准化蜂场奖励多少", "县里给标准化蜂场奖励多少"])
def test_what_the_document_gives_in_its_own_place_is_covered(ask: Asking, text: str) -> None:
    answer = ask(text)

    assert [award.id for award in answer.awards] == ["apiary"]
    assert "8万元" in first_line(answer)


def test_everyday_words_for_a_thing_do_not_make_it_strange(ask: Asking) -> None:
    assert [award.id for award in ask("我家养蜂场能拿多少奖励").awards] == ["apiary"]


@pytest.mark.parametrize("text", ["招人有补贴没", "装修给不给补", "上市奖多少"])
def test_a_verb_that_no_clause_has_is_not_covered(ask: Asking, text: str) -> None:
    answer = ask(text)

    assert (answer.outcome, answer.awards) == ("not_covered", ())
    assert first_line(answer).startswith(f"文件没有提到“{text[:2]}”")


@pytest.mark.parametrize("text", ["省级的标准化蜂场奖多少", "标准化蜂场省級的奖多少"])
def test_a_level_that_the_award_sets_apart_does_not_pay(ask: Asking, text: str) -> None:
    assert "4万元" in first_line(ask(text))


def test_a_grant_named_after_something_in_passing_is_another_grant(ask: Asking) -> None:
    assert ask("荆条补贴多少").outcome == "not_covered"


def test_words_of_the_story_before_the_question_do_not_make_it_strange(ask: Asking) -> None:
    answer = ask("老伴跟邻居吵了一架，标准化蜂场省级的刚批下来，能给多少奖励")

    assert [award.id for award in answer.awards] == ["apiary"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("我们是入驻标准化蜂场的小店，蜂场评上省级，那4万元能分给我们吗", "蜂场"),
        ("我们是标准化蜂场的供应商，能拿那笔奖励吗", "蜂场"),
    ],
)
def test_whoever_only_sits_in_a_body_or_serves_it_is_told_that_the_money_is_not_theirs(
    ask: Asking, text: str, said: str
) -> None:
    answer = ask(text)

    assert (answer.outcome, answer.awards) == ("not_covered", ())
    assert said in first_line(answer)
    assert "4万元" not in first_line(answer)


def test_a_common_matter_in_the_question_is_not_answered_with_the_award_named(ask: Asking) -> None:
    answer = ask("标准化蜂场评上绿色工厂，奖多少")

    assert (answer.outcome, answer.awards) == ("not_covered", ())
    assert "绿色工厂" in first_line(answer)


@pytest.mark.parametrize("text", ["建标准化蜂场的，蜂箱有没有人帮忙", "标准化蜂场装蜂箱，县里有没有说法"])
def test_words_beside_an_award_do_not_hide_it_where_any_help_is_asked_for(ask: Asking, text: str) -> None:
    assert ask(text).outcome != "not_covered"


def test_another_matter_hides_it_though_any_help_is_asked_for(ask: Asking) -> None:
    assert ask("标准化蜂场用水，水费有没有说法").outcome == "not_covered"


def test_an_award_of_a_body_in_another_place_is_not_covered(ask: Asking) -> None:
    answer = ask("太原市的标准化蜂场，县里给奖励吗")

    assert seen(answer) == Seen("not_covered", (), ("0",))
