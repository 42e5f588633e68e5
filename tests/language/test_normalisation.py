"""One plain spelling, with the way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import Span
from assistant.language.normalisation import normalise

mixed = st.text(alphabet=st.one_of(st.characters(), st.sampled_from(" 　\n\t\u200b\ufeff擔保費薴晋城，。％９ａ")))


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("擔保費率", "担保费率"),
        ("後裏萬億", "后里万亿"),
        ("８０万，ＡＢｃ％", "80万，ABc%"),
        ("你好，世界！（一）", "你好，世界！（一）"),
        ("小\u200b巨\ufeff人\x00", "小巨人"),
        ("\u202e奖\u2066励\u2069", "奖励"),
        ("小 巨　人", "小巨人"),
        ("给予  20\u00a0万元", "给予 20 万元"),
        ("  首尾  ", "首尾"),
        ("第一行 \r\n  第二行", "第一行\n第二行"),
        ("RPA  技术", "RPA 技术"),
        ("⼀\uf9a8", "一令"),
        ("好😀的", "好😀的"),
        ("＜script＞", "＜script＞"),
        ("\ud800半个", "半个"),
        ("", ""),
    ],
)
def test_text_gets_one_plain_spelling(typed: str, plain: str) -> None:
    assert normalise(typed).text == plain


def test_a_span_leads_back_to_the_original_characters() -> None:
    typed = "請問：小\u200b巨 人 獎 ８０ 万？"
    normalised = normalise(typed)
    start = normalised.text.index("小巨人")
    span = normalised.original_span(Span(start, start + 3))
    assert (normalised.text, typed[span.start : span.end]) == ("请问：小巨人奖 80 万？", "小\u200b巨 人")


def test_an_empty_span_stays_empty() -> None:
    normalised = normalise("\u200b小")
    assert [normalised.original_span(Span(0, 0)), normalised.original_span(Span(1, 1))] == [Span(1, 1), Span(2, 2)]


@given(mixed)
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text).text
    assert normalise(once).text == once


@given(mixed)
def test_origins_rise_and_reach_the_end(text: str) -> None:
    normalised = normalise(text)
    assert len(normalised.origins) == len(normalised.text) + 1
    assert list(normalised.origins) == sorted(normalised.origins)
    assert len(set(normalised.origins[:-1])) == len(normalised.text)
    assert normalised.origins[-1] == len(text)
