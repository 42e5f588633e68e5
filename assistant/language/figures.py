"""Everything in a text that looks like a figure, each read by itself: what it measures and its value, if it has one."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from assistant.language.characters import CAPITALS
from assistant.language.numbers import EXACT, number_value
from assistant.language.patterns import figure_pattern
from assistant.language.units import Kind, measure, takes_digit, takes_large, unit_at

Role = Literal["exact", "approximate", "identifier", "weak", "none"]
_RATE_POWERS = {"成": 1, "%": 2, "‰": 3, "‱": 4}
_FRACTION_FORMS = {"百": "%", "千": "‰", "万": "‱"}
_FRACTION_PLACES = 6
_CURRENCY_FORMS = {"$": "美元", "€": "欧元", "£": "英镑"}
_LONGEST_MONTHS = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_HALVED_FORMS = {"月": "个月", "钟头": "个钟头", "百分点": "个百分点"}
_CHINESE_DIGITS = frozenset("零一二两三四五六七八九十")
_NOT_ONE_AFTER = frozenset("上下前后头同某另任这那每唯统单之进逐专归第初周")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure at [start, end). `number` is its folded number where a neighbour may share unit or multiplier with it.

    `weak` figures count only with a neighbour's unit (三 in 三到五年); `bare` ones carry no unit of their own.
    """

    start: int
    end: int
    role: Role
    kind: Kind = "number"
    unit: str = ""
    value: Decimal | None = None
    number: str = ""
    form: str = ""
    bare: bool = False


def scan(folded: str, original: str) -> Iterator[Figure]:
    """The figures of a text in order, not overlapping; `folded` is `characters.fold(original)`."""
    position = 0
    pattern = figure_pattern()
    while match := pattern.search(folded, position):
        figure = _READERS[match.lastgroup or ""](match, original)
        yield figure
        position = max(figure.end, match.start() + 1)


def quantify(number: str, form: str) -> tuple[Kind, str, Decimal | None]:
    """Kind, canonical unit and value of a folded number with a unit as written; rates as fractions."""
    kind, unit = measure(form)
    value = number_value(number)
    if value is not None and unit in _RATE_POWERS:
        value = value.scaleb(-_RATE_POWERS[unit], context=EXACT)
    return kind, unit, value


def _plain(match: re.Match[str], original: str) -> Figure:
    number = match["number"]
    form, end = _unit_after(match)
    if number[-1] in "万亿wW" and form and not takes_large(form):
        form, end = "", match.end()
    if not form and match["currency"]:
        form = _CURRENCY_FORMS.get(match["currency"], "元")
    return _measured(match, form, end, original) if form else _unmeasured(match)


def _unit_after(match: re.Match[str]) -> tuple[str, int]:
    """The unit as written that follows the match and where it ends; an empty one where none does."""
    return unit_at(match.string, match.end()) or ("", match.end())


def _measured(match: re.Match[str], form: str, end: int, original: str) -> Figure:
    number, first = match["number"], match.start("number")
    if number in _CHINESE_DIGITS and not takes_digit(form, number):
        return Figure(match.start(), end, "none")
    if number == "一" and original[first - 1 : first] in _NOT_ONE_AFTER:
        return Figure(match.start(), end, "none")
    kind, unit, value = quantify(number, form)
    if len(number) == 1 and original[first] in CAPITALS and kind != "money":
        return Figure(match.start(), end, "none")
    if value is None:
        return Figure(match.start(), end, "approximate")
    return Figure(match.start(), end, "exact", kind, unit, _signed(value, match), number, form)


def _unmeasured(match: re.Match[str]) -> Figure:
    number, value = match["number"], number_value(match["number"])
    if value is None:
        return Figure(match.start(), match.end(), "approximate" if re.search("[十百千万亿wk]", number) else "none")
    value, bare = _signed(value, match), not match["sign"]
    if re.search("[万亿wWkK]", number):
        return Figure(match.start(), match.end(), "exact", "money", "元", value, number, "元", bare)
    if re.fullmatch("[零一二三四五六七八九]{2,3}", number):
        return Figure(match.start(), match.end(), "none")
    role: Role = "weak" if number in _CHINESE_DIGITS else "exact"
    return Figure(match.start(), match.end(), role, "number", "", value, number, bare=bare)


def _signed(value: Decimal, match: re.Match[str]) -> Decimal:
    return value.copy_negate() if match["sign"] else value


def _ordinal(match: re.Match[str], original: str) -> Figure:
    value = number_value(match["rank"])
    if value is None or value != value.to_integral_value(context=EXACT):
        return Figure(match.start(), match.end(), "none")
    form, end = _unit_after(match)
    unit = measure(form)[1] if form else ""
    return Figure(match.start(), end, "exact", "ordinal", unit, value, "", form, bare=not form)


def _marker(match: re.Match[str], original: str) -> Figure:
    start = match.start("marker_number") if match["marker_number"] else match.start()
    number = Decimal(match["marker_number"] or match["bracketed"])
    return Figure(start, match.end(), "exact", "ordinal", "", number)


def _date(match: re.Match[str], original: str) -> Figure:
    """A date as digits yyyymmdd, yyyymm, yyyy, mmdd or mm; `unit` says which (年月日, 年月, 年, 月日, 月)."""
    words = {
        "年": match["year"] or match["dotted_year"],
        "月": match["month"] or match["dotted_month"] or match["lone_month"],
        "日": match["day"] or match["dotted_day"] or match["lone_day"],
    }
    values = {unit: number_value(part) for unit, part in words.items() if part}
    parts = {unit: int(value) for unit, value in values.items() if value is not None}
    month, day = parts.get("月", 1), parts.get("日", 1)
    if not 1 <= month <= 12 or not 1 <= day <= _LONGEST_MONTHS[month]:
        return Figure(match.start(), match.end(), "none")
    digits = Decimal("".join(f"{part:02}" for part in parts.values()))
    return Figure(match.start(), match.end(), "exact", "date", "".join(parts), digits)


def _fraction(match: re.Match[str], original: str) -> Figure:
    """百分之五 has its family as unit; another fraction (五分之一) is a rate without one, if its value is exact."""
    whole, part = match["whole"], match["part"]
    if match["vague"]:
        return Figure(match.start(), match.end(), "approximate")
    if whole in _FRACTION_FORMS:
        form = _FRACTION_FORMS[whole]
        number = "一百" if part == "百" else part
        kind, unit, value = quantify(number, form)
        return Figure(match.start(), match.end(), _role(value), kind, unit, value, number, form)
    divisor, dividend = number_value(whole), number_value(part)
    value = _divide(dividend, divisor) if dividend is not None and divisor else None
    return Figure(match.start(), match.end(), _role(value), "rate", "", value)


def _divide(dividend: Decimal, divisor: Decimal) -> Decimal | None:
    """The quotient if it ends within `_FRACTION_PLACES` decimals."""
    scaled, rest = EXACT.divmod(dividend.scaleb(_FRACTION_PLACES, context=EXACT), divisor)
    return None if rest else scaled.scaleb(-_FRACTION_PLACES, context=EXACT)


def _role(value: Decimal | None) -> Role:
    return "approximate" if value is None else "exact"


def _approximate(match: re.Match[str], original: str) -> Figure:
    return Figure(match.start(), _unit_after(match)[1], "approximate")


def _half(match: re.Match[str], original: str) -> Figure:
    """A number and a half, or half of a unit: 一年半, 三个半月, 半年, 半个百分点; 半个亿 is money."""
    form = match["halved_unit"] or match["halved_long"] or match["half_unit"]
    if form == "亿":
        return Figure(match.start(), match.end(), "exact", "money", "元", Decimal(10**8 // 2))
    kind, unit = measure(_HALVED_FORMS.get(form, form))
    whole = number_value(match["halved"]) if match["halved"] else Decimal(0)
    value = None if whole is None else EXACT.add(whole, Decimal("0.5"))
    return Figure(match.start(), match.end(), _role(value), kind, unit, value)


def _coins(match: re.Match[str], original: str) -> Figure:
    """元, 角 and 分 of one amount: 3块5, 三元五角二分, 5毛钱."""
    if match["jiao"]:
        parts = {0: match["coin"], -1: match["jiao"], -2: match["fen"] or "零"}
    else:
        parts = {-1 if match["small_jiao"] else -2: match["coin"]}
    total = Decimal(0)
    for power, words in parts.items():
        value = number_value(words)
        if value is None:
            return Figure(match.start(), match.end(), "approximate")
        total = EXACT.add(total, value.scaleb(power, context=EXACT))
    return Figure(match.start(), match.end(), "exact", "money", "元", total)


def _tenths(match: re.Match[str], original: str) -> Figure:
    tenths, hundredths = number_value(match["tenth"]), number_value(match["hundredth"])
    value = None if tenths is None or hundredths is None else (tenths * 10 + hundredths).scaleb(-2)
    return Figure(match.start(), match.end(), _role(value), "rate", "成", value)


def _identifier(match: re.Match[str], original: str) -> Figure:
    return Figure(match.start(), match.end(), "identifier")


def _other(match: re.Match[str], original: str) -> Figure:
    return Figure(match.start(), match.end(), "none")


_READERS: dict[str, Callable[[re.Match[str], str], Figure]] = {
    "word": _other,
    "marker": _marker,
    "date": _date,
    "identifier": _identifier,
    "clock": _other,
    "fraction": _fraction,
    "approximate": _approximate,
    "ordinal": _ordinal,
    "half": _half,
    "coins": _coins,
    "tenths": _tenths,
    "plain": _plain,
}
