"""退回: a promised time that was not kept; what belongs to the rest of it goes back."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from pydantic import Field
from pydantic.dataclasses import dataclass

from assistant.award.exact import money_text, number_text
from assistant.award.figures import Duration
from assistant.award.mechanisms.base import STRICT, Case, FactShape, Line, Modifier, Outcome, Variant
from assistant.award.mechanisms.fields import CountFact, unit_problems
from assistant.language.quantities import find_quantities


@dataclass(frozen=True, slots=True, config=STRICT)
class Clawback(Modifier):
    """The share of the award that belongs to the time kept; an unknown time is assumed, and said, to be the whole."""

    promised: Duration = Field(alias="承诺")
    kept: CountFact = Field(alias="已满")
    assumption: str = Field(alias="未说明时")

    def apply(self, outcome: Outcome, case: Case) -> Outcome:
        """Each variant, less what goes back."""
        kept = case.figure(self.kept)
        if kept is None:
            return outcome.saying(assumptions=(self.assumption,))
        if kept >= self.promised.value:
            return outcome
        return outcome.each(lambda variant: self._share(variant, kept, case))

    def describe(self, line: Line, case: Case) -> Line:
        """…，不满3年的按未满时间退回."""
        text = f"{line.text}，不满{self.promised.text}的按未满时间退回"
        return replace(line, text=text, quotes=(*line.quotes, self.promised.quote))

    def problems(self, facts: Mapping[str, FactShape]) -> list[str]:
        """A promise in another unit than the time kept, or of no time, or told otherwise in the assumption."""
        found = unit_problems(self.kept, (self.promised,), facts)
        for said in find_quantities(self.assumption):
            if said.kind == "duration" and (Fraction(said.value), said.unit) != (
                self.promised.value,
                self.promised.unit,
            ):
                found.append(f"“未说明时”里的{said.words}不是承诺的{self.promised.text}")
        return found if self.promised.value > 0 else [*found, "“承诺”必须大于零"]

    def _share(self, variant: Variant, kept: Fraction, case: Case) -> Variant:
        share = kept / self.promised.value
        amount = variant.amount * share
        left = f"承诺{self.promised.text}，{case.label(self.kept)} {number_text(kept)}"
        text = f"{left}：{money_text(variant.amount)} × {share} = {money_text(amount)}"
        back = f"应退回 {money_text(variant.amount)} − {money_text(amount)} = {money_text(variant.amount - amount)}"
        return replace(variant, amount=amount, steps=(*variant.steps, case.step(back), case.step(text)))
