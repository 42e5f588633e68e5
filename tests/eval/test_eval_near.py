from pathlib import Path

from eval.cases import AskedTurn, Case, Expect, load_cases
from eval.near import Pair, near_duplicates

CASES = Path(__file__).parents[2] / "eval" / "cases"


def case(name: str, *asks: str) -> Case:
    return Case(name, "amount", "clerk", tuple(AskedTurn(ask, Expect(("answered",))) for ask in asks))


def test_the_same_question_in_other_width_and_script_is_found() -> None:
    pairs = near_duplicates([case("a", "省级示范茶馆，奖励80万吗？")], [case("b", "省級示範茶館 奖励８０万吗")])
    assert pairs == [Pair("a", "b", 1.0)]


def test_a_question_with_one_figure_exchanged_is_found() -> None:
    left, right = "我们是市级示范茶馆，设备投了80万元，能补多少钱", "我们是市级示范茶馆，设备投了90万元，能补多少钱"
    assert [(pair.left, pair.right) for pair in near_duplicates([case("a", left)], [case("b", right)])] == [("a", "b")]


def test_a_conversation_that_repeats_another_is_found() -> None:
    left, right = case("a", "省级茶馆奖多少", "那市级的呢"), case("b", "省级茶馆奖多少？", "市级的呢")
    assert [pair.right for pair in near_duplicates([left], [right])] == ["b"]


def test_different_questions_about_the_same_thing_are_not_near() -> None:
    left, right = case("a", "省级示范茶馆奖多少"), case("b", "俺家刚评上省里的示范茶馆，区里给不给钱，给几万")
    assert near_duplicates([left], [right]) == []


def test_messages_without_a_word_are_not_near() -> None:
    assert near_duplicates([case("a", "？？")], [case("b", "！！")]) == []


def test_the_most_alike_pair_comes_first() -> None:
    others = [case("b", "省级示范茶馆奖励多少钱"), case("c", "省级示范茶馆奖多少钱")]
    assert [pair.right for pair in near_duplicates([case("a", "省级示范茶馆奖多少钱")], others)] == ["c", "b"]


def test_no_question_of_one_half_stands_in_the_other() -> None:
    build, report = (load_cases([CASES / half]) for half in ("build", "report"))
    assert near_duplicates(build, report) == []
