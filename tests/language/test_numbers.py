"""Numbers as written, and back."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.numbers import canonical, read_number, read_ordinal, to_chinese
from tests.language.forms import read_values


@pytest.mark.parametrize(("form", "value"), read_values("number"))
def test_a_written_number_has_its_value(form: str, value: Decimal | None) -> None:
    assert read_number(form) == value


@pytest.mark.parametrize(("form", "value"), read_values("ordinal"))
def test_a_numbering_mark_has_its_rank(form: str, value: Decimal | None) -> None:
    assert read_ordinal(form) == value


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "零"),
        (10, "十"),
        (14, "十四"),
        (20, "二十"),
        (110, "一百一十"),
        (1005, "一千零五"),
        (10100, "一万零一百"),
        (100000, "十万"),
        (20000005, "二千万零五"),
        (100010000, "一亿零一万"),
        (320000000, "三亿二千万"),
    ],
)
def test_a_whole_number_is_spelled_as_people_do(number: int, words: str) -> None:
    assert to_chinese(number) == words


@pytest.mark.parametrize("number", [-1, 10**16])
def test_spelling_refuses_what_it_has_no_words_for(number: int) -> None:
    with pytest.raises(ValueError, match="allowed are 0 to"):
        to_chinese(number)


@given(st.integers(min_value=0, max_value=10**16 - 1))
def test_a_spelled_number_reads_back(number: int) -> None:
    assert read_number(to_chinese(number)) == number


@given(st.integers(min_value=1, max_value=9999))
def test_a_spelled_rank_reads_back(number: int) -> None:
    assert read_ordinal(f"第{to_chinese(number)}") == number


@given(st.decimals(min_value=0, allow_nan=False, allow_infinity=False, places=4))
def test_arabic_digits_read_back_exactly(number: Decimal) -> None:
    assert read_number(f"{number:,f}") == number


@given(st.integers(min_value=1, max_value=10**7), st.sampled_from([("万", 10**4), ("亿", 10**8), ("w", 10**4)]))
def test_a_multiplier_multiplies_exactly(number: int, multiplier: tuple[str, int]) -> None:
    mark, factor = multiplier
    assert read_number(f"{Decimal(number).scaleb(-3)}{mark}") == Decimal(number * factor) / 1000


@given(st.text(alphabet="零一二两三九十百千万亿点个0123456789,. wk第（）廿", max_size=14))
def test_no_sequence_of_number_marks_breaks_the_reader(text: str) -> None:
    value = read_number(text)
    assert value is None or value == canonical(value) >= 0


@given(st.text())
def test_any_text_is_a_number_or_none(text: str) -> None:
    assert read_number(text) is None or any(character.isnumeric() for character in text)


def test_a_number_too_long_to_mean_anything_is_none() -> None:
    assert read_number("9" * 401) is None


def test_a_canonical_number_has_neither_exponent_nor_needless_zeros() -> None:
    assert [str(canonical(Decimal(one))) for one in ("2E+3", "1.50", "0.00", "-0", "100")] == [
        "2000",
        "1.5",
        "0",
        "0",
        "100",
    ]
