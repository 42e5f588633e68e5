"""逐级: a share of a sum for every whole step by which a rate has risen."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from assistant.award.exact import money_text, number_text, product_text, rate_text
from assistant.award.figures import Points, Rate
from assistant.award.mechanisms.base import STRICT, Case, FactShape, Line, Mechanism, Outcome, Variant
from assistant.award.mechanisms.fields import MoneyFact, PointsFact, twice


@dataclass(frozen=True, slots=True, config=STRICT)
class UnevenRise:
    """How the text may be read when the rise is no whole number of steps."""

    reading: Literal["按全部增幅", "只计整级"] = Field(alias="读法")
    basis: str = Field(alias="依据")


@dataclass(frozen=True, slots=True, config=STRICT)
class Increments(Mechanism):
    """A share of the sum that belongs to the rise; below one step nothing. The first reading is the most literal."""

    rise: PointsFact = Field(alias="增幅")
    step: Points = Field(alias="每提高")
    base: MoneyFact = Field(alias="基数")
    rate: Rate = Field(alias="比率")
    too_small: str = Field(alias="不足一级")
    uneven: list[UnevenRise] = Field(alias="不是整级时", min_length=1)

    def calculate(self, case: Case) -> Outcome:
        """Base times rate; a rise between two steps gives one variant per reading."""
        rise, base = case.figure(self.rise), case.figure(self.base)
        if rise is not None and rise < self.step.value:
            return Outcome.refused(self.too_small)
        if rise is None or base is None:
            return Outcome.unknown(fact for fact, value in ((self.rise, rise), (self.base, base)) if value is None)
        steps = rise // self.step.value
        if steps * self.step.value == rise:
            return Outcome("sum", (self._whole(base, case),))
        share = steps * self.step.value / rise
        return Outcome("sum", tuple(self._variant(way, base, share, case) for way in self.uneven))

    def outline(self, case: Case) -> list[Line]:
        """每提高5个百分点，按…的1%补助."""
        rise = case.figure(self.rise)
        if rise is not None and rise < self.step.value:
            return []
        given = f"按{case.label(self.base)}的{rate_text(self.rate.value)}{case.verb}"
        text = f"每提高{number_text(self.step.value)}个百分点，{given}"
        return [Line(text, (self.step.quote, self.rate.quote))]

    def problems(self, facts: Mapping[str, FactShape]) -> list[str]:
        """A step that is not positive, a reading told twice."""
        found = [] if self.step.value > 0 else ["“每提高”必须大于零"]
        return found + twice("不是整级时", [way.reading for way in self.uneven])

    def _whole(self, base: Fraction, case: Case) -> Variant:
        step = case.step(f"{case.label(self.base)} {product_text(base, self.rate.value)}")
        return Variant(base * self.rate.value, (step,))

    def _variant(self, way: UnevenRise, base: Fraction, share: Fraction, case: Case) -> Variant:
        if way.reading == "按全部增幅":
            whole = self._whole(base, case)
            return Variant(whole.amount, whole.steps, way.reading, way.basis)
        counted = base * share
        first = f"只计整级：{case.label(self.base)} {money_text(base)} × {share} = {money_text(counted)}"
        steps = (case.step(first), case.step(product_text(counted, self.rate.value)))
        return Variant(counted * self.rate.value, steps, way.reading, way.basis)
