"""Which figure of a message is which fact."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.award import FactSpec
from assistant.dialogue.figures import earlier_and_current, hear_figures
from assistant.dialogue.figures_heard import Unclear
from assistant.domain import Span
from tests.dialogue.fictional import money_fact, rule

SALES = rule("honey-sales").facts
FUNDS = (rule("bee-project").fact("bee_funds"),)
SHOWS = (rule("charity-shows").fact("charity_shows"),)
RATE = (FactSpec("rate", "费率", "费率多少？", "rate", words=("费率",)),)
POINTS = (FactSpec("points", "提高的百分点", "提高多少？", "points", words=("提高", "配套率")),)
ALL = (*SALES, *FUNDS, *SHOWS, *RATE, *POINTS)


def heard(specs: tuple[FactSpec, ...], text: str) -> dict[str, str]:
    figures, _ = hear_figures(specs, text)
    return {one.fact: one.value for one in figures}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("到账60万元", {"bee_funds": "600000"}),
        ("拨了八十万", {"bee_funds": "800000"}),
        ("经费0.8亿元", {"bee_funds": "80000000"}),
        ("合同100万元，实际到账60万元", {"bee_funds": "600000"}),
        ("到账多少钱", {}),
    ],
)
def test_money_is_read_exactly_and_beside_its_own_words(text: str, expected: dict[str, str]) -> None:
    assert heard(FUNDS, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "今年销售额1200万元，去年300万元",
        "去年300万元，今年卖了1200万元",
        "去年销售额300万，今年1200万",
        "蜂蜜销售额从300万元涨到1200万元",
    ],
)
def test_this_year_and_earlier_years_are_told_apart(text: str) -> None:
    assert heard(SALES, text) == {"honey_sales": "12000000", "honey_peak": "3000000"}


def test_two_sums_of_one_year_are_asked_about() -> None:
    figures, unclear = hear_figures(SALES, "今年销售额1200万元，今年销售额900万元")

    assert figures == []
    assert unclear == (Unclear("honey_sales", "1200万元、900万元"),)


def test_sums_of_parts_of_a_year_do_not_contradict_each_other() -> None:
    _, unclear = hear_figures(SALES, "今年上半年卖了500万元，今年下半年卖了700万元")

    assert unclear == ()


def test_a_single_figure_without_words_is_the_fact_that_fits_alone() -> None:
    assert heard(FUNDS, "60万") == {"bee_funds": "600000"}


def test_a_correction_outweighs_what_was_said_before_it() -> None:
    assert heard(FUNDS, "到账60万元，不对，应该是50万元") == {"bee_funds": "500000"}


def test_a_total_outweighs_its_parts() -> None:
    assert heard(FUNDS, "先到账20万元，后来又到账30万元，一共50万元") == {"bee_funds": "500000"}


def test_a_denied_figure_is_no_fact() -> None:
    assert heard(FUNDS, "到账没有60万元") == {}


def test_counts_must_have_the_measure_word_of_the_fact() -> None:
    assert heard(SHOWS, "演了50场") == {"charity_shows": "50"}
    assert heard(SHOWS, "来了50人") == {}


def test_a_rate_keeps_its_percent_sign() -> None:
    assert heard(RATE, "费率0.8%") == {"rate": "0.8%"}
    assert heard(RATE, "费率千分之二") == {"rate": "0.2%"}


@pytest.mark.parametrize("text", ["配套率从20%升到26%", "配套率提高6个百分点", "配套率提高了6%"])
def test_percentage_points_are_a_difference_of_rates(text: str) -> None:
    assert heard(POINTS, text) == {"points": "6"}


def test_claims_are_no_facts() -> None:
    assert hear_figures(FUNDS, "到账60万元", claims=[Span(2, 6)]) == ([], ())


def test_a_vague_figure_is_reported_and_not_guessed() -> None:
    assert hear_figures(FUNDS, "到账八十来万") == ([], (Unclear("bee_funds", "八十来万"),))


def test_the_pair_of_years_is_found_only_among_two_money_facts() -> None:
    pair = earlier_and_current(SALES)

    assert pair is not None
    assert [one.name for one in pair] == ["honey_peak", "honey_sales"]
    assert earlier_and_current(FUNDS) is None
    assert earlier_and_current([money_fact("甲", "去年"), money_fact("乙", "前年")]) is None


@settings(deadline=None)
@given(st.text())
def test_any_text_can_be_heard(text: str) -> None:
    figures, _ = hear_figures(ALL, text)

    assert all(text[one.span.start : one.span.end] == one.words for one in figures)


@settings(deadline=None)
@given(st.text(st.sampled_from("去今年到账从涨升至0123456789万亿元%个百分点场不没超过一共，。合同经费 "), max_size=60))
def test_a_figure_fills_one_fact_and_a_fact_has_one_figure(text: str) -> None:
    for specs in (SALES, FUNDS, SHOWS, RATE, POINTS):
        figures, _ = hear_figures(specs, text)

        assert len({one.fact for one in figures}) == len(figures) == len({one.span for one in figures})
        assert all(text[one.span.start : one.span.end] == one.words for one in figures)


@settings(deadline=None)
@given(st.integers(1, 10**9))
def test_an_amount_is_heard_to_the_yuan(yuan: int) -> None:
    assert heard(FUNDS, f"实际到账{yuan}元") == {"bee_funds": str(yuan)}


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("第一笔到账40万元，第二笔到账20万元", "600000"),
        ("经费两笔，分别是40万元、20万元，都到账了", "600000"),
        ("先给了40万元，后来又给了20万元", "600000"),
        ("首笔到账40万元，尾款20万元没到", "400000"),
        ("经费从20万元增加到60万元", "600000"),
        ("原来报价80万元，实际到账60万元", "600000"),
        ("一分钱还没到账", "0"),
    ],
)
def test_what_has_come_is_added_up_and_what_has_not_is_left_out(text: str, yuan: str) -> None:
    assert heard(FUNDS, text) == {"bee_funds": yuan}


def test_amounts_that_different_sources_give_are_unclear() -> None:
    figures, unclear = hear_figures(FUNDS, "财务说到账60万元，审计报的是50万元")

    assert (figures, [one.fact for one in unclear]) == ([], ["bee_funds"])


def test_the_highest_of_earlier_years_is_the_peak() -> None:
    specs = tuple(replace(one, label="此前最高") if one.name == "honey_peak" else one for one in SALES)

    assert heard(specs, "前年600万元，去年300万元，今年销售额1200万元")["honey_peak"] == "6000000"


def test_money_spent_is_no_money_received() -> None:
    assert heard(FUNDS, "自己花了60万元") == {}


@pytest.mark.parametrize("text", ["配套率20%→26%", "配套率从20%升到26%"])
def test_an_arrow_is_a_rise(text: str) -> None:
    assert heard(POINTS, text) == {"points": "6"}


def test_a_rise_that_did_not_happen_is_zero() -> None:
    assert heard(POINTS, "配套率跟去年一样没涨") == {"points": "0"}


def test_points_said_of_a_rate_are_percent() -> None:
    assert heard(RATE, "费率1.5个点") == {"rate": "1.5%"}
