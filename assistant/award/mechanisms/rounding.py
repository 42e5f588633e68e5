"""取整: figures cut or rounded to a unit, where the text says so."""

from dataclasses import replace
from fractions import Fraction
from math import ceil, floor
from typing import Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from assistant.award.exact import money_text
from assistant.award.mechanisms.base import STRICT, Case, Line, Modifier, Outcome, Variant

_UNITS: dict[str, Fraction] = {
    "分": Fraction(1, 100),
    "角": Fraction(1, 10),
    "元": Fraction(1),
    "百元": Fraction(100),
    "千元": Fraction(1000),
    "万元": Fraction(10000),
}


@dataclass(frozen=True, slots=True, config=STRICT)
class Rounding(Modifier):
    """Every figure to a whole number of the unit; halves go up."""

    unit: Literal["分", "角", "元", "百元", "千元", "万元"] = Field(alias="到")
    way: Literal["舍去", "四舍五入", "进位"] = Field(alias="方式")
    quote: str = Field(alias="原文")

    def apply(self, outcome: Outcome, case: Case) -> Outcome:
        """Each variant, rounded."""
        return outcome.each(lambda variant: self._rounded(variant, case))

    def describe(self, line: Line, case: Case) -> Line:
        """…，精确到元（舍去）."""
        return replace(line, text=f"{line.text}，精确到{self.unit}（{self.way}）", quotes=(*line.quotes, self.quote))

    def _rounded(self, variant: Variant, case: Case) -> Variant:
        unit = _UNITS[self.unit]
        count = variant.amount / unit
        whole = {"舍去": floor(count), "四舍五入": floor(count + Fraction(1, 2)), "进位": ceil(count)}[self.way]
        amount = whole * unit
        if amount == variant.amount:
            return variant
        step = case.step(f"精确到{self.unit}，{self.way}：{money_text(amount)}")
        return replace(variant, amount=amount, steps=(*variant.steps, step))
