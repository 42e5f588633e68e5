"""比例: a share of a sum that the applicant states."""

from pydantic import Field
from pydantic.dataclasses import dataclass

from assistant.award.exact import product_text, rate_text
from assistant.award.figures import Rate
from assistant.award.mechanisms.base import STRICT, Case, Line, Mechanism, Outcome
from assistant.award.mechanisms.fields import MoneyFact


@dataclass(frozen=True, slots=True, config=STRICT)
class Ratio(Mechanism):
    """A share of one money fact."""

    base: MoneyFact = Field(alias="基数")
    rate: Rate = Field(alias="比率")

    def calculate(self, case: Case) -> Outcome:
        """Base times rate, exact."""
        base = case.figure(self.base)
        if base is None:
            return Outcome.unknown((self.base,))
        step = case.step(f"{case.label(self.base)} {product_text(base, self.rate.value)}")
        return Outcome.paid(base * self.rate.value, step)

    def outline(self, case: Case) -> list[Line]:
        """按实际拨付经费的10%配套; 最高为…的50% for a ceiling."""
        share = f"{case.label(self.base)}的{rate_text(self.rate.value)}"
        text = f"最高为{share}" if case.is_ceiling else f"按{share}{case.verb}"
        return [Line(text, (self.rate.quote,))]
