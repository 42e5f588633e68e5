"""Figures as they are compared: what makes two spellings the same, which count nothing, what an award comes to."""

from collections.abc import Iterable
from decimal import Decimal

from assistant.domain import Award
from assistant.language.quantities import Quantity, find_quantities

Figure = tuple[str, str, Decimal]


def dimension(quantity: Quantity) -> tuple[str, str]:
    """The kind, with the unit where the kind does not imply it."""
    return quantity.kind, quantity.unit if quantity.kind in ("count", "duration") else ""


def figure(quantity: Quantity) -> Figure:
    """What makes two spellings the same figure: its dimension and its value."""
    return *dimension(quantity), quantity.value


def figures_in(texts: Iterable[str]) -> set[Figure]:
    """Every figure of the texts."""
    return {figure(one) for text in texts for one in find_quantities(text)}


def counted(text: str) -> list[Quantity]:
    """The quantities of a text without 「一项」「一个」, the indefinite article of Chinese, which counts nothing."""
    return [one for one in find_quantities(text) if not _is_article(one)]


def amounts(award: Award) -> list[Decimal]:
    """What the award may come to, in yuan."""
    found = [award.amount, award.low, award.high, *(reading.amount for reading in award.readings)]
    return list(dict.fromkeys(one for one in found if one is not None))


def _is_article(quantity: Quantity) -> bool:
    return quantity.kind in ("count", "ordinal") and quantity.words.startswith("一")
