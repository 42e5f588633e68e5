"""What stands in the chat's bubbles: complete, in one line, and harmless whatever people or documents say."""

from dataclasses import replace
from html.parser import HTMLParser
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import Answer
from assistant.service import Assistant
from tests.fake_assistant import (
    ANSWER,
    ASKED_BACK,
    AWARD,
    CITATION,
    MISSING,
    POLICY,
    QUOTE,
    READ_TWO_WAYS,
    FakeAssistant,
)
from ui.bubbles import answer_html, header_html, notice_html, options, question_html

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>![x](http://evil.test/x.png) [x](javascript:alert(1))"


def bubble(answer: Answer) -> str:
    return answer_html(answer, cast(Assistant, FakeAssistant()))


class _Tags(HTMLParser):
    """The tags and attributes of some HTML, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self.links.update(value or "" for name, value in attrs if name in ("href", "src"))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_answer_shows_text_marks_receipt_and_citation() -> None:
    tags = _Tags(bubble(ANSWER))
    for words in (
        "奖励 8万元",
        "《云溪县茶馆若干措施》（云政发〔2030〕7号）第一部分第1条",
        "一次性",
        "茶馆称号奖励：8万元",
        "省级称号奖励 8万元",
        "按本年度计算",
        QUOTE,
    ):
        assert words in tags.text
    assert "〔1〕云政发〔2030〕7号 一、支持茶馆第1项" in tags.text
    assert "责任单位：县商务局、县财政局" in tags.text
    assert tags.links == {"/clauses/yunxi-2030-7%231"}


def test_only_marks_that_have_a_citation_are_marked() -> None:
    html = bubble(replace(ANSWER, text="有〔1〕无〔7〕"))
    assert '<span class="pa-mark" title="一、支持茶馆第1项">〔1〕</span>无〔7〕' in html


def test_readings_are_bubble() -> None:
    assert "按两次（“分别”）" in bubble(replace(ANSWER, awards=(READ_TWO_WAYS,)))


def test_bubble_is_one_line() -> None:
    text = "一\n\n二\r\n三\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\nx\n\ny\n```"
    assert "\n" not in bubble(replace(ANSWER, text=text))
    assert "\n" not in bubble(replace(ANSWER, citations=(replace(CITATION, quote="一\n\n二"),)))
    assert question_html("一\n\n二") == '<div class="pa-asked">一<br><br>二</div>'


@pytest.mark.parametrize("hostile", [HOSTILE, HOSTILE.replace("<", "\n\n<"), f"- {HOSTILE}", f"\n    {HOSTILE}"])
def test_hostile_words_stay_words(hostile: str) -> None:
    answer = replace(
        ANSWER,
        text=hostile,
        awards=(replace(AWARD, title=hostile, notes=(hostile,), assumptions=(hostile,), responsible_units=(hostile,)),),
        citations=(replace(CITATION, locator=hostile, quote=hostile, document_number=hostile),),
    )
    policies = (replace(POLICY, title=hostile),)
    for html in (bubble(answer), question_html(hostile), notice_html(hostile), header_html(policies)):
        shown = _Tags(html)
        assert shown.tags.isdisjoint({"script", "img", "iframe", "style", "form"})
        assert shown.attributes <= {"class", "role", "title", "href", "target", "rel", "open"}
        assert shown.links <= {"/clauses/yunxi-2030-7%231"}
        assert "<script>alert(1)" in shown.text


@given(st.text())
def test_question_is_shown_as_it_was_written(question: str) -> None:
    shown = _Tags(question_html(question))
    assert shown.tags <= {"div", "br"}
    assert "".join(shown.text.split()) == "".join(question.split())


def test_chips_offer_choices_first_then_what_to_ask_next() -> None:
    asked_back = replace(ANSWER, missing=(MISSING,), awards=(ASKED_BACK,), suggestions=("其他", "找谁？"))
    assert [chip["value"] for chip in options(asked_back)] == ["省级", "其他", "找谁？"]
    assert options(replace(ANSWER, suggestions=())) == []


def test_header_names_the_documents_and_says_who_decides() -> None:
    shown = _Tags(header_html([POLICY])).text
    assert "《云溪县茶馆若干措施》云政发〔2030〕7号　2030年1月2日" in shown
    assert "只作解释，不作审批决定" in shown
    assert "等共 5 份政策" in header_html([POLICY] * 5)
