"""A figure as the value of a fact, and one too vague to be a value."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.award import FactSpec
from assistant.domain import Span
from assistant.language.numbers import plain_digits
from assistant.language.quantities import Quantity


@dataclass(frozen=True, slots=True)
class FigureHeard:
    """A figure that is the value of a fact: canonical `value` (yuan, percent with sign, plain number)."""

    fact: str
    value: str
    words: str
    span: Span


@dataclass(frozen=True, slots=True)
class Unclear:
    """A figure said in words that cannot be read exactly (「八十来万」)."""

    fact: str
    words: str


def fits(quantity: Quantity, wanted: Sequence[FactSpec]) -> bool:
    """Whether a quantity is of the kind of these facts, all of one kind, and counted in the unit of one of them."""
    if wanted[0].kind == "count":
        return quantity.kind in ("count", "duration") and any(spec.unit in ("", quantity.unit) for spec in wanted)
    return quantity.kind == wanted[0].kind


def as_heard(spec: FactSpec, quantity: Quantity) -> FigureHeard:
    """The quantity as the value of a fact."""
    return FigureHeard(spec.name, canonical(quantity), quantity.words, quantity.span)


def canonical(quantity: Quantity) -> str:
    """The value as facts write it: rates in percent, everything else as a plain number."""
    if quantity.kind == "rate":
        return f"{plain_digits(quantity.value * 100)}%"
    return plain_digits(quantity.value)
