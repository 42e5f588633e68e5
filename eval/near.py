"""Questions of two halves that are too alike for the second half to tell the truth about the first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.language.normalisation import normalise
from eval.cases import Case

ALIKE = 0.6
"""Likeness from which two conversations, or two examples, count as one written twice.

Chosen by reading: questions written independently about the same award stay below 0.55, while a question of 20
characters with one word or figure exchanged lies above 0.65.
"""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two cases and the share (0 to 1) of character pairs that they have in common."""

    left: str
    right: str
    likeness: float


def near_duplicates(build: Iterable[Case], report: Sequence[Case]) -> list[Pair]:
    """Pairs across the halves that are alike, most alike first."""
    others = [(case.id, _pairs(case)) for case in report]
    found = []
    for case in build:
        mine = _pairs(case)
        found += [Pair(case.id, other, likeness(mine, theirs)) for other, theirs in others]
    return sorted((pair for pair in found if pair.likeness >= ALIKE), key=lambda pair: -pair.likeness)


def character_pairs(text: str) -> frozenset[str]:
    """Pairs of neighbouring characters, without punctuation and case, the border of the text being a character."""
    said = [char for char in normalise(text).text.lower() if char.isalnum()]
    return frozenset("".join(pair) for pair in pairwise(["^", *said, "$"])) if said else frozenset()


def likeness(left: frozenset[str], right: frozenset[str]) -> float:
    """Share of the pairs that both have; what says nothing is like nothing."""
    return len(left & right) / max(1, len(left | right))


def _pairs(case: Case) -> frozenset[str]:
    """The character pairs of all that is asked."""
    return frozenset[str]().union(*(character_pairs(turn.ask) for turn in case.turns))
