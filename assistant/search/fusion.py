"""Several rankings of one question made into one: a weighted sum of z-scores."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, pstdev

from assistant.ports import Scored


@dataclass(frozen=True, slots=True)
class Ranking:
    """What one finder returned, best first, and how much it counts; `floor` is the score of a key it did not return."""

    scored: Sequence[Scored]
    weight: float
    floor: float


def fuse(rankings: Sequence[Ranking]) -> list[Scored]:
    """Every key of any ranking with the sum of its weighted z-scores, best first; ties in key order.

    Scores of different engines have different scales and spreads; as z-scores of the same keys they can be added.
    """
    keys = sorted({one.key for ranking in rankings for one in ranking.scored})
    columns = [_z_scores(keys, ranking) for ranking in rankings]
    sums = [Scored(key, sum(column[key] for column in columns)) for key in keys]
    return sorted(sums, key=lambda one: -one.score)


def _z_scores(keys: Sequence[str], ranking: Ranking) -> Mapping[str, float]:
    known = {one.key: one.score for one in ranking.scored}
    scores = [known.get(key, ranking.floor) for key in keys]
    spread = pstdev(scores) if scores else 0.0
    if not spread:
        return dict.fromkeys(keys, 0.0)
    mean = fmean(scores)
    return {key: ranking.weight * (score - mean) / spread for key, score in zip(keys, scores, strict=True)}
