"""Exact fractions as decimals and as text: nothing is ever rounded without saying so."""

from decimal import ROUND_DOWN, Context, Decimal
from fractions import Fraction

from assistant.language.numbers import canonical
from assistant.language.wording import format_money, format_rate

_WIDE = Context(prec=400)
FEN = Decimal("0.01")


def as_decimal(amount: Fraction) -> Decimal | None:
    """The fraction as a finite decimal, None when it has none (1/3)."""
    rest, places = amount.denominator, 0
    for prime in (2, 5):
        count = 0
        while rest % prime == 0:
            rest //= prime
            count += 1
        places = max(places, count)
    if rest != 1:
        return None
    scaled = amount.numerator * 10**places // amount.denominator
    return canonical(_WIDE.scaleb(Decimal(scaled), -places))


def as_yuan(amount: Fraction) -> Decimal:
    """The fraction as yuan: exact where that is possible, else cut off below one 分."""
    exact = as_decimal(amount)
    if exact is not None:
        return exact
    quotient = _WIDE.divide(Decimal(amount.numerator), Decimal(amount.denominator))
    return canonical(quotient.quantize(FEN, ROUND_DOWN, _WIDE))


def is_finite(amount: Fraction) -> bool:
    """Whether the amount can be written out in full."""
    return as_decimal(amount) is not None


def money_text(amount: Fraction) -> str:
    """The amount for people: 15万元; 「约…元」 when it cannot be written out in full."""
    prefix = "" if is_finite(amount) else "约"
    return prefix + format_money(as_yuan(amount))


def rate_text(rate: Fraction) -> str:
    """The rate for people: 10%, 2‰."""
    exact = as_decimal(rate)
    return f"{rate.numerator}/{rate.denominator}" if exact is None else format_rate(exact)


def product_text(base: Fraction, rate: Fraction) -> str:
    """A sum times a rate with what it makes: 80万元 × 10% = 8万元."""
    return f"{money_text(base)} × {rate_text(rate)} = {money_text(base * rate)}"


def number_text(value: Fraction) -> str:
    """A plain number for people: 7, 2.5; a fraction when it cannot be written out."""
    exact = as_decimal(value)
    return f"{value.numerator}/{value.denominator}" if exact is None else f"{exact:f}"
