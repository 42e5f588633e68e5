"""What is highlighted, and that highlighting never lets markup through."""

from html import unescape
from re import sub

from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import Span
from ui.pieces import highlighted, relevant_sentence, shared_spans, span_of

TEXTS = st.text("甲乙<>&\n 丙", max_size=30)


@given(TEXTS, st.lists(st.tuples(st.integers(0, 35), st.integers(0, 35))))
def test_highlighting_changes_no_word(text: str, places: list[tuple[int, int]]) -> None:
    html = highlighted(text, [Span(min(place), max(place)) for place in places])
    assert unescape(sub(r"</?mark>", "", html)) == text
    assert html.count("<mark>") == html.count("</mark>")


def test_marks_end_with_their_line() -> None:
    assert highlighted("一二\n三四", [Span(1, 4)]) == "一<mark>二</mark>\n<mark>三</mark>四"


@given(TEXTS, TEXTS)
def test_shared_pieces_stand_in_both(query: str, text: str) -> None:
    for span in shared_spans(query, text):
        assert text[span.start : span.end] in query


def test_longest_shared_pieces_are_found_everywhere() -> None:
    assert shared_spans("风险补偿是多少", "补偿风险，风险补偿") == [Span(5, 9)]
    assert shared_spans("补偿", "补偿、补偿") == [Span(0, 2), Span(3, 5)]


def test_sentence_that_answers_is_marked_where_there_are_several() -> None:
    quote = "国家级给予20万元。省级给予10万元。"
    assert relevant_sentence(quote, "省级给10万元") == [Span(10, 19)]
    assert relevant_sentence("只有一句。", "一句") == []


def test_piece_that_is_not_there_marks_nothing() -> None:
    assert span_of("丁", "甲乙") == span_of("", "甲乙") == []
