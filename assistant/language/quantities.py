"""The quantities of a text: amounts, rates, points, counts, durations, dates, ranks, each with its words."""

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.domain import Span
from assistant.language.characters import fold
from assistant.language.figures import Figure, scan
from assistant.language.numbers import EXACT, canonical, read_number
from assistant.language.remembering import remembered
from assistant.language.sharing import share_units
from assistant.language.units import Kind
from assistant.language.wording import format_money, format_rate

__all__ = [
    "Quantity",
    "find_approximate",
    "find_identifiers",
    "find_quantities",
    "format_money",
    "format_rate",
    "read_money",
    "read_points",
    "read_rate",
]

_HEDGE_BEFORE = re.compile(
    "(?:大约|大概|约莫|(?<![合签违预履节特])约|差不多|将近|接近|(?<![最附邻])近|估计|可能)(?:有|是|为)? ?$"
)
_HEDGE_AFTER = re.compile(" ?(?:左右|上下(?!游)|出头|光景|开外|的样子)")
_REACH = 8


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value as a text states it; `words` is exactly `text[span.start:span.end]`.

    `value` is in yuan for money, a fraction for rates (5% = 0.05), percentage points for points, and else the number
    itself in `unit`. A date is its digits, and `unit` says which: 年月日, 年月, 年, 月日 or 月.
    """

    value: Decimal
    kind: Kind
    unit: str
    span: Span
    words: str


@remembered(1024)
def find_quantities(text: str) -> list[Quantity]:
    """The quantities of `text` in order, not overlapping.

    Approximate figures (80多万), names (“十四五”, 一次性), document and phone numbers are none. A unit said once holds
    for the whole list or range (10、20万元). 万 or 亿 without a measure word is money (营收80万).
    """
    return [
        _quantity(figure, figure.value, text)
        for figure in _figures(text)
        if figure.role == "exact" and figure.value is not None
    ]


def find_approximate(text: str) -> list[Span]:
    """Figures that state no exact value (八十来万, 上百万, 三分之一), and exact ones with a hedge (约80万)."""
    return [
        span
        for figure in _figures(text)
        if (span := Span(figure.start, figure.end) if figure.role == "approximate" else _hedged(figure, text))
    ]


def find_identifiers(text: str) -> list[Span]:
    """Numbers that name rather than measure: document and phone numbers, codes, addresses with digits."""
    return [
        Span(figure.start, figure.end)
        for figure in _figures(text)
        if figure.role == "identifier" and re.search("[0-9一二三四五六七八九十]", text[figure.start : figure.end])
    ]


def read_money(text: str) -> Decimal | None:
    """Yuan of a text that is one amount (80万元, 0.8亿, 3块5, ￥1,500); a bare number is yuan. None for any other."""
    bare = read_number(text)
    if bare is not None:
        return bare
    whole = _whole_quantity(text)
    return whole.value if whole and whole.kind == "money" and whole.value >= 0 else None


def read_rate(text: str) -> Decimal | None:
    """The fraction of a text that is one rate (0.8%, 千分之二, 5个点); a bare number is percent. None for any other."""
    bare = read_number(text)
    if bare is not None:
        return canonical(bare.scaleb(-2, context=EXACT))
    whole = _whole_quantity(text)
    if whole and whole.kind == "points" and whole.words.endswith("个点"):
        return canonical(whole.value.scaleb(-2, context=EXACT))
    return whole.value if whole and whole.kind == "rate" and whole.value >= 0 else None


def read_points(text: str) -> Decimal | None:
    """Percentage points of a text that is one number of them (4, 4个百分点, 四个点, 4%). None for any other."""
    bare = read_number(text)
    if bare is not None:
        return bare
    whole = _whole_quantity(text)
    if whole is None or whole.value < 0:
        return None
    if whole.kind == "rate":
        return canonical(whole.value.scaleb(2, context=EXACT))
    return whole.value if whole.kind == "points" else None


def _figures(text: str) -> list[Figure]:
    folded = fold(text)
    return share_units(list(scan(folded, text)), folded)


def _quantity(figure: Figure, value: Decimal, text: str) -> Quantity:
    span = Span(figure.start, figure.end)
    return Quantity(canonical(value), figure.kind, figure.unit, span, text[span.start : span.end])


def _hedged(figure: Figure, text: str) -> Span | None:
    """The exact figure with the hedge around it, None where there is none."""
    if figure.role != "exact" or figure.kind in ("ordinal", "date"):
        return None
    before = _HEDGE_BEFORE.search(text, max(0, figure.start - _REACH), figure.start)
    after = _HEDGE_AFTER.match(text, figure.end)
    if not before and not after:
        return None
    return Span(before.start() if before else figure.start, after.end() if after else figure.end)


def _whole_quantity(text: str) -> Quantity | None:
    """The one quantity that the whole text is."""
    words = text.strip()
    found = find_quantities(words)
    return found[0] if len(found) == 1 and found[0].words == words else None
