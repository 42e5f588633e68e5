"""The files of the 告知单: the words in them are the words of the notice, whatever these are."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pypdfium2
from docx import Document

from assistant.render import Notice, notice_of
from tests.fake_assistant import AWARD, POLICY, QUOTE, RULE
from ui.notice_docx import write_docx
from ui.notice_pdf import write_pdf

HOSTILE = "<b>&amp;</b>\x00\x1b]"


def _notice(title: str = AWARD.title) -> Notice:
    award = replace(AWARD, title=title)
    return notice_of([award], {RULE.key: RULE}, {POLICY.id: POLICY}, date(2026, 11, 24), "http://desk.test")


def _pdf_text(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return "".join("".join(page.get_textpage().get_text_range().split()) for page in document)


def test_pdf_holds_the_text_so_that_it_can_be_searched_and_copied() -> None:
    text = _pdf_text(write_pdf(_notice()))
    for words in (
        "奖补测算告知单",
        "2026年11月24日",
        "可确定：8万元",
        "省级称号奖励8万元",
        "责任单位：县商务局、县财政局",
    ):
        assert words in text
    assert "".join(QUOTE.split()) in text
    assert "http://desk.test/?clause=yunxi-2030-7%231" in text


def test_pdf_brings_its_font_along() -> None:
    pdf = write_pdf(_notice())
    assert b"NotoSansSC" in pdf and b"/FontFile" in pdf


def test_long_notice_fills_several_pages() -> None:
    notice = _notice()
    long = replace(notice, items=notice.items * 12)
    with pypdfium2.PdfDocument(write_pdf(long)) as document:
        assert len(document) > 3


def test_docx_holds_the_text_facts_in_a_table_and_a_qr_code() -> None:
    paper = Document(BytesIO(write_docx(_notice())))
    text = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    for words in ("奖补测算告知单", "可确定：8万元", QUOTE, "1. 省级称号奖励 8万元", "责任单位：县商务局、县财政局"):
        assert words in text
    assert [cell.text for cell in paper.tables[0].rows[0].cells] == ["称号级别", "省级"]
    assert len(paper.inline_shapes) == 1


def test_hostile_words_stay_words() -> None:
    notice = _notice(HOSTILE)
    paper = Document(BytesIO(write_docx(notice)))
    assert "<b>&amp;</b>]" in [paragraph.text for paragraph in paper.paragraphs]
    assert "<b>&amp;</b>" in _pdf_text(write_pdf(notice))
