"""按数额分档: what is given depends on the range in which a figure lies."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from pydantic import Field, model_validator
from pydantic.dataclasses import dataclass

from assistant.award.figures import AnyFigure, Figure
from assistant.award.mechanisms.base import STRICT, Case, FactShape, Line, Mechanism, Outcome, undecided
from assistant.award.mechanisms.fields import FigureFact, bind_lists, unit_problems

if TYPE_CHECKING:
    from assistant.award.mechanisms.calculation import Calculation


@dataclass(frozen=True, slots=True, config=STRICT)
class Band:
    """A range, from (included) to (excluded), and its calculation."""

    inner: "Calculation" = Field(alias="计算")
    least: AnyFigure | None = Field(default=None, alias="不低于")
    below: AnyFigure | None = Field(default=None, alias="低于")

    def holds(self, value: Fraction) -> bool:
        """Whether the value lies in it."""
        return (self.least is None or value >= self.least.value) and (self.below is None or value < self.below.value)

    @property
    def start(self) -> Fraction:
        """Where it begins; no figure lies below zero."""
        return Fraction(0) if self.least is None else self.least.value

    @property
    def label(self) -> str:
        """100人以上不足500人."""
        least = "" if self.least is None else f"{self.least.text}以上"
        return least + ("" if self.below is None else f"不足{self.below.text}")


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
        found = unit_problems(self.measure, self._limits(), facts)
        if not all(self._is_sound(band) for band in ordered):
            found.append("有一档的下限不低于上限")
        reached: Fraction | None = Fraction(0)
        for band in ordered:
            if reached is None or band.start < reached:
                found.append(f"“{band.label}”与前一档重叠")
            elif band.start > reached and self.otherwise is None:
                found.append(f"“{band.label}”之前有空档，也没有写“未列”")
            reached = None if band.below is None else band.below.value
        return [*found, "最高一档之上没有规定，也没有写“未列”"] if reached and self.otherwise is None else found

    def _limits(self) -> list[Figure]:
        return [one for band in self.bands for one in (band.least, band.below) if one is not None]

    def _is_sound(self, band: Band) -> bool:
        return band.least is None or band.below is None or band.least.value < band.below.value
