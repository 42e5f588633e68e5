"""按日期: values that hold for a time, each kept for its own; no period stands in for another."""

from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from pydantic import Field
from pydantic.dataclasses import dataclass

from assistant.award.mechanisms.base import STRICT, Case, FactShape, Line, Mechanism, Outcome

if TYPE_CHECKING:
    from assistant.award.mechanisms.calculation import Calculation


@dataclass(frozen=True, slots=True, config=STRICT)
class Period(Mechanism):
    """From a day to a day (both included), or without end, and the calculation of that time.

    `quote` is where the text says when; `reason` says why it is these days where the text gives no date.
    """

    start: date = Field(alias="起")
    inner: "Calculation" = Field(alias="计算")
    quote: str = Field(alias="原文", min_length=1)
    end: date | None = Field(default=None, alias="止")
    reason: str = Field(default="", alias="理由")

    def holds(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.start <= day and (self.end is None or day <= self.end)

    def calculate(self, case: Case) -> Outcome:
        """The outcome of its own calculation."""
        return self.inner.calculate(case)

    def outline(self, case: Case) -> list[Line]:
        """The lines of its own calculation."""
        return self.inner.outline(case)


@dataclass(frozen=True, slots=True, config=STRICT)
class Periods(Mechanism):
    """One calculation per period; outside all of them the text states nothing."""

    periods: list[Period] = Field(alias="各期", min_length=1)
    otherwise: str = Field(alias="其他日期")

    def calculate(self, case: Case) -> Outcome:
        """The outcome of the period in force on the day of the case."""
        for period in self.periods:
            if period.holds(case.as_of):
                return period.calculate(case)
        return Outcome.without_figure(self.otherwise)

    def outline(self, case: Case) -> list[Line]:
        """The lines of the period in force."""
        return [line for one in self.periods if one.holds(case.as_of) for line in one.outline(case)]

    def problems(self, facts: Mapping[str, FactShape]) -> list[str]:
        """Periods that end before they start, or overlap."""
        ordered = sorted(self.periods, key=lambda period: period.start)
        found = [f"{one.start}起的一期止于开始之前" for one in ordered if one.end is not None and one.end < one.start]
        return found + [
            f"{later.start}起的一期与前一期重叠"
            for earlier, later in pairwise(ordered)
            if earlier.end is None or later.start <= earlier.end
        ]
