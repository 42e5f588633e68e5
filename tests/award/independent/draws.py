"""Inputs for an award: first every combination of edges, then seeded chance with weight on the edges."""

import random
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product
from typing import Any

from .oracle import CANDIDATES, QUESTIONS
from .spelling import WAN, YI, Raw, spell_money, spell_points, spell_rate

FEN = 100
MISSING = object()
AMOUNTS = ("money", "history", "other")

# Yuan at which a threshold or a cap begins to bite.
TURNS: dict[str, tuple[int, ...]] = {
    "rd_superior_grant": (150 * WAN,),
    "annual_revenue": (3 * YI, 5 * YI),
    "prior_peak_revenue": (3 * YI, 5 * YI),
    "incremental_purchase": (1 * YI, 11_000 * WAN, 12_000 * WAN, 14_000 * WAN, 15_000 * WAN, 18_000 * WAN),
    "rd_second_superior_grant": (50 * WAN, 150 * WAN),
    "rd_aid_received_earlier": (10 * WAN, 30 * WAN),
    "project_funds_disbursed": (100 * WAN,),
    "project_support_received": (5 * WAN, 20 * WAN),
    "other_support_this_year": (5 * WAN, 10 * WAN),
    "other_support_earlier": (20 * WAN,),
    "fund_size": (1 * YI,),
    "guarantee_balance": (1 * YI,),
    "guaranteed_amount": (1000 * WAN,),
}
POINTS = tuple(map(Fraction, ("0", "4.99", "5", "5.01", "6", "7", "7.5", "9", "9.99", "10", "10.01", "12", "100")))
RATES = tuple(map(Fraction, ("0", "0.5", "0.8", "0.99", "0.9999", "1", "1.0001", "1.01", "2.5", "100")))


def draw(award: str, count: int, dice: random.Random) -> Iterator[Mapping[str, Raw]]:
    """`count` sets of facts, spelled; at least as many as there are combinations of edges."""
    facts = QUESTIONS[award]
    edges = list(product(*(list_edges(name, kind) for name, kind in facts.items())))
    for place in range(count):
        values = edges[place] if place < len(edges) else [draw_value(name, facts[name], dice) for name in facts]
        yield {
            name: spell(facts[name], value, dice)
            for name, value in zip(facts, values, strict=True)
            if value is not MISSING
        }


def list_edges(name: str, kind: str) -> list[Any]:
    """Missing, every option, and every turn with one 分 (or a hundredth of a point) to either side; money in 分."""
    if kind in AMOUNTS:
        return [MISSING, 0, *(turn * FEN + step for turn in TURNS[name] for step in (-1, 0, 1))]
    if kind in ("points", "rate"):
        return [MISSING, *(POINTS if kind == "points" else RATES)]
    return [MISSING, *CANDIDATES[kind]]


def draw_value(name: str, kind: str, dice: random.Random) -> Any:
    if dice.random() < 0.1:
        return MISSING
    if kind == "bool":
        return dice.random() < 0.8
    if dice.random() < 0.4:
        return dice.choice(list_edges(name, kind)[1:])
    if kind in AMOUNTS:
        return draw_fen(TURNS[name], dice)
    if kind == "points":
        return Fraction(dice.randrange(10_001), 100)
    if kind == "rate":
        return Fraction(dice.randrange(30_000), 10_000)
    return dice.choice(CANDIDATES[kind])


def draw_fen(turns: tuple[int, ...], dice: random.Random) -> int:
    """Anywhere up to 100 亿 by order of magnitude, a whole number of 万, or within 1 % of a turn."""
    way = dice.randrange(3)
    if way == 0:
        return dice.randrange(10 ** dice.randrange(1, 13))
    if way == 1:
        return dice.randrange(10 ** dice.randrange(1, 6)) * WAN * FEN
    turn = dice.choice(turns) * FEN
    return turn + dice.randrange(-turn // 100, turn // 100 + 1)


def spell(kind: str, value: Any, dice: random.Random) -> Raw:
    if kind in AMOUNTS:
        return spell_money(value, dice)
    if kind == "points":
        return spell_points(value, dice)
    if kind == "rate":
        return spell_rate(value, dice)
    if kind == "bool":
        return "是否"[not value] if dice.random() < 0.5 else bool(value)
    return str(value)
