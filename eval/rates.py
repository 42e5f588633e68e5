"""Means with their uncertainty: what may be concluded from so many cases, and no more."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, sqrt

from eval.replay import CaseResult, TurnResult
from eval.score import SCORERS

_Z = 1.959963984540054
"""Normal quantile of a two-sided interval of 95 %."""

RIGHT = "right"
"""The share of cases that have full marks in all that is required; stands beside the scorers' names."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A mean of `count` scores with its 95 % interval [low, high]."""

    mean: float
    low: float
    high: float
    count: int

    def inverted(self) -> "Rate":
        """The rate of the opposite: of faults, where this is of turns without the fault."""
        return Rate(1 - self.mean, 1 - self.high, 1 - self.low, self.count)


def wilson(scores: Sequence[float]) -> Rate:
    """Wilson's score interval; for scores between 0 and 1 it is on the safe side: none spread more than yes/no."""
    count = len(scores)
    mean = sum(scores) / count
    middle = (mean + _Z**2 / (2 * count)) / (1 + _Z**2 / count)
    reach = _Z / (1 + _Z**2 / count) * sqrt(mean * (1 - mean) / count + _Z**2 / (4 * count**2))
    return Rate(mean, min(mean, max(0.0, middle - reach)), max(mean, min(1.0, middle + reach)), count)


def rates(cases: Iterable[CaseResult]) -> dict[str, Rate]:
    """The share of right cases, then the mean of every scorer that applied to any turn, in the scorers' order."""
    cases = tuple(cases)
    if not cases:
        return {}
    turns = [turn for case in cases for turn in case.turns]
    found = {RIGHT: wilson([float(case.is_right) for case in cases])}
    for scorer in SCORERS:
        scores = [turn.scores[scorer.name].value for turn in turns if scorer.name in turn.scores]
        if scores:
            found[scorer.name] = wilson(scores)
    return found


def rates_by(cases: Iterable[CaseResult], key: Callable[[CaseResult], str]) -> dict[str, dict[str, Rate]]:
    """The rates of each group of cases, groups in the order of their names."""
    groups: dict[str, list[CaseResult]] = {}
    for case in cases:
        groups.setdefault(key(case), []).append(case)
    return {name: rates(groups[name]) for name in sorted(groups)}


def gap(by_part: Mapping[str, Mapping[str, Rate]], left: str, right: str) -> dict[str, float]:
    """How much better each score is in `left` than in `right`, for scores that both have."""
    mine, theirs = by_part.get(left, {}), by_part.get(right, {})
    return {name: mine[name].mean - theirs[name].mean for name in mine if name in theirs}


def percentile(turns: Iterable[TurnResult], share: float) -> float:
    """The latency in ms below which `share` of the turns lie (nearest rank); 0 without turns."""
    ordered = sorted(turn.elapsed_ms for turn in turns)
    return ordered[max(0, ceil(share * len(ordered)) - 1)] if ordered else 0.0
