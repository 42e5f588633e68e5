"""最高: the text gives a most, and no formula for what is below it."""

from dataclasses import replace
from typing import TYPE_CHECKING

from pydantic import Field
from pydantic.dataclasses import dataclass

from assistant.award.mechanisms.base import STRICT, Case, Line, Mechanism, Outcome

if TYPE_CHECKING:
    from assistant.award.mechanisms.calculation import Calculation


@dataclass(frozen=True, slots=True, config=STRICT)
class Ceiling(Mechanism):
    """What the inner calculation gives is a ceiling, not the sum itself."""

    most: "Calculation" = Field(alias="计算")

    def calculate(self, case: Case) -> Outcome:
        """The inner figure, as a ceiling."""
        outcome = self.most.calculate(replace(case, is_ceiling=True))
        return replace(outcome, kind="ceiling") if outcome.has_figure else outcome

    def outline(self, case: Case) -> list[Line]:
        """最高30万元."""
        return self.most.outline(replace(case, is_ceiling=True))
