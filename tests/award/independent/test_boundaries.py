"""The hand-made table `boundaries.txt` against both calculations.

Its lines were worked out from the words they stand under: every award one 分 below, at and above each threshold and
cap, each fact missing, each condition false, each reading biting and not biting. A line reads `award | facts | result`;
the result is a status with its amount, a range with its ends, or the facts that must be asked for.
"""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from assistant.award import Rule, evaluate, read_facts
from assistant.domain import Award

from .oracle import AWARDS, OTHERS, Outcome, calculate, list_open_facts

AS_OF = date(2026, 11, 24)
TABLE = Path(__file__).with_name("boundaries.txt").read_text("utf-8").splitlines()
LINES = [line for line in TABLE if "|" in line]
HEADINGS = [line for line in TABLE if line and "|" not in line]
RANGES = [line for line in LINES if "| range" in line]
REFUSALS = [line for line in LINES if "| not_eligible" in line]


@pytest.mark.parametrize("line", LINES)
def test_the_award_is_what_the_table_says(line: str, rules: dict[str, Rule]) -> None:
    award = run(line, rules)
    assert (outcome_of(award), frozenset(one.fact for one in award.missing)) == expect(line)


@pytest.mark.parametrize("line", LINES)
def test_the_second_calculation_is_what_the_table_says(line: str) -> None:
    award, facts = ask(line)
    outcome = calculate(award, facts)
    asked = list_open_facts(award, facts) if outcome.status == "needs_facts" else frozenset()
    assert (outcome, asked) == expect(line)


@pytest.mark.parametrize("line", RANGES)
def test_a_range_shows_the_readings_it_spans_and_says_why(line: str, rules: dict[str, Rule]) -> None:
    award = run(line, rules)
    amounts = [one.amount for one in award.readings]
    assert (min(amounts), max(amounts), amounts[0]) == (award.low, award.high, award.amount)
    assert all(one.text and one.basis for one in award.readings)
    assert award.notes


@pytest.mark.parametrize("line", REFUSALS)
def test_a_refusal_says_which_condition_fails(line: str, rules: dict[str, Rule]) -> None:
    assert run(line, rules).notes


def test_an_unknown_earlier_peak_is_named_as_an_assumption(rules: dict[str, Rule]) -> None:
    facts = "chain-leader-revenue | is_chain_leader=是 annual_revenue=3亿元"
    unknown, known = run(facts, rules), run(f"{facts} prior_peak_revenue=2亿元", rules)
    assert set(unknown.assumptions) - set(known.assumptions)


@pytest.mark.parametrize(
    ("facts", "others"),
    [
        ("rd-institution | rd_institution_level=省级 rd_superior_grant=1元", OTHERS["rd-institution"]),
        ("major-project | project_level=省级 project_funds_disbursed=1元", OTHERS["major-project"]),
    ],
)
def test_sums_not_spoken_of_are_named_as_assumptions_until_they_are_stated(
    facts: str, others: Mapping[str, str], rules: dict[str, Rule]
) -> None:
    told = f"{facts} {' '.join(f'{name}=0' for name in others)}"
    assert [bool(run(line, rules).assumptions) for line in (facts, told)] == [True, False]


def test_a_cap_whose_meaning_cannot_matter_is_not_spoken_of(rules: dict[str, Rule]) -> None:
    nothing = run("major-project | project_level=省级 project_funds_disbursed=0", rules)
    one = run("major-project | project_level=省级 project_funds_disbursed=80万元", rules)
    note = "文件未写明上限按单个项目还是按企业累计"
    assert (note in nothing.notes, nothing.assumptions, note in one.notes) == (False, (), True)


def test_exactly_ten_million_names_the_other_reading_of_以下(rules: dict[str, Rule]) -> None:
    others = "guarantee_fee_rate=0.8% eligible_borrower=是 government_guarantor=是"
    at = run(f"guarantee-fee-subsidy | guaranteed_amount=1000万元 {others}", rules)
    below = run(f"guarantee-fee-subsidy | guaranteed_amount=9999999.99 {others}", rules)
    assert any("以下" in note for note in set(at.notes) - set(below.notes))


@pytest.mark.parametrize("as_of", [date(2022, 6, 1), date(2025, 12, 31), date(2026, 1, 1)])
def test_the_rate_of_compensation_never_switches_with_the_date(as_of: date, rules: dict[str, Rule]) -> None:
    rule = rules["guarantee-compensation"]
    facts = read_facts(rule, {"guarantee_balance": "1亿元", "compensation_stage": "现行"})
    assert outcome_of(evaluate(rule, facts, as_of)) == Outcome("exact", Fraction(200_000))


def test_the_table_covers_every_award_and_quotes_the_policy(policy_text: str) -> None:
    assert {ask(line)[0] for line in LINES} == set(AWARDS)
    pieces = [piece for line in HEADINGS for piece in line.partition(" ")[2].split("…")]
    assert [piece for piece in pieces if squeeze(piece) not in squeeze(policy_text)] == []


def run(line: str, rules: dict[str, Rule]) -> Award:
    award, facts = ask(line)
    return evaluate(rules[award], read_facts(rules[award], facts), AS_OF)


def ask(line: str) -> tuple[str, dict[str, str]]:
    award, facts = line.split("|")[:2]
    return award.strip(), dict(fact.split("=") for fact in facts.split())


def expect(line: str) -> tuple[Outcome, frozenset[str]]:
    status, *rest = line.split("|")[2].split()
    if status == "needs_facts":
        return Outcome(status), frozenset(rest)
    amounts = [Fraction(one) for part in rest for one in part.split("..")]
    return Outcome(status, *amounts), frozenset()


def outcome_of(award: Award) -> Outcome:
    amounts = (award.amount, award.low, award.high)
    return Outcome(award.status, *(None if one is None else Fraction(one) for one in amounts))


def squeeze(text: str) -> str:
    return "".join(text.split())
