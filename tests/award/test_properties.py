"""What holds for every applicant, whatever the facts."""

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.award import FactSpec, Rule, evaluate, outline, read_facts
from assistant.award.mechanisms.cap import Cap
from assistant.domain import Award, Fact
from assistant.language.quantities import read_money
from tests.award.conftest import real_book

AS_OF = date(2026, 11, 24)
MONEY = st.one_of(
    st.decimals(min_value=0, max_value=10**10, places=2),
    st.sampled_from([Decimal(yuan) for yuan in (1_000_000, 1_500_000, 10_000_000, 300_000_000, 500_000_000)]),
)


def value_of(spec: FactSpec) -> st.SearchStrategy[object]:
    match spec.kind:
        case "option":
            return st.sampled_from(spec.choices)
        case "bool":
            return st.booleans()
        case "money":
            return MONEY
        case "rate":
            return st.decimals(min_value=0, max_value=3, places=2)
        case _:
            return st.decimals(min_value=0, max_value=40, places=1)


@st.composite
def profiles(draw: st.DrawFn, rule: Rule, is_complete: bool = False) -> dict[str, object]:
    names = [name for name in rule.fact_names if is_complete or draw(st.booleans())]
    return {name: draw(value_of(rule.fact(name))) for name in names}


def award_of(rule: Rule, raw: dict[str, object]) -> Award:
    return evaluate(rule, read_facts(rule, raw), AS_OF)


@settings(deadline=None, max_examples=50)
@given(st.data())
def test_amounts_lie_between_zero_and_the_cap(data: st.DataObject) -> None:
    for rule in real_book().rules:
        award = award_of(rule, data.draw(profiles(rule)))
        caps = [node.limit.value * sums_under(node) for node in rule.calculation.walk() if isinstance(node, Cap)]
        amounts = [amount for amount in (award.amount, award.low, award.high) if amount is not None]
        assert all(amount >= 0 for amount in amounts)
        assert not caps or all(amount <= max(caps) for amount in amounts)
        assert (award.status == "range") == (award.low is not None) == (award.high is not None)
        assert award.low is None or award.high is None or award.low <= (award.amount or 0) <= award.high


def sums_under(cap: Cap) -> int:
    """To how many sums a cap may belong: the two grants of an institution may have one each."""
    return 2 if cap.readings is not None and cap.readings.are_of_sums else 1


@settings(deadline=None, max_examples=50)
@given(st.data())
def test_the_order_of_facts_does_not_matter(data: st.DataObject) -> None:
    for rule in real_book().rules:
        raw = data.draw(profiles(rule))
        shuffled = dict(data.draw(st.permutations(list(raw.items()))))
        assert award_of(rule, raw) == award_of(rule, shuffled)


@settings(deadline=None, max_examples=50)
@given(st.data())
def test_facts_of_other_awards_do_not_matter(data: st.DataObject) -> None:
    for rule in real_book().rules:
        facts = read_facts(rule, data.draw(profiles(rule)))
        other = {**facts, "another": Fact("another", "1", "user")}
        assert evaluate(rule, facts, AS_OF) == evaluate(rule, other, AS_OF)


@settings(deadline=None, max_examples=50)
@given(st.data())
def test_supplying_what_is_missing_settles_the_award(data: st.DataObject) -> None:
    for rule in real_book().rules:
        raw = data.draw(profiles(rule))
        award = award_of(rule, raw)
        while award.status == "needs_facts":
            assert award.missing and not {one.fact for one in award.missing} & set(raw)
            raw |= {one.fact: data.draw(value_of(rule.fact(one.fact))) for one in award.missing}
            award = award_of(rule, raw)
        assert award.missing == ()


@settings(deadline=None, max_examples=50)
@given(st.data())
def test_what_is_not_missing_cannot_change_a_settled_award(data: st.DataObject) -> None:
    for rule in real_book().rules:
        raw = data.draw(profiles(rule))
        award = award_of(rule, raw)
        if award.status != "needs_facts" and not award.assumptions:
            later = award_of(rule, data.draw(profiles(rule, is_complete=True)) | raw)
            assert (later.status, later.amount) == (award.status, award.amount)


@settings(deadline=None, max_examples=100)
@given(st.data(), MONEY, MONEY)
def test_more_received_before_never_gives_more(data: st.DataObject, one: Decimal, other: Decimal) -> None:
    received = {
        name for rule in real_book().rules for name in rule.fact_names if "received" in name or "other_" in name
    }
    for rule in real_book().rules:
        for name in received & set(rule.fact_names):
            raw = data.draw(profiles(rule, is_complete=True))
            less, more = (award_of(rule, raw | {name: amount}) for amount in sorted((one, other)))
            assert ends(less)[0] >= ends(more)[0]
            assert ends(less)[1] >= ends(more)[1]


def ends(award: Award) -> tuple[Decimal, Decimal]:
    amount = award.amount or Decimal(0)
    return (amount, amount) if award.low is None or award.high is None else (award.low, award.high)


@settings(deadline=None, max_examples=50)
@given(st.data(), MONEY, MONEY)
def test_more_of_a_base_never_gives_less(data: st.DataObject, one: Decimal, other: Decimal) -> None:
    bases = ["rd_superior_grant", "incremental_purchase", "project_funds_disbursed", "fund_size", "guarantee_balance"]
    for rule in real_book().rules:
        for base in set(bases) & set(rule.fact_names):
            raw = data.draw(profiles(rule, is_complete=True))
            less, more = (award_of(rule, raw | {base: amount}) for amount in sorted((one, other)))
            assert less.amount is None or more.amount is None or less.amount <= more.amount


@settings(deadline=None, max_examples=50)
@given(st.data())
def test_the_result_follows_from_the_last_step(data: st.DataObject) -> None:
    for rule in real_book().rules:
        award = award_of(rule, data.draw(profiles(rule, is_complete=True)))
        if award.status in ("exact", "range", "at_most"):
            assert replayed([step.text for step in award.steps]) == award.amount
        else:
            assert award.steps == ()


def replayed(steps: list[str]) -> Decimal:
    """The amount the steps lead to: products are computed again, caps applied again."""
    amount = Decimal(0)
    for text in steps:
        if found := re.fullmatch(r".* (\S+元) × (\S+) = (\S+元)", text):
            amount = money(found[3])
            assert Fraction(money(found[1])) * rate(found[2]) == Fraction(amount)
        elif found := re.fullmatch(r"上限 (\S+元) − 已得 (\S+元) = (\S+元)", text):
            assert money(found[1]) - money(found[2]) == money(found[3])
        elif found := re.fullmatch(r"已得 (\S+元)，上限 (\S+元)已经用完", text):
            assert money(found[1]) >= money(found[2])
        elif found := re.fullmatch(r"超过(?:余下的)?上限 (\S+元)，按 (\S+元) 计", text):
            assert amount > money(found[1])
            amount = money(found[2])
        elif found := re.fullmatch(r"不超过(?:余下的)?上限 (\S+元)", text):
            assert amount <= money(found[1])
        elif found := re.fullmatch(r"同一年首次达到(\S+元)", text):
            assert "、" in found[1]
        else:
            amount = money(text.rpartition("：")[2].rpartition(" = ")[2])
    return amount


def money(text: str) -> Decimal:
    amount = read_money(text)
    assert amount is not None
    return amount


def rate(text: str) -> Fraction:
    return Fraction(text[:-1]) / (100 if text.endswith("%") else 1000)


@settings(deadline=None, max_examples=50)
@given(st.data())
def test_outline_figures_stand_in_their_quote_and_excluded_tiers_do_not_appear(data: st.DataObject) -> None:
    for rule in real_book().rules:
        raw = data.draw(profiles(rule))
        lines = outline(rule, read_facts(rule, raw), AS_OF)
        assert all(line.quote in rule.clause.text for line in lines)
        assert all(raw.get(name, value) == value for line in lines for name, value in line.case.items())
        if award_of(rule, raw).status == "not_eligible":
            assert lines == ()
