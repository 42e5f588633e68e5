"""How often one class is found when it is asked for, and asked for when it is found."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eval.kinds.fit import Floats

Flags = NDArray[np.bool_]
PRECISION, FEWEST = 0.9, 5
"""What a threshold must reach, and on how many hits: fewer prove nothing."""
NEVER = 2.0
"""A threshold that no probability reaches."""


@dataclass(frozen=True, slots=True)
class Rates:
    """Counts for one class: `hits` found rightly, of `found` and of `wanted`."""

    hits: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        """Share of right ones among those found; 1 where nothing was found."""
        return self.hits / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of those wanted that were found; 1 where none was wanted."""
        return self.hits / self.wanted if self.wanted else 1.0

    def __add__(self, other: "Rates") -> "Rates":
        return Rates(self.hits + other.hits, self.found + other.found, self.wanted + other.wanted)


def count(found: Flags, wanted: Flags) -> Rates:
    """The rates of one class over some texts."""
    return Rates(int((found & wanted).sum()), int(found.sum()), int(wanted.sum()))


def choose_threshold(likely: Floats, wanted: Flags) -> float:
    """The threshold with most hits among those of enough precision; NEVER where there is none."""
    order = np.argsort(-likely, kind="stable")
    hits = np.cumsum(wanted[order])
    found = np.arange(1, len(order) + 1)
    ranked = likely[order]
    below = np.append(ranked[1:], 0.0)
    good = np.flatnonzero((hits >= PRECISION * found) & (hits >= FEWEST) & (below < ranked))
    return float((ranked[good[-1]] + below[good[-1]]) / 2) if len(good) else NEVER


def average_precision(likely: Floats, wanted: Flags) -> float:
    """Mean precision at each text that is wanted, going from the most to the least likely; 1 is a perfect order."""
    order = np.argsort(-likely, kind="stable")
    hits = np.cumsum(wanted[order])
    at_hit = np.flatnonzero(wanted[order])
    return float((hits[at_hit] / (at_hit + 1)).mean()) if len(at_hit) else 1.0
