"""按量: a price for each person, year or square metre, the quantities capped where the text caps them."""

from collections.abc import Mapping
from fractions import Fraction

from pydantic import Field
from pydantic.dataclasses import dataclass

from assistant.award.exact import money_text, number_text
from assistant.award.figures import AnyFigure, Money
from assistant.award.mechanisms.base import STRICT, Case, FactShape, Line, Mechanism, Outcome
from assistant.award.mechanisms.fields import CountFact, unit_problems
from assistant.domain import Step


@dataclass(frozen=True, slots=True, config=STRICT)
class Factor:
    """A counted fact, and the most of it that counts."""

    fact: CountFact = Field(alias="事实")
    most: AnyFigure | None = Field(default=None, alias="最多")

    def counted(self, value: Fraction) -> Fraction:
        """The value, cut at the most that counts."""
        return value if self.most is None else min(value, self.most.value)


@dataclass(frozen=True, slots=True, config=STRICT)
class PerUnit(Mechanism):
    """Price times every factor."""

    price: Money = Field(alias="单价")
    factors: list[Factor] = Field(alias="乘以", min_length=1)

    def calculate(self, case: Case) -> Outcome:
        """Price times the counted factors, exact."""
        known = [(factor, value) for factor in self.factors if (value := case.figure(factor.fact)) is not None]
        if len(known) < len(self.factors):
            return Outcome.unknown(one.fact for one in self.factors if case.figure(one.fact) is None)
        amount, written, cuts = self.price.value, money_text(self.price.value), []
        for factor, value in known:
            counted = factor.counted(value)
            if counted < value:
                cuts.append(self._cut(factor, value, case))
            amount *= counted
            written += f" × {case.label(factor.fact)} {number_text(counted)}"
        return Outcome.paid(amount, *cuts, case.step(f"{written} = {money_text(amount)}"))

    def outline(self, case: Case) -> list[Line]:
        """补贴2000元 × 人数（最多50人）."""
        texts, quotes = [], [self.price.quote]
        for factor in self.factors:
            limit = "" if factor.most is None else f"（最多{factor.most.text}）"
            texts.append(f"{case.label(factor.fact)}{limit}")
            quotes.extend([] if factor.most is None else [factor.most.quote])
        return [Line(f"{case.gives(money_text(self.price.value))} × {' × '.join(texts)}", tuple(quotes))]

    def problems(self, facts: Mapping[str, FactShape]) -> list[str]:
        """Limits in another unit than the fact they limit."""
        limits = [(one.fact, one.most) for one in self.factors if one.most is not None]
        return [problem for fact, most in limits for problem in unit_problems(fact, (most,), facts)]

    def _cut(self, factor: Factor, value: Fraction, case: Case) -> Step:
        most = number_text(factor.counted(value))
        return case.step(f"{case.label(factor.fact)} {number_text(value)} 超过 {most}，按 {most} 计")
