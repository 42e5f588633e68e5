"""Money and rates in words, exact both ways."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.quantities import read_money, read_rate
from assistant.language.wording import format_money, format_rate

amounts = st.decimals(min_value=0, allow_nan=False, allow_infinity=False, places=2)


@pytest.mark.parametrize(
    ("yuan", "words"),
    [
        ("0", "0元"),
        ("0.5", "0.5元"),
        ("0.50", "0.5元"),
        ("9999.99", "9999.99元"),
        ("10000", "1万元"),
        ("12345", "12345元"),
        ("15050", "15050元"),
        ("15500", "1.55万元"),
        ("150000", "15万元"),
        ("80000000", "8000万元"),
        ("300000000", "3亿元"),
        ("520000000", "5.2亿元"),
        ("125500000", "12550万元"),
        ("123456789", "123456789元"),
        ("1E+6", "100万元"),
        ("-150000", "-15万元"),
    ],
)
def test_money_is_said_in_the_unit_that_keeps_it_short(yuan: str, words: str) -> None:
    assert format_money(Decimal(yuan)) == words


@pytest.mark.parametrize(
    ("fraction", "words"),
    [
        ("0", "0%"),
        ("0.1", "10%"),
        ("0.002", "2‰"),
        ("0.008", "8‰"),
        ("0.01", "1%"),
        ("0.0005", "0.05%"),
        ("0.055", "5.5%"),
        ("1.2", "120%"),
        ("1E+1", "1000%"),
    ],
)
def test_a_rate_is_said_in_permille_only_where_it_is_whole_and_small(fraction: str, words: str) -> None:
    assert format_rate(Decimal(fraction)) == words


@given(amounts)
def test_money_in_words_reads_back_exactly(yuan: Decimal) -> None:
    assert read_money(format_money(yuan)) == yuan


@given(st.decimals(min_value=0, max_value=100, allow_nan=False, allow_infinity=False, places=6))
def test_a_rate_in_words_reads_back_exactly(fraction: Decimal) -> None:
    assert read_rate(format_rate(fraction)) == fraction
