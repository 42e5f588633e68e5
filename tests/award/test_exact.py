"""Fractions become decimals exactly, or say that they are cut off."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.award.exact import as_decimal, as_yuan, money_text, number_text, rate_text


@settings(deadline=None)
@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=0, max_value=10**15, places=6))
def test_a_finite_fraction_is_the_same_decimal(value: Decimal) -> None:
    assert as_decimal(Fraction(value)) == as_yuan(Fraction(value)) == value


def test_an_endless_fraction_is_cut_below_one_fen_and_says_so() -> None:
    third = Fraction(1_000_000, 3)

    assert as_decimal(third) is None
    assert (as_yuan(third), money_text(third)) == (Decimal("333333.33"), "约333333.33元")


@pytest.mark.parametrize(
    ("value", "text"),
    [(Fraction(7), "7"), (Fraction(5, 2), "2.5"), (Fraction(1, 3), "1/3"), (Fraction(10**20), "1" + "0" * 20)],
)
def test_a_number_is_written_without_exponent(value: Fraction, text: str) -> None:
    assert number_text(value) == text


def test_a_rate_is_written_in_percent_or_permille() -> None:
    assert [rate_text(Fraction(1, 10)), rate_text(Fraction(2, 1000)), rate_text(Fraction(1, 3))] == ["10%", "2‰", "1/3"]
