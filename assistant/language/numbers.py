"""One written number, Arabic, Chinese or mixed, to its exact value, and whole numbers back to Chinese."""

import re
from decimal import Context, Decimal, Inexact, InvalidOperation

from assistant.language.characters import CAPITALS, fold

EXACT = Context(prec=2000, traps=[Inexact, InvalidOperation])
"""Arithmetic that raises rather than rounds; longer numbers than `_LONGEST` and `_LONGEST_COMPOSED` are not read."""

_LONGEST = 400
_LONGEST_COMPOSED = 60
_DIGITS = "零一二三四五六七八九"
_VALUES = {**{digit: value for value, digit in enumerate(_DIGITS)}, "两": 2}
_MULTIPLIERS = {"亿": 10**8, "万": 10**4, "千": 10**3, "百": 10**2, "十": 10}
_ARABIC = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_LATIN_MULTIPLIERS = str.maketrans("wWkK", "万万千千")
_ORDINAL = re.compile(r"第?[（(]?(?P<number>[^（()）、.．第]+)[)）]?[、.．]?")
_ENCLOSED = "⓪①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def read_number(text: str) -> Decimal | None:
    """The value of a text that is one number and nothing else (14, 十四, 叁拾万, 两亿六, 80w), None for any other."""
    words = fold(text.strip())
    if not words or text.strip() in CAPITALS:
        return None
    value = number_value(words)
    return None if value is None else canonical(value)


def read_ordinal(text: str) -> int | None:
    """The rank a numbering mark stands for: 十四, 14, 第十四, （四）, 四、 or ⑭; None for any other text."""
    mark = text.strip()
    if len(mark) == 1 and mark in _ENCLOSED:
        return _ENCLOSED.index(mark)
    match = _ORDINAL.fullmatch(mark)
    value = read_number(match["number"]) if match else None
    return int(value) if value is not None and value == value.to_integral_value(context=EXACT) else None


def to_chinese(number: int) -> str:
    """A whole number in Chinese numerals, 14 → 十四; raises ValueError below 0 and from 10^16 on."""
    if not 0 <= number < 10**16:
        raise ValueError(f"to_chinese({number}): allowed are 0 to 10^16 - 1")
    words = _spell(number) or "零"
    return words.removeprefix("一") if words.startswith("一十") else words


def canonical(number: Decimal) -> Decimal:
    """The same number without exponent and without needless zeros: 1.50 → 1.5, 2E+3 → 2000."""
    return Decimal(plain_digits(number))


def plain_digits(number: Decimal) -> str:
    """The number in digits, without exponent and without needless zeros."""
    digits = format(number, "f")
    plain = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return plain.removeprefix("-") if number == 0 else plain


def number_value(words: str) -> Decimal | None:
    """The value of folded words that are one number; None where they are none, or an approximate or odd one."""
    compact = re.sub(r" +(?=[十百千万亿])|个(?=[万亿])", "", words).replace("廿", "二十").replace("卅", "三十")
    if len(compact) > (_LONGEST_COMPOSED if re.search("[十百千万亿点]", compact) else _LONGEST):
        return None
    if compact[-1:] in "wWkK":
        compact = compact.translate(_LATIN_MULTIPLIERS)
    if re.fullmatch(rf"[{_DIGITS}]{{2,}}", compact):
        return _read_positional(compact)
    return _read_composed(compact)


def _read_positional(words: str) -> Decimal | None:
    """二〇二二; plain digits without a zero are a year (four of them), else an approximation (二三)."""
    if len(words) != 4 and "零" not in words[1:]:
        return None
    return Decimal("".join(str(_VALUES[digit]) for digit in words))


def _read_composed(words: str) -> Decimal | None:
    for mark in "亿万千百点十":
        if mark not in words:
            continue
        head, _, tail = words.partition(mark)
        return _read_decimals(head, tail) if mark == "点" else _read_multiple(head, mark, tail)
    return _read_leaf(words)


def _read_leaf(words: str) -> Decimal | None:
    if words in _VALUES:
        return Decimal(_VALUES[words])
    return Decimal(words.replace(",", "")) if _ARABIC.fullmatch(words) else None


def _read_decimals(head: str, tail: str) -> Decimal | None:
    whole = _read_composed(head)
    if whole is None or re.search("[0-9]", head) or not re.fullmatch(rf"[{_DIGITS}]+", tail):
        return None
    return EXACT.add(whole, Decimal("0." + "".join(str(_VALUES[digit]) for digit in tail)))


def _read_multiple(head: str, mark: str, tail: str) -> Decimal | None:
    """`head` times the multiplier plus `tail`; a fractional head takes no tail (2.3亿三千万 is no number).

    Chinese heads are single digits before 十百千 and never 零; Arabic ones are free (0万, 15百).
    """
    factor = _MULTIPLIERS[mark]
    many = Decimal(1) if mark == "十" and not head else _read_composed(head)
    rest = _read_rest(tail, factor)
    if many is None or rest is None:
        return None
    if tail and (many == 0 or many != many.to_integral_value(context=EXACT)):
        return None
    if not _ARABIC.fullmatch(head) and (many == 0 or (mark in "十百千" and many >= 10)):
        return None
    return EXACT.add(EXACT.multiply(many, Decimal(factor)), rest)


def _read_rest(tail: str, factor: int) -> Decimal | None:
    """What follows a multiplier: 一万五 means 15,000, 一万零五 means 10,005.

    Behind 亿 a 千 without 万 and without 零 means 千万 (两亿五千); any other such tail (两亿五百) may mean two numbers.
    """
    if not tail:
        return Decimal(0)
    explicit = tail.removeprefix("零")
    value = _read_composed(explicit)
    if value is None or not 0 < value < factor:
        return None
    if explicit == tail and len(tail) == 1 and tail != "十" and factor > 10:
        return EXACT.multiply(value, Decimal(factor // 10))
    if explicit == tail and factor == 10**8 and "万" not in tail and re.search("[十百千]", tail):
        return EXACT.multiply(value, Decimal(10**4)) if re.match("[^十百千]+千", tail) else None
    if re.fullmatch("[0-9]{2,}", tail):
        return value if factor == 10**4 and len(tail) >= 3 else None
    return value


def _spell(number: int) -> str:
    """Chinese words without the leading-十 habit; empty for 0."""
    for mark, factor in _MULTIPLIERS.items():
        if number < factor:
            continue
        many, rest = divmod(number, factor)
        gap = "零" if 0 < rest < factor // 10 else ""
        return _spell(many) + mark + gap + _spell(rest)
    return _DIGITS[number] if number else ""
