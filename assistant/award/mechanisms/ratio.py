"""比例: a share of a sum that the applicant states."""

from fractions import Fraction

from pydantic import Field, model_validator
from pydantic.dataclasses import dataclass

from assistant.award.exact import money_text, product_text, rate_text
from assistant.award.figures import Rate
from assistant.award.mechanisms.base import STRICT, Case, Input, Line, Mechanism, Outcome, Variant
from assistant.award.mechanisms.fields import MoneyFact, OptionalMoney


@dataclass(frozen=True, slots=True, config=STRICT)
class Ratio(Mechanism):
    """A share of one money fact, and of further ones (`more`) as far as they are stated.

    Where one of these is not stated, its absence is a named assumption.
    """

    base: MoneyFact = Field(alias="基数")
    rate: Rate = Field(alias="比率")
    more: list[OptionalMoney] = Field(default_factory=list, alias="另有基数")
    assumption: str = Field(default="", alias="另有未说明时")

    @model_validator(mode="after")
    def _name_the_assumption(self) -> "Ratio":
        if bool(self.more) != bool(self.assumption):
            raise ValueError("“另有基数”和“另有未说明时”要一起写")
        return self

    def calculate(self, case: Case) -> Outcome:
        """Base times rate, exact; of several bases the sum, whose parts are kept."""
        base = case.figure(self.base)
        if base is None:
            return Outcome.unknown((self.base,))
        further = [(fact, value) for fact in self.more if (value := case.figure(fact)) is not None]
        outcome = self._sum([(self.base, base), *further], case) if further else self._share(self.base, base, case)
        is_whole = len(further) == len(self.more) or not self.rate.value
        return outcome if is_whole else outcome.saying(assumptions=(self.assumption,))

    def outline(self, case: Case) -> list[Line]:
        """按实际拨付经费的10%配套; 最高为…的50% for a ceiling."""
        share = f"{case.label(self.base)}的{rate_text(self.rate.value)}"
        text = f"最高为{share}" if case.is_ceiling else f"按{share}{case.verb}"
        return [Line(text, (self.rate.quote,))]

    def _share(self, fact: Input, base: Fraction, case: Case) -> Outcome:
        step = case.step(f"{case.label(fact)} {product_text(base, self.rate.value)}")
        return Outcome.paid(base * self.rate.value, step)

    def _sum(self, bases: list[tuple[Input, Fraction]], case: Case) -> Outcome:
        shares = [self._share(fact, base, case).variants[0] for fact, base in bases]
        parts = tuple(one.amount for one in shares)
        total = sum(parts, start=Fraction(0))
        text = f"合计：{' + '.join(map(money_text, parts))} = {money_text(total)}"
        steps = (*(step for one in shares for step in one.steps), case.step(text))
        return Outcome("sum", (Variant(total, steps, parts=parts),))
