import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.figures import find_figures, first_line, holds, loose_digits, without_list_numbers


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("奖励15万元", "十五万元"),
        ("奖励 150,000 元", "15万元"),
        ("奖励**15** 万元", "15万元"),
        ("奖励１５万元", "15万元"),
        ("按百分之十配套", "10%"),
        ("最高不超过 30 万元", "最高不超过30万元"),
        ("第十四项规定", "第14项"),
        ("三年内不迁出", "3年内"),
        ("区 商务 局负责", "区商务局"),
        ("發放獎勵", "发放奖励"),
        ("编号14号", "14"),
    ],
)
def test_a_term_is_found_however_it_is_written(text: str, term: str) -> None:
    assert holds(text, term)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("奖励15万元", "5万元"),
        ("奖励15万元", "15元"),
        ("奖励1.5万元", "5万元"),
        ("按10%配套", "10‰"),
        ("提高5个百分点", "5%"),
        ("在114号", "14"),
        ("比例1.14倍", "14"),
        ("区商务局", "区农业局"),
        ("最高30万元", "最高不超过30万元"),
    ],
)
def test_another_figure_or_word_is_not_taken_for_the_term(text: str, term: str) -> None:
    assert not holds(text, term)


def test_addresses_marks_and_list_numbers_are_no_figures() -> None:
    text = without_list_numbers("依据第14条〔3〕：\n1) 奖励8万元\n2. 补助10%")
    assert find_figures(text) == {("money", "80000", ""): "8万元", ("rate", "0.1", ""): "10%"}


def test_the_first_line_is_read_without_markdown_and_empty_lines() -> None:
    assert first_line("\n\n**奖励8万元**〔1〕。\n\n其余") == "奖励8万元。"


def test_digits_outside_of_quantities_are_seen() -> None:
    assert list(loose_digits("奖励8万元，型号X7")) == ["7"]


@given(st.text())
def test_any_text_holds_itself_read_as_plain_text(text: str) -> None:
    assert holds(text, text)
