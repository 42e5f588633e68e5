"""The award room agrees with the second calculation on 20,000 inputs per award, spelled as people write them."""

import random
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

import pytest

from assistant.award import Rule, evaluate, read_facts

from .draws import draw
from .oracle import AWARDS, OTHERS, Outcome, calculate, complete, list_open_facts
from .spelling import Raw

AS_OF = date(2026, 11, 24)
INPUTS = 20_000
SHOWN = 5


class Verdict(NamedTuple):
    """What one calculation says of one input, and what it still asks for."""

    outcome: Outcome
    asked: frozenset[str]


@pytest.mark.parametrize("award", AWARDS)
def test_both_calculations_agree(award: str, rules: dict[str, Rule]) -> None:
    disagreements, reached = [], set()
    for raw in draw(award, INPUTS, random.Random(award)):
        room, text = ask_room(rules[award], raw), ask_text(award, raw)
        reached.add(text.outcome.status)
        if room != text:
            disagreements.append(f"{dict(raw)}: the room says {room}, the text {text}")
    assert disagreements[:SHOWN] == []
    ambiguous = {"range"} if award in OTHERS else set()
    assert reached == {outcome.status for _, outcome in complete(award, {})} | {"needs_facts"} | ambiguous


def ask_room(rule: Rule, raw: Mapping[str, Raw]) -> Verdict:
    award = evaluate(rule, read_facts(rule, raw), AS_OF)
    amounts = (None if one is None else Fraction(one) for one in (award.amount, award.low, award.high))
    return Verdict(Outcome(award.status, *amounts), frozenset(one.fact for one in award.missing))


def ask_text(award: str, raw: Mapping[str, Raw]) -> Verdict:
    outcome = calculate(award, raw)
    return Verdict(outcome, list_open_facts(award, raw) if outcome.status == "needs_facts" else frozenset())
