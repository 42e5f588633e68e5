"""按数额分档: what is given depends on the range in which a figure lies."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from pydantic import Field, model_validator
from pydantic.dataclasses import dataclass

from assistant.award.comparisons import Comparison
from assistant.award.figures import AnyFigure, Figure
from assistant.award.mechanisms.base import STRICT, Case, FactShape, Line, Mechanism, Outcome, undecided
from assistant.award.mechanisms.fields import FigureFact, bind_lists, unit_problems

if TYPE_CHECKING:
    from assistant.award.mechanisms.calculation import Calculation

Edge = tuple[Fraction, bool]
"""Where a range begins or ends: just before its figure (False), or just after it (True)."""


@dataclass(frozen=True, slots=True, config=STRICT)
class Band:
    """A range between two limits, each included or not as its key says, and its calculation."""

    inner: "Calculation" = Field(alias="计算")
    least: AnyFigure | None = Field(default=None, alias="不低于")
    above: AnyFigure | None = Field(default=None, alias="高于")
    most: AnyFigure | None = Field(default=None, alias="不高于")
    below: AnyFigure | None = Field(default=None, alias="低于")

    @model_validator(mode="after")
    def _have_one_limit_each_way(self) -> "Band":
        if (self.least and self.above) or (self.most and self.below):
            raise ValueError("一档只写一个下限（不低于或高于）和一个上限（不高于或低于）")
        return self

    def holds(self, value: Fraction) -> bool:
        """Whether the value lies in it."""
        return self.start <= (value, False) and (self.end is None or (value, False) < self.end)

    @property
    def start(self) -> Edge:
        """Where it begins; no figure lies below zero."""
        return next(((one.value, one is self.above) for one in (self.least, self.above) if one), (Fraction(0), False))

    @property
    def end(self) -> Edge | None:
        """Where it ends, None when it has no end."""
        return next(((one.value, one is self.most) for one in (self.most, self.below) if one), None)

    @property
    def label(self) -> str:
        """100人以上不足500人."""
        least = f"{self.least.text}以上" if self.least else f"超过{self.above.text}" if self.above else ""
        return least + (f"不超过{self.most.text}" if self.most else f"不足{self.below.text}" if self.below else "")

    def limits(self) -> Iterator[tuple[Comparison, Figure]]:
        """Its limits with how a figure is compared with them."""
        named: list[tuple[Comparison, Figure | None]] = [
            ("不低于", self.least),
            ("高于", self.above),
            ("不高于", self.most),
            ("低于", self.below),
        ]
        yield from ((comparison, figure) for comparison, figure in named if figure is not None)


@dataclass(frozen=True, slots=True, config=STRICT)
class Bands(Mechanism):
    """One calculation per range of a figure; a figure in none is not covered, and `otherwise` says so."""

    measure: FigureFact = Field(alias="指标")
    bands: list[Band] = Field(alias="各档", min_length=1)
    otherwise: str | None = Field(default=None, alias="未列")
    lists: dict[str, str] = Field(default_factory=dict, alias="分别")

    @model_validator(mode="before")
    @classmethod
    def _bind_lists(cls, raw: Any) -> Any:
        return bind_lists(raw, "各档")

    def calculate(self, case: Case) -> Outcome:
        """The outcome of the band in which the figure lies."""
        value = case.figure(self.measure)
        if value is None:
            outcomes = [band.inner.calculate(replace(case, tier=band.label)) for band in self.bands]
            return undecided(outcomes, self.otherwise, (self.measure.name,), case)
        for band in self.bands:
            if band.holds(value):
                return band.inner.calculate(replace(case, tier=band.label))
        return Outcome.refused(self.otherwise or "条款没有列出这个数额")

    def outline(self, case: Case) -> list[Line]:
        """One line per band that is still possible."""
        value = case.figure(self.measure)
        return [
            replace(line, label=line.label or band.label)
            for band in self.bands
            if value is None or band.holds(value)
            for line in band.inner.outline(replace(case, tier=band.label))
        ]

    def problems(self, facts: Mapping[str, FactShape]) -> list[str]:
        """Bands that overlap, and gaps that nothing is said about."""
        ordered = sorted(self.bands, key=lambda band: band.start)
        found = unit_problems(self.measure, [figure for band in self.bands for _, figure in band.limits()], facts)
        if any(band.end is not None and band.end <= band.start for band in ordered):
            found.append("有一档的下限不低于上限")
        reached: Edge | None = (Fraction(0), False)
        for band in ordered:
            if reached is None or band.start < reached:
                found.append(f"“{band.label}”与前一档重叠")
            elif band.start > reached and self.otherwise is None:
                found.append(f"“{band.label}”之前有空档，也没有写“未列”")
            reached = band.end
        return [*found, "最高一档之上没有规定，也没有写“未列”"] if reached and self.otherwise is None else found
