"""Exact values in the words people read: money in 元, 万元 or 亿元, rates in % or ‰, dates. Nothing is ever rounded."""

from datetime import date
from decimal import Decimal

from assistant.language.numbers import EXACT, plain_digits

_MONEY_UNITS = ((8, "亿元"), (4, "万元"))
_READABLE_DECIMALS = 2


def format_money(yuan: Decimal) -> str:
    """The amount in the largest of 亿元 and 万元 that it reaches and that needs at most two decimals, else in 元.

    150000 → 15万元, 520000000 → 5.2亿元, 12345 → 12345元, 0.5 → 0.5元.
    """
    for power, unit in _MONEY_UNITS:
        scaled = yuan.scaleb(-power, context=EXACT)
        if abs(scaled) >= 1 and _decimals(scaled) <= _READABLE_DECIMALS:
            return plain_digits(scaled) + unit
    return plain_digits(yuan) + "元"


def format_rate(fraction: Decimal) -> str:
    """The rate in ‰ where it is below 1 % and a whole number of permille, else in %: 0.1 → 10%, 0.002 → 2‰."""
    permille = fraction.scaleb(3, context=EXACT)
    if 0 < abs(permille) < 10 and _decimals(permille) == 0:
        return plain_digits(permille) + "‰"
    return plain_digits(fraction.scaleb(2, context=EXACT)) + "%"


def format_day(day: date) -> str:
    """A date as documents write it: 2026年1月31日."""
    return f"{day.year}年{day.month}月{day.day}日"


def _decimals(number: Decimal) -> int:
    return len(plain_digits(number).partition(".")[2])
