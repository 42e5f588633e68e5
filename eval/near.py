"""Questions of two halves that are too alike for the second half to tell the truth about the first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.language.normalisation import normalise
from eval.cases import Case

ALIKE = 0.6
"""Share of common character pairs from which two conversations count as one asked twice.

Chosen by reading: questions written independently about the same award stay below 0.55, while a question of 20
characters with one word or figure exchanged lies above 0.65.
"""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two cases and the share (0 to 1) of character pairs that they have in common."""

    left: str
    right: str
    likeness: float


def near_duplicates(build: Iterable[Case], report: Sequence[Case], alike: float = ALIKE) -> list[Pair]:
    """Pairs across the halves that are alike, most alike first."""
    others = [(case.id, _pairs(case)) for case in report]
    found = []
    for case in build:
        mine = _pairs(case)
        found += [Pair(case.id, other, _jaccard(mine, theirs)) for other, theirs in others]
    return sorted((pair for pair in found if pair.likeness >= alike), key=lambda pair: -pair.likeness)


def _pairs(case: Case) -> frozenset[str]:
    """Character pairs of all that is asked, without punctuation and case, the border of a turn being a character."""
    said = [[char for char in normalise(turn.ask).text.lower() if char.isalnum()] for turn in case.turns]
    return frozenset("".join(pair) for turn in said if turn for pair in pairwise(["^", *turn, "$"]))


def _jaccard(left: frozenset[str], right: frozenset[str]) -> float:
    """What says nothing is like nothing."""
    return len(left & right) / max(1, len(left | right))
