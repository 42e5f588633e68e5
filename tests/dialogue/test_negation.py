"""Whether words are denied, asked or stated."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.dialogue.negation import is_asked, is_denied
from assistant.domain import Span


def place(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("我们不是省级蜂场", "省级"),
        ("还没有认定", "认定"),
        ("尚未备案", "备案"),
        ("承诺书没签", "承诺书"),
        ("承诺书我们不想签", "承诺书"),
        ("算不上小巨人", "小巨人"),
        ("并非首次认定", "首次认定"),
        ("拒绝签承诺书", "签承诺书"),
    ],
)
def test_words_beside_a_denial_are_denied(text: str, words: str) -> None:
    assert is_denied(text, place(text, words))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("我们是省级蜂场", "省级"),
        ("不是国家级，是省级", "省级"),
        ("承诺书签了", "承诺书"),
        ("已经认定", "认定"),
        ("没关系，我们刚认定", "认定"),
    ],
)
def test_words_that_are_stated_are_not_denied(text: str, words: str) -> None:
    assert not is_denied(text, place(text, words))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("是不是首次认定", "首次认定"),
        ("要不要签承诺书", "签承诺书"),
        ("必须是新认定吗", "新认定"),
        ("怎么新认定", "新认定"),
    ],
)
def test_words_in_question_or_required_state_nothing(text: str, words: str) -> None:
    assert is_asked(text, place(text, words))


@pytest.mark.parametrize(
    ("text", "words"), [("首次认定，是不是有奖励", "首次认定"), ("我们刚认定，怎么申请", "刚认定")]
)
def test_a_question_in_another_phrase_leaves_a_statement_a_statement(text: str, words: str) -> None:
    assert not is_asked(text, place(text, words))


@settings(deadline=None)
@given(st.text(max_size=40), st.data())
def test_any_place_of_any_text_can_be_judged(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))

    assert {is_denied(text, span), is_asked(text, span)} <= {True, False}
