"""Money, rates and points in the forms people write: a tiny speller and the reader that undoes it."""

import random
from fractions import Fraction
from typing import TypeAlias

Raw: TypeAlias = str | int | float | bool

DIGITS = "零一二三四五六七八九"
PLACES = {"千": 1000, "百": 100, "十": 10}
WAN, YI = 10_000, 100_000_000


def spell_money(fen: int, dice: random.Random) -> Raw:
    """One of the exact spellings of an amount given in 分: 800000, 80万元, 0.8亿, 八十万元, 1,500,000元."""
    unit, name = dice.choice(((1, ""), (1, "元"), (WAN, "万"), (WAN, "万元"), (YI, "亿"), (YI, "亿元")))
    many = Fraction(fen, 100 * unit)
    if many.denominator > 1 or dice.random() < 0.5:
        return decimal(many) + name
    if name and 0 < many < WAN:
        return chinese(many.numerator) + name
    return f"{many.numerator:,}{name}" if name else many.numerator


def spell_rate(percent: Fraction, dice: random.Random) -> Raw:
    """One of the exact spellings of a rate given in percent: 0.8%, 0.8, 8‰, 千分之八."""
    permille = percent * 10
    if permille.denominator == 1 and 0 < permille < 1000 and dice.random() < 0.5:
        return "千分之" + chinese(permille.numerator)
    bare = decimal(percent)
    return dice.choice((bare, bare + "%", float(bare), decimal(permille) + "‰"))


def spell_points(points: Fraction, dice: random.Random) -> Raw:
    """One of the exact spellings of percentage points: 7, 7个百分点."""
    bare = decimal(points)
    return dice.choice((bare, bare + "个百分点", float(bare)))


def read_money(raw: Raw) -> Fraction:
    """Yuan."""
    text = str(raw).removesuffix("元").replace(",", "")
    for name, unit in (("万", WAN), ("亿", YI)):
        if text.endswith(name):
            return read_number(text.removesuffix(name)) * unit
    return read_number(text)


def read_rate(raw: Raw) -> Fraction:
    """A fraction of one; a bare number is percent."""
    text = str(raw)
    if text.startswith("千分之") or text.endswith("‰"):
        return read_number(text.removeprefix("千分之").removesuffix("‰")) / 1000
    return read_number(text.removesuffix("%")) / 100


def read_points(raw: Raw) -> Fraction:
    """Percentage points."""
    return read_number(str(raw).removesuffix("个百分点"))


def read_number(text: str) -> Fraction:
    """A decimal, or a Chinese numeral below 一万."""
    if text[0] not in DIGITS and text[0] not in PLACES:
        return Fraction(text)
    total, digit = 0, 1 if text[0] == "十" else 0
    for sign in text:
        if sign in PLACES:
            total, digit = total + digit * PLACES[sign], 0
        else:
            digit = DIGITS.index(sign)
    return Fraction(total + digit)


def chinese(number: int) -> str:
    """The Chinese numeral of 1 … 9999."""
    words, gap = "", False
    for name, place in (*PLACES.items(), ("", 1)):
        digit, number = divmod(number, place)
        if digit:
            words += ("零" if gap and words else "") + DIGITS[digit] + name
        gap = digit == 0
    return words.removeprefix("一") if words.startswith("一十") else words


def decimal(value: Fraction) -> str:
    """The finite decimal of `value`, without an exponent; ValueError when it has none of up to 12 places."""
    scaled = value * 10**12
    if scaled.denominator != 1:
        raise ValueError(f"{value} is no short decimal")
    whole, rest = divmod(scaled.numerator, 10**12)
    return f"{whole}.{rest:012d}".rstrip("0").rstrip(".")
