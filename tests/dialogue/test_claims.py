"""Whether what a person takes for granted agrees with the text."""

import pytest

from assistant.dialogue.ask import NOTHING, Ask
from assistant.dialogue.claims import check_claims
from assistant.dialogue.facts import Heard
from assistant.dialogue.settle import settle
from assistant.language.quantities import find_quantities
from tests.dialogue.fictional import DAY, rule, said

NATIONAL = Heard({"apiary_level": said("apiary_level", "国家级"), "apiary_new": said("apiary_new", "true")})
PROVINCIAL = Heard({"bee_project_level": said("bee_project_level", "省级"), "bee_funds": said("bee_funds", "600000")})
BOTH_TIERS = Heard({"honey_sales": said("honey_sales", "12000000"), "honey_peak": said("honey_peak", "3000000")})


def verdict(award: str, heard: Heard, claimed: str) -> str | None:
    ask = Ask(claimed, claimed, (), NOTHING, claims=tuple(find_quantities(claimed)))
    return check_claims([settle(rule(award), heard, DAY)], ask)


@pytest.mark.parametrize("claimed", ["8万元", "八万元", "80000元", "80,000元"])
def test_a_right_figure_is_confirmed_however_it_is_spelled(claimed: str) -> None:
    assert verdict("apiary", NATIONAL, claimed) == "对。"


@pytest.mark.parametrize("claimed", ["10万元", "4万元", "8元", "80001元"])
def test_a_wrong_figure_is_denied_in_the_persons_own_words(claimed: str) -> None:
    assert verdict("apiary", NATIONAL, claimed) == f"不对，不是{claimed}。"


def test_of_several_figures_the_wrong_one_is_named() -> None:
    assert verdict("bee-project", PROVINCIAL, "按15%配套，给12万5千元") == "不对，不是12万5千元。"


def test_rate_cap_and_result_of_a_calculation_are_all_true() -> None:
    assert verdict("bee-project", PROVINCIAL, "按15%，最高12万元，给9万元") == "对。"


def test_either_reading_of_an_ambiguous_text_is_true() -> None:
    assert verdict("honey-sales", BOTH_TIERS, "8万元") == "对。"


def test_where_facts_are_open_a_figure_of_some_case_is_true() -> None:
    assert verdict("apiary", Heard(), "4万元") == "对。"
    assert verdict("apiary", Heard(), "5万元") == "不对，不是5万元。"


def test_without_a_claim_there_is_no_verdict() -> None:
    assert verdict("apiary", NATIONAL, "多少钱") is None


def both(claimed: str, heard: Heard) -> str | None:
    ask = Ask(claimed, claimed, (), NOTHING, claims=tuple(find_quantities(claimed)))
    return check_claims([settle(rule("apiary"), heard, DAY)], ask)


LEVELS = Heard({}, {"apiary_level": ("国家级", "省级")})


def test_each_figure_is_checked_for_the_tier_it_is_said_of() -> None:
    assert both("国家级8万元、省级4万元", LEVELS) == "对。"
    assert both("国家级4万元、省级8万元", LEVELS) == "不对，不是4万元。"
    assert both("国家级的，奖励4万元", LEVELS) == "不对，不是4万元。"


def test_tiers_are_also_named_by_their_thresholds() -> None:
    assert verdict("honey-sales", Heard(), "首次达到500万元给2万元，首次达到1000万元给6万元") == "对。"
    assert verdict("honey-sales", Heard(), "首次达到500万元给6万元") == "不对，不是6万元。"


def test_what_a_calculation_passes_on_its_way_is_not_its_result() -> None:
    funded = Heard({"bee_project_level": said("bee_project_level", "省级"), "bee_funds": said("bee_funds", "1000000")})

    assert verdict("bee-project", funded, "给15万元") == "不对，不是15万元。"
    assert verdict("bee-project", funded, "给12万元") == "对。"


def test_a_sum_said_to_be_paid_every_year_or_by_another_level_is_denied() -> None:
    assert str(verdict("apiary", NATIONAL, "每年都给")).startswith("不对，是一次性")
    assert str(verdict("honey-sales", Heard(), "市财政出钱")).startswith("不对，条款写的是“县级财政")
    assert verdict("honey-sales", Heard(), "县财政出钱") is None


def test_a_limit_that_the_text_does_not_state_is_told_to_be_none() -> None:
    assert verdict("apiary", NATIONAL, "名额满了就不再给") == "文件没有这样写。"
