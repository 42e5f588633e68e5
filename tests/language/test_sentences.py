"""Sentences and phrases, and that nothing is lost between them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import Span
from assistant.language.sentences import split_phrases, split_sentences

marked = st.text(alphabet=st.sampled_from("字，。！？；：、\n“”《》（）「」,:;!?1a "))


def slices(text: str, spans: list[Span]) -> list[str]:
    return [text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("给予奖励。最高5万元；不重复！", ["给予奖励。", "最高5万元；", "不重复！"]),
        ("没有标点", ["没有标点"]),
        ("他说“好。行。”然后走。完", ["他说“好。行。”然后走。", "完"]),
        ("（见附件。下同）再说。", ["（见附件。下同）再说。"]),
        ("（没有关上。再说。", ["（没有关上。", "再说。"]),
        ("关多了）。再说。", ["关多了）。", "再说。"]),
        ("“开了。\n关了”。", ["“开了。\n", "关了”。"]),
        ("真的吗？！好", ["真的吗？！", "好"]),
        ("一行\n\n二行", ["一行\n\n", "二行"]),
        ("《办法（试行。》通知。", ["《办法（试行。》通知。"]),
        ("", []),
    ],
)
def test_a_text_falls_into_these_sentences(text: str, sentences: list[str]) -> None:
    assert slices(text, split_sentences(text)) == sentences


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("国家级、省级：给奖，不重复。", ["国家级、", "省级：", "给奖，", "不重复。"]),
        ("1,500元, 8:30", ["1,500元,", " 8:30"]),
        ("“小微、三农”，都行", ["“小微、三农”，", "都行"]),
    ],
)
def test_a_text_falls_into_these_phrases(text: str, phrases: list[str]) -> None:
    assert slices(text, split_phrases(text)) == phrases


@given(marked)
def test_sentences_and_phrases_rejoin_to_the_text(text: str) -> None:
    assert "".join(slices(text, split_sentences(text))) == text
    assert "".join(slices(text, split_phrases(text))) == text


@given(marked)
def test_a_sentence_ends_where_a_phrase_ends(text: str) -> None:
    assert {span.end for span in split_sentences(text)} <= {span.end for span in split_phrases(text)}
