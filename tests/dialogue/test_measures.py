"""The unit of an asked figure, and whether a text has a figure in it."""

import pytest

from assistant.dialogue.ask import NOTHING
from assistant.dialogue.measures import is_counted_nowhere, measure_asked, states_figure
from tests.dialogue.fictional import ask_about


@pytest.mark.parametrize(
    ("words", "measure"),
    [
        ("要有几亩地？", "亩"),
        ("保留几年？", "年"),
        ("最少多少人？", "人"),
        ("提高几个百分点？", "points"),
        ("比例是多少？", "rate"),
        ("奖励多少钱？", None),
        ("带了十几家合作社，奖励多少钱？", None),
    ],
)
def test_the_measure_word_says_which_figure_is_asked_for(words: str, measure: str | None) -> None:
    assert measure_asked(ask_about(words, NOTHING)) == measure


@pytest.mark.parametrize(
    ("text", "measure", "expected"),
    [
        ("发展到50户以上", "家", True),
        ("给予8万元奖励", "亩", False),
        ("放宽至1.1倍", "rate", True),
        ("每提高5个百分点", "rate", True),
        ("按实际经费的20%", "年", False),
    ],
)
def test_a_text_states_a_figure_in_the_unit_or_one_like_it(text: str, measure: str, expected: bool) -> None:
    assert states_figure(text, measure) is expected


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        ("要有几亩地？", "给予8万元奖励", True),
        ("要有几亩地？", "面积不少于5亩", False),
        ("有几个档次？", "给予8万元奖励", False),
        ("奖励多少钱？", "给予支持", False),
    ],
)
def test_a_count_is_missing_where_no_text_has_its_unit(words: str, text: str, expected: bool) -> None:
    assert is_counted_nowhere(ask_about(words, NOTHING), [text]) is expected
