"""A sum that nobody is asked for is heard only where its own words lead up to it."""

import pytest

from assistant.award import FactSpec
from assistant.dialogue.facts import hear_facts
from assistant.dialogue.figures import earlier_and_current, hear_figures
from tests.dialogue.fictional import rule

BEFORE = FactSpec("before", "以前已得", "以前？", "money", words=("去年…配套", "以前配套"), is_optional=True)
OTHERS = FactSpec(
    "others", "其他已得", "其他？", "money", words=("去年…其他项目…配套", "其他项目…配套"), is_optional=True
)
PROJECT = (*rule("bee-project").facts, BEFORE, OTHERS)
SALES = (*rule("honey-sales").facts, BEFORE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("到账60万元，能配套多少", {"bee_funds": "600000"}),
        ("去年拨了60万元，能配套多少", {"bee_funds": "600000"}),
        ("去年到账60万元，配套多少", {"bee_funds": "600000"}),
        ("到账60万元，去年已经配套过2万元", {"bee_funds": "600000", "before": "20000"}),
        ("去年配套了2万元，今年到账60万元", {"bee_funds": "600000", "before": "20000"}),
        ("到账60万元，去年给其他项目配套了3万元", {"bee_funds": "600000", "others": "30000"}),
        ("到账60万元，以前配套2万，其他项目已经配套3万", {"bee_funds": "600000", "before": "20000", "others": "30000"}),
        ("去年配套的事不清楚，到账60万元", {"bee_funds": "600000"}),
        ("以前配套是有的，后来到账60万元", {"bee_funds": "600000"}),
        ("以前配套过2万元", {"before": "20000"}),
    ],
)
def test_a_sum_received_before_is_told_from_the_sum_at_hand(text: str, expected: dict[str, str]) -> None:
    assert {one.fact: one.value for one in hear_figures(PROJECT, text)[0]} == expected


def test_other_projects_spoken_of_there_are_not_another_level() -> None:
    heard = hear_facts(PROJECT, "省级项目到账60万元，其他项目已经配套3万元").facts

    assert {name: (fact.value, fact.words) for name, fact in heard.items()} == {
        "bee_project_level": ("省级", "省级项目"),
        "bee_funds": ("600000", "60万元"),
        "others": ("30000", "其他项目已经配套3万元"),
    }


def test_an_optional_sum_is_neither_this_year_s_nor_the_earlier_years_figure() -> None:
    assert earlier_and_current(SALES) == earlier_and_current(rule("honey-sales").facts)
    assert {one.fact: one.value for one in hear_figures(SALES, "去年300万元，今年卖了1200万元")[0]} == {
        "honey_sales": "12000000",
        "honey_peak": "3000000",
    }


def test_two_figures_of_the_sum_at_hand_are_still_asked_about() -> None:
    _, unclear = hear_figures(PROJECT, "到账60万元，到账80万元，以前配套2万元")

    assert [(one.fact, one.words) for one in unclear] == [("bee_funds", "60万元、80万元")]


RECEIVED = FactSpec("first", "上级补助", "多少？", "money", words=("省里补", "市里补", "补了"))
ADDED = FactSpec("second", "另一笔补助", "多少？", "money", words=("市里又补", "省里也补"), is_optional=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("省里补100万，市里补80万", {"first": "1000000", "second": "800000"}),
        ("省里补100万，市里又补80万", {"first": "1000000", "second": "800000"}),
        ("省里补100万，设备花了80万", {"first": "1000000"}),
    ],
)
def test_what_a_second_giver_adds_is_a_sum_of_its_own(text: str, expected: dict[str, str]) -> None:
    assert {one.fact: one.value for one in hear_figures((RECEIVED, ADDED), text)[0]} == expected


def test_sums_of_two_givers_for_one_fact_are_not_chosen_between() -> None:
    figures, unclear = hear_figures((RECEIVED,), "省里补100万，市里补80万")

    assert (figures, [one.words for one in unclear]) == ([], ["100万、80万"])
