"""补差: the difference between a standard and what has been received already."""

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from pydantic import Field
from pydantic.dataclasses import dataclass

from assistant.award.exact import money_text
from assistant.award.mechanisms.base import STRICT, Case, Line, Mechanism, Outcome, Variant
from assistant.award.mechanisms.fields import MoneyFact

if TYPE_CHECKING:
    from assistant.award.mechanisms.calculation import Calculation


@dataclass(frozen=True, slots=True, config=STRICT)
class TopUp(Mechanism):
    """The standard less what was received; nothing when that is as much or more."""

    standard: "Calculation" = Field(alias="标准")
    received: MoneyFact = Field(alias="已得")

    def calculate(self, case: Case) -> Outcome:
        """The difference in every reading of the standard."""
        outcome, received = self.standard.calculate(case), case.figure(self.received)
        if outcome.kind in ("refused", "open"):
            return outcome
        if received is None or outcome.kind == "unknown":
            own = (self.received.name,) if received is None else ()
            return replace(outcome, kind="unknown", variants=(), missing=(*outcome.missing, *own))
        return outcome.each(lambda variant: self._less(variant, received, case))

    def outline(self, case: Case) -> list[Line]:
        """…，补足与…的差额."""
        return [
            replace(line, text=f"{line.text}，只补与{case.label(self.received)}的差额")
            for line in self.standard.outline(case)
        ]

    def _less(self, variant: Variant, received: Fraction, case: Case) -> Variant:
        label = case.label(self.received)
        if received >= variant.amount:
            text = f"{label} {money_text(received)}，不低于标准 {money_text(variant.amount)}，差额为 0元"
            return replace(variant, amount=Fraction(0), steps=(*variant.steps, case.step(text)))
        rest = variant.amount - received
        text = f"标准 {money_text(variant.amount)} − {label} {money_text(received)} = {money_text(rest)}"
        return replace(variant, amount=rest, steps=(*variant.steps, case.step(text)))
