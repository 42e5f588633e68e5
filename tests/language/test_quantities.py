"""Quantities in running text: every form of the table, and what holds for any text."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import Span
from assistant.language.quantities import (
    Quantity,
    find_approximate,
    find_identifiers,
    find_quantities,
    read_money,
    read_points,
    read_rate,
)
from assistant.language.wording import format_money
from tests.language.forms import read_section, read_values

pieces = st.sampled_from(
    [
        *"零一二两三五九十百千万亿几多来余半成点元块角分个家户人年月日天条项款第%‰、到至-，。（）“”〔〕号w",
        "0",
        "5",
        "20",
        "1.1",
        "2022",
        " ",
    ]
)
texts = st.one_of(st.text(), st.lists(pieces, max_size=14).map("".join))


def summarise(quantity: Quantity) -> list[str]:
    """A quantity as a line of the table."""
    return [quantity.kind, str(quantity.value), quantity.unit, quantity.words]


def slices(text: str, spans: list[Span]) -> list[str]:
    return [text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(("text", "expected"), read_section("quantities"))
def test_running_text_holds_these_quantities(text: str, expected: list[list[object]]) -> None:
    assert [summarise(one) for one in find_quantities(text)] == [[str(cell) for cell in row] for row in expected]


@pytest.mark.parametrize(("text", "_"), read_section("nothing"))
def test_names_and_inexact_figures_are_no_quantities(text: str, _: None) -> None:
    assert find_quantities(text) == []


@pytest.mark.parametrize(("text", "expected"), read_section("approximate"))
def test_inexact_figures_are_found_with_their_hedges(text: str, expected: list[str]) -> None:
    assert slices(text, find_approximate(text)) == expected


@pytest.mark.parametrize(("text", "expected"), read_section("identifiers"))
def test_numbers_that_name_are_found(text: str, expected: list[str]) -> None:
    assert slices(text, find_identifiers(text)) == expected


@pytest.mark.parametrize(("form", "value"), read_values("money"))
def test_a_money_form_has_its_yuan(form: str, value: Decimal | None) -> None:
    assert read_money(form) == value


@pytest.mark.parametrize(("form", "value"), read_values("rate"))
def test_a_rate_form_has_its_fraction(form: str, value: Decimal | None) -> None:
    assert read_rate(form) == value


@pytest.mark.parametrize(("form", "value"), read_values("points"))
def test_a_points_form_has_its_percentage_points(form: str, value: Decimal | None) -> None:
    assert read_points(form) == value


@given(texts)
def test_quantities_are_ordered_apart_and_show_their_own_words(text: str) -> None:
    found = find_quantities(text)
    assert [one.words for one in found] == slices(text, [one.span for one in found])
    edges = [edge for one in found for edge in (one.span.start, one.span.end)]
    assert edges == sorted(edges)
    assert all(one.span.start < one.span.end for one in found)


@given(texts)
def test_a_number_that_names_is_never_also_a_quantity(text: str) -> None:
    named = {offset for span in find_identifiers(text) for offset in range(span.start, span.end)}
    measured = {offset for one in find_quantities(text) for offset in range(one.span.start, one.span.end)}
    assert named.isdisjoint(measured)


@given(texts)
def test_any_text_is_read_whole_or_not_at_all(text: str) -> None:
    values = [read_money(text), read_rate(text), read_points(text)]
    assert all(value is None or value >= 0 for value in values)


@given(
    st.decimals(min_value=0, max_value=10**15, places=2),
    st.sampled_from(["补助{}，", "最高不超过 {} 的", "（{}）", "{}"]),
)
def test_an_amount_is_found_wherever_it_stands(yuan: Decimal, frame: str) -> None:
    words = format_money(yuan)
    found = find_quantities(frame.format(words))
    assert [(one.kind, one.value, one.words) for one in found] == [("money", yuan, words)]


@given(
    st.integers(1, 999),
    st.integers(1, 999),
    st.sampled_from(["、", "或", "和"]),
    st.sampled_from(["万元", "亿元", "元"]),
)
def test_a_list_that_says_its_unit_once_means_it_twice(first: int, second: int, link: str, unit: str) -> None:
    once = find_quantities(f"{first}{link}{second}{unit}")
    twice = find_quantities(f"{first}{unit}{link}{second}{unit}")
    assert [one.value for one in once] == [one.value for one in twice]


def test_a_large_number_right_before_a_rate_is_a_figure_of_its_own() -> None:
    assert [one.words for one in find_quantities("余额五千万千分之二")] == ["五千万", "千分之二"]
    assert [one.words for one in find_quantities("十万分之一")] == ["十万分之一"]
