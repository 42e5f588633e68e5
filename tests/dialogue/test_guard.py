"""The guard: every mark, quote and figure of a finished text stands on its ground, or is named as a violation."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assistant.dialogue.draft import Sources
from assistant.dialogue.facts import Heard
from assistant.dialogue.guard import judge
from assistant.dialogue.settle import settle
from assistant.domain import Award, Citation, Clause, GuardVerdict, Violation
from assistant.language.quantities import find_quantities
from tests.dialogue.fictional import BEES, DAY, clause, policies, rule, said

BASE, PROJECT = clause("1"), clause("4")
PASSED = GuardVerdict(True)
PAID = settle(
    rule("bee-project"),
    Heard({"bee_project_level": said("bee_project_level", "省级"), "bee_funds": said("bee_funds", "600000")}),
    DAY,
).award
TWO_READINGS = settle(
    rule("honey-sales"),
    Heard({"honey_sales": said("honey_sales", "12000000"), "honey_peak": said("honey_peak", "3000000")}),
    DAY,
).award

GROUNDED = [
    "**8万元**（一次性）：国家级标准化蜂场，由县农业农村局、县财政局负责〔1〕。",
    "要看级别：国家级奖励8万元；省级奖励4万元〔1〕。",
    "省级按实际拨付经费的15%配套，最高不超过12万元；市级按10%配套，最高不超过6万元〔2〕。",
    "**9万元**：60万元 × 15% = 9万元；不超过上限12万元〔2〕。",
    "第1项和第4项都在《青岭县促进养蜂业发展实施方案》（青农发〔2030〕5号）里〔1〕〔2〕。",
]


def cite(*clauses: Clause, quote: str | None = None) -> tuple[Citation, ...]:
    sources = Sources(policies())
    for one in clauses:
        sources.cite(one, one.text if quote is None else quote)
    return tuple(sources.citations)


BOTH = cite(BASE, PROJECT)


def verdict(
    text: str,
    citations: Sequence[Citation] = BOTH,
    awards: Sequence[Award] = (PAID,),
    said: Sequence[str] = ("实际到账60万元",),
) -> GuardVerdict:
    clauses = {one.ref: one for one in policies()[BEES].clauses}
    return judge(text, citations, clauses, policies(), awards, said)


def kinds(found: GuardVerdict) -> list[tuple[str, str]]:
    return [(one.kind, one.words) for one in found.violations]


@pytest.mark.parametrize("text", GROUNDED)
def test_a_text_that_stands_on_its_ground_passes(text: str) -> None:
    assert verdict(text) == PASSED


# -- marks


def test_a_mark_without_a_citation_is_caught() -> None:
    assert verdict("奖励8万元〔3〕。") == GuardVerdict(False, (Violation("mark", "〔3〕", "没有对应的条款引用"),))


def test_every_wrong_mark_is_named() -> None:
    assert kinds(verdict("奖励8万元〔1〕〔3〕，再奖4万元〔0〕。")) == [("mark", "〔3〕"), ("mark", "〔0〕")]


def test_the_year_of_a_document_number_is_no_mark() -> None:
    assert verdict("依据青农发〔2030〕5号〔1〕。") == PASSED


@settings(deadline=None)
@given(st.integers(0, 999))
def test_a_mark_passes_if_and_only_if_it_has_a_citation(mark: int) -> None:
    assert verdict(f"有奖励〔{mark}〕。").passed == (mark in (1, 2))


# -- quotes


def test_a_quote_from_another_clause_is_caught() -> None:
    (wrong,) = cite(BASE, quote="对企业承担省级、市级蜂业科技项目的")

    assert kinds(verdict("有奖励〔1〕。", [wrong])) == [("quote", "对企业承担省级、市级蜂业科技项目的")]


def test_an_empty_quote_is_caught() -> None:
    (empty,) = cite(BASE, quote="")

    assert kinds(verdict("有奖励〔1〕。", [empty])) == [("quote", "")]


def test_a_citation_of_a_clause_that_does_not_exist_is_caught() -> None:
    (known,) = cite(BASE)

    assert not verdict("有奖励〔1〕。", [replace(known, ref=f"{BEES}#99")]).passed


@settings(deadline=None)
@given(st.data())
def test_any_piece_of_a_clause_is_a_quote_and_one_changed_character_is_none(data: st.DataObject) -> None:
    one = data.draw(st.sampled_from(policies()[BEES].clauses))
    start = data.draw(st.integers(0, len(one.text) - 1))
    end = data.draw(st.integers(start + 1, len(one.text)))
    quote = one.text[start:end]
    at = data.draw(st.integers(0, len(quote) - 1))
    other = data.draw(st.characters(exclude_characters=quote[at], exclude_categories=["Cs"]))
    changed = quote[:at] + other + quote[at + 1 :]
    assume(changed not in one.text)

    assert verdict("见〔1〕。", cite(one, quote=quote)) == PASSED
    assert kinds(verdict("见〔1〕。", cite(one, quote=changed))) == [("quote", changed[:40])]


@settings(deadline=None)
@given(st.data())
def test_a_quote_with_a_character_left_out_is_caught(data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(BASE.text) - 2))
    shorter = BASE.text[:at] + BASE.text[at + 1 :]

    assert kinds(verdict("见〔1〕。", cite(BASE, quote=shorter))) == [("quote", shorter[:40])]


# -- figures


@pytest.mark.parametrize("written", ["8万元", "８万元", "八万元", "80000元", "80,000元", "8 万元"])
def test_a_figure_may_be_spelled_in_any_way(written: str) -> None:
    assert verdict(f"奖励{written}〔1〕。", awards=()) == PASSED


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("奖励10万元〔1〕。", "10万元"),
        ("奖励8元〔1〕。", "8元"),
        ("奖励80001元〔1〕。", "80001元"),
        ("奖励8%〔1〕。", "8%"),
        ("连续奖励3年〔1〕。", "3年"),
        ("需要20人〔1〕。", "20人"),
        ("2029年12月31日截止〔1〕。", "2029年12月31日"),
    ],
)
def test_a_figure_without_ground_is_caught_whatever_its_unit(text: str, words: str) -> None:
    assert kinds(verdict(text)) == [("figure", words)]


def test_the_number_of_one_thing_is_no_ground_for_as_many_of_another() -> None:
    assert verdict("不少于2处〔1〕。", cite(clause("3"))) == PASSED
    assert kinds(verdict("不少于2户〔1〕。", cite(clause("3")))) == [("figure", "2户")]


def test_a_figure_of_a_clause_that_is_not_cited_has_no_ground() -> None:
    text = "最高不超过6万元〔1〕。"

    assert verdict(text, cite(PROJECT), awards=()) == PASSED
    assert kinds(verdict(text, cite(BASE), awards=())) == [("figure", "6万元")]


def test_a_figure_of_a_citation_without_a_clause_has_no_ground() -> None:
    (known,) = cite(BASE)

    assert ("figure", "8万元") in kinds(verdict("奖励8万元〔1〕。", [replace(known, ref="x#1")], awards=()))


def test_the_result_of_an_award_is_ground_only_while_the_award_is_in_the_answer() -> None:
    assert verdict("可得9万元〔2〕。") == PASSED
    assert verdict("可得9万元〔2〕。", awards=[replace(PAID, steps=())]) == PASSED
    assert kinds(verdict("可得9万元〔2〕。", awards=())) == [("figure", "9万元")]


def test_both_readings_of_an_award_and_their_ends_are_ground() -> None:
    bare = replace(TWO_READINGS, steps=(), notes=(), quote="")
    without_ends = replace(bare, amount=None, low=None, high=None)
    text, elsewhere = "6万元或8万元〔1〕。", cite(clause("2"))

    assert verdict(text, elsewhere, awards=[replace(bare, readings=())]) == PASSED
    assert verdict(text, elsewhere, awards=[without_ends]) == PASSED
    assert kinds(verdict(text, elsewhere, awards=[replace(without_ends, readings=())])) == [
        ("figure", "6万元"),
        ("figure", "8万元"),
    ]


def test_the_persons_own_figures_are_ground() -> None:
    assert verdict("您说到账60万元〔2〕。", awards=()) == PASSED
    assert kinds(verdict("您说到账60万元〔2〕。", awards=(), said=())) == [("figure", "60万元")]


def test_an_indefinite_article_is_no_figure() -> None:
    assert verdict("只要是一个蜂场，就有一项奖励〔1〕。") == PASSED


def test_bullets_and_quotation_signs_are_no_figures() -> None:
    assert verdict(f"原文如下〔1〕。\n> {BASE.text}\n- 省级：4万元") == PASSED


def test_a_text_that_says_nothing_needs_no_ground() -> None:
    assert verdict("文件没有写明。", (), (), ()) == PASSED


@settings(deadline=None)
@given(st.sampled_from(GROUNDED), st.data())
def test_any_figure_changed_in_a_grounded_text_is_caught(text: str, data: st.DataObject) -> None:
    figures = [one for one in find_quantities(text) if one.kind in ("money", "rate")]
    assume(figures)
    one = data.draw(st.sampled_from(figures))
    grounded = {
        (other.kind, other.value)
        for source in (BASE.text, PROJECT.text, "60万元 9万元")
        for other in find_quantities(source)
    }
    number = data.draw(st.integers(1, 10**7))
    changed, value = (f"{number}元", Decimal(number)) if one.kind == "money" else (f"{number}%", Decimal(number) / 100)
    assume((one.kind, value) not in grounded)
    forged = text[: one.span.start] + changed + text[one.span.end :]

    assert kinds(verdict(forged)) == [("figure", changed)]


@settings(deadline=None)
@given(st.integers(1, 10**9))
def test_an_amount_passes_if_and_only_if_it_is_one_of_the_clause(yuan: int) -> None:
    assert verdict(f"奖励{yuan}元〔1〕。", cite(BASE), (), ()).passed == (yuan in (80_000, 40_000))


@settings(deadline=None)
@given(st.text())
def test_any_text_can_be_judged(text: str) -> None:
    found = verdict(text)

    assert found.passed == (not found.violations)
