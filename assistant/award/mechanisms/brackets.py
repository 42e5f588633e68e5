"""超额累进: each slice of a sum at its own rate."""

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Any

from pydantic import Field, model_validator
from pydantic.dataclasses import dataclass

from assistant.award.exact import money_text, product_text, rate_text
from assistant.award.figures import Money, Rate
from assistant.award.mechanisms.base import STRICT, Case, FactShape, Line, Mechanism, Outcome
from assistant.award.mechanisms.fields import MoneyFact, bind_lists


@dataclass(frozen=True, slots=True, config=STRICT)
class Slice:
    """A rate, up to a sum (included) or without end."""

    rate: Rate = Field(alias="比率")
    upto: Money | None = Field(default=None, alias="至")


@dataclass(frozen=True, slots=True, config=STRICT)
class Brackets(Mechanism):
    """Slices from zero upwards, each beginning where the one before ends; nothing above the last one's end."""

    base: MoneyFact = Field(alias="基数")
    slices: list[Slice] = Field(alias="各段", min_length=1)
    lists: dict[str, str] = Field(default_factory=dict, alias="分别")

    @model_validator(mode="before")
    @classmethod
    def _bind_lists(cls, raw: Any) -> Any:
        return bind_lists(raw, "各段")

    def calculate(self, case: Case) -> Outcome:
        """The sum over the slices that the base reaches."""
        base = case.figure(self.base)
        if base is None:
            return Outcome.unknown((self.base,))
        start, total, steps, amounts = Fraction(0), Fraction(0), [], []
        for one in self.slices:
            end = base if one.upto is None else min(base, one.upto.value)
            if end <= start:
                break
            amount = (end - start) * one.rate.value
            part = f"{money_text(start)}至{money_text(end)}的部分" if start else f"{money_text(end)}以内的部分"
            steps.append(case.step(f"{part}：{product_text(end - start, one.rate.value)}"))
            amounts.append(money_text(amount))
            total, start = total + amount, end
        if len(amounts) != 1:
            steps.append(case.step(f"合计：{' + '.join(amounts) or '0元'} = {money_text(total)}"))
        return Outcome.paid(total, *steps)

    def outline(self, case: Case) -> list[Line]:
        """One line over all slices."""
        texts: list[str] = []
        quotes: list[str] = []
        start = Fraction(0)
        for one in self.slices:
            end = "以上" if one.upto is None else f"至{money_text(one.upto.value)}"
            part = f"{money_text(start)}{end}的部分" if start else f"{end.removeprefix('至')}以内的部分"
            texts.append(f"{part}{rate_text(one.rate.value)}")
            quotes.extend(figure.quote for figure in (one.rate, one.upto) if figure is not None)
            start = start if one.upto is None else one.upto.value
        return [Line(f"按{case.label(self.base)}分段{case.verb}：{'，'.join(texts)}", tuple(quotes))]

    def problems(self, facts: Mapping[str, FactShape]) -> list[str]:
        """Ends that do not ascend, or an open slice that is not the last."""
        ends = [one.upto.value for one in self.slices if one.upto is not None]
        found = [] if all(low < high for low, high in pairwise(ends)) else ["各段的“至”没有从低到高"]
        is_open_inside = any(one.upto is None for one in self.slices[:-1])
        return [*found, "没有写“至”的一段只能是最后一段"] if is_open_inside else found
