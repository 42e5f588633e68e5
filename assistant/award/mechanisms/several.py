"""孰低 and 合计: the least, or the sum, of several inner calculations."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

from pydantic import Field
from pydantic.dataclasses import dataclass

from assistant.award.exact import money_text
from assistant.award.mechanisms.base import STRICT, Case, Line, Mechanism, Outcome, Variant

if TYPE_CHECKING:
    from assistant.award.mechanisms.calculation import Calculation


@dataclass(frozen=True, slots=True, config=STRICT)
class Least(Mechanism):
    """孰低: the smallest of the parts. One part refused refuses all; a part without a figure leaves a ceiling."""

    items: "list[Calculation]" = Field(alias="各项", min_length=2)

    def calculate(self, case: Case) -> Outcome:
        """The least in every combination of readings."""
        outcomes = [item.calculate(case) for item in self.items]
        refused = [one for one in outcomes if one.kind == "refused"]
        if refused:
            return refused[0]
        if missing := _missing(outcomes):
            return missing
        known = [one for one in outcomes if one.has_figure]
        if not known:
            return outcomes[0]
        merged = _merge(known, _least, case)
        is_exact = len(known) == len(outcomes) and all(one.kind == "sum" for one in known)
        reasons = tuple(reason for one in outcomes if one.kind == "open" for reason in one.reasons)
        return replace(merged, kind="sum" if is_exact else "ceiling").saying(reasons)

    def outline(self, case: Case) -> list[Line]:
        """取…、…中的最低者."""
        return _joined(self.items, case, "取下列最低的一项：")


@dataclass(frozen=True, slots=True, config=STRICT)
class Sum(Mechanism):
    """合计: all parts together. A refused part counts nothing and says why; a part without a figure leaves all open."""

    items: "list[Calculation]" = Field(alias="各项", min_length=2)

    def calculate(self, case: Case) -> Outcome:
        """The sum in every combination of readings."""
        outcomes = [item.calculate(case) for item in self.items]
        granted = [one for one in outcomes if one.kind != "refused"]
        reasons = tuple(reason for one in outcomes if one.kind == "refused" for reason in one.reasons)
        if not granted:
            return Outcome("refused", reasons=reasons)
        if missing := _missing(granted):
            return missing
        left_open = [one for one in granted if one.kind == "open"]
        if left_open:
            return left_open[0]
        merged = _merge(granted, _total, case)
        is_exact = all(one.kind == "sum" for one in granted)
        return replace(merged, kind="sum" if is_exact else "ceiling").saying(reasons)

    def outline(self, case: Case) -> list[Line]:
        """下列各项合计."""
        return _joined(self.items, case, "下列各项合计：")


def _missing(outcomes: Sequence[Outcome]) -> Outcome | None:
    names = tuple(dict.fromkeys(name for one in outcomes for name in one.missing))
    return Outcome("unknown", missing=names) if names else None


def _merge(outcomes: Sequence[Outcome], join: Callable[[Sequence[Variant], Case], Variant], case: Case) -> Outcome:
    variants = tuple(join(choice, case) for choice in product(*(one.variants for one in outcomes)))
    merged = Outcome("sum", variants)
    for one in outcomes:
        merged = merged.saying(one.notes, one.assumptions)
    return merged


def _least(choice: Sequence[Variant], case: Case) -> Variant:
    amount = min(variant.amount for variant in choice)
    return _join(choice, amount, case, f"取最低的一项：{money_text(amount)}")


def _total(choice: Sequence[Variant], case: Case) -> Variant:
    amount = sum((variant.amount for variant in choice), start=Fraction(0))
    parts = " + ".join(money_text(variant.amount) for variant in choice)
    return _join(choice, amount, case, f"合计：{parts} = {money_text(amount)}")


def _join(choice: Sequence[Variant], amount: Fraction, case: Case, text: str) -> Variant:
    steps = tuple(step for variant in choice for step in variant.steps)
    readings = [variant for variant in choice if variant.reading]
    return Variant(
        amount,
        (*steps, case.step(text)),
        "，".join(variant.reading for variant in readings),
        "；".join(variant.basis for variant in readings),
    )


def _joined(items: Sequence[Mechanism], case: Case, lead: str) -> list[Line]:
    lines = [line for item in items for line in item.outline(case)]
    if not lines:
        return []
    quotes = tuple(quote for line in lines for quote in line.quotes)
    return [Line(lead + "；".join(line.text for line in lines), quotes)]
