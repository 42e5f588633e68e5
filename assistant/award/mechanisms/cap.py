"""上限: no more than a stated sum."""

from dataclasses import replace

from pydantic import Field
from pydantic.dataclasses import dataclass

from assistant.award.exact import money_text
from assistant.award.figures import Money
from assistant.award.mechanisms.base import STRICT, Case, Line, Modifier, Outcome, Variant


@dataclass(frozen=True, slots=True, config=STRICT)
class Cap(Modifier):
    """Cuts every figure at a stated sum and says whether it did."""

    limit: Money = Field(alias="金额")

    def apply(self, outcome: Outcome, case: Case) -> Outcome:
        """Each variant, cut at the limit."""
        return outcome.each(lambda variant: self._cut(variant, case))

    def describe(self, line: Line, case: Case) -> Line:
        """…，最高不超过10万元."""
        text = f"{line.text}，最高不超过{money_text(self.limit.value)}"
        return replace(line, text=text, quotes=(*line.quotes, self.limit.quote))

    def _cut(self, variant: Variant, case: Case) -> Variant:
        limit = self.limit.value
        if variant.amount <= limit:
            return replace(variant, steps=(*variant.steps, case.step(f"不超过上限 {money_text(limit)}")))
        text = f"超过上限 {money_text(limit)}，按 {money_text(limit)} 计"
        return replace(variant, amount=limit, steps=(*variant.steps, case.step(text)))
