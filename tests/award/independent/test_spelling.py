"""The second calculation reads back what its speller writes."""

import random
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from .spelling import (
    chinese,
    read_money,
    read_number,
    read_points,
    read_rate,
    spell_money,
    spell_points,
    spell_rate,
)

DICE = st.integers().map(random.Random)


@given(st.integers(0, 10**12) | st.integers(0, 9999).map(lambda many: many * 1_000_000), DICE)
def test_money_comes_back_to_the_fen(fen: int, dice: random.Random) -> None:
    assert read_money(spell_money(fen, dice)) == Fraction(fen, 100)


@given(st.integers(0, 100_000), DICE)
def test_a_rate_comes_back(thousandths: int, dice: random.Random) -> None:
    assert read_rate(spell_rate(Fraction(thousandths, 1000), dice)) == Fraction(thousandths, 100_000)


@given(st.integers(0, 10_000), DICE)
def test_points_come_back(hundredths: int, dice: random.Random) -> None:
    assert read_points(spell_points(Fraction(hundredths, 100), dice)) == Fraction(hundredths, 100)


def test_chinese_numerals_come_back_and_look_right() -> None:
    assert [read_number(chinese(number)) for number in range(1, 10_000)] == list(range(1, 10_000))
    forms = {8: "八", 10: "十", 80: "八十", 105: "一百零五", 110: "一百一十", 1005: "一千零五", 1010: "一千零一十"}
    assert {number: chinese(number) for number in forms} == forms
