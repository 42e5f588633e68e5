"""Figures and words of a text in one form: 15万元 is 十五万元 and 150,000 元, and 5万元 does not stand in 15万元."""

import re
from collections.abc import Iterator

from assistant.language.normalisation import normalise
from assistant.language.numbers import plain_digits
from assistant.language.quantities import Quantity, find_quantities

MARK = re.compile(r"〔\s*(\d{1,3})\s*〕")
DIGITS = re.compile(r"\d+(?:\.\d+)?")
_MARKDOWN = re.compile(r"[*`~]|^\s{0,3}(?:#{1,6}|>)\s", re.MULTILINE)
_LIST_NUMBER = re.compile(r"^\s*\d{1,2}[.)、）]\s*(?=\D)", re.MULTILINE)
_UNITLESS = frozenset({"money", "rate", "points", "multiple"})

Figure = tuple[str, str, str]
"""Kind, value and unit of a quantity in one spelling; equal figures are equal tuples."""


def plain(text: str) -> str:
    """The text as it is read: without Markdown, citation marks and width variants."""
    return normalise(_MARKDOWN.sub("", MARK.sub("", text))).text


def first_line(text: str) -> str:
    """The first line that holds anything, as it is read."""
    return next((line.strip() for line in plain(text).splitlines() if line.strip()), "")


def find_figures(text: str) -> dict[Figure, str]:
    """Every figure of a text with the words it stands in; an address (第14条) is none."""
    return {_figure(one): one.words for one in find_quantities(plain(text)) if one.kind != "ordinal"}


def find_money(text: str) -> dict[Figure, str]:
    """Every amount of money of a text with the words it stands in."""
    return {figure: words for figure, words in find_figures(text).items() if figure[0] == "money"}


def without_list_numbers(text: str) -> str:
    """The text without the numbers that only count the lines of a list."""
    return _LIST_NUMBER.sub("", text)


def is_figure(term: str) -> bool:
    """Whether a term is nothing but one quantity (15万元, 20%, 三年)."""
    return _whole(plain(term)) is not None


def holds(text: str, term: str) -> bool:
    """Whether the term stands in the text, figures compared by value and whole, other words by their characters."""
    wanted = plain(term)
    if DIGITS.fullmatch(wanted):
        return re.search(rf"(?<![\d.]){re.escape(wanted)}(?![\d.]*\d)", plain(text)) is not None
    if find_quantities(wanted):
        return _canonical(wanted) in _canonical(plain(text))
    return _squeezed(wanted) in _squeezed(plain(text))


def loose_digits(text: str) -> Iterator[str]:
    """Digit runs that stand in no quantity at all: what a reader of quantities would let slip."""
    read = plain(text)
    taken = {place for one in find_quantities(read) for place in range(one.span.start, one.span.end)}
    yield from (run[0] for run in DIGITS.finditer(read) if run.start() not in taken)


def _figure(quantity: Quantity) -> Figure:
    unit = "" if quantity.kind in _UNITLESS else quantity.unit
    return quantity.kind, plain_digits(quantity.value), unit


def _whole(term: str) -> Quantity | None:
    found = find_quantities(term)
    return found[0] if len(found) == 1 and found[0].words == term.strip() else None


def _canonical(text: str) -> str:
    """The text with each quantity replaced by its figure in brackets that nothing else uses."""
    pieces, end = [], 0
    for one in find_quantities(text):
        pieces += [text[end : one.span.start], f"⟦{'|'.join(_figure(one))}⟧"]
        end = one.span.end
    return _squeezed("".join([*pieces, text[end:]]))


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text).lower()
