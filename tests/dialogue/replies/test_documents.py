"""Answers about a document itself."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.dialogue.ask import Topic
from assistant.dialogue.draft import Piece, Sources
from assistant.dialogue.replies.documents import describe
from assistant.domain import Policy
from tests.dialogue.fictional import BEES, DAY, STAGE, ask_about, policies

BEE_POLICY, STAGE_POLICY = policies()[BEES], policies()[STAGE]


def told(words: str, *asked: Policy, day: date = DAY) -> tuple[Piece, Sources]:
    sources = Sources({one.id: one for one in asked})
    return describe(ask_about(words, Topic("document")), asked, sources, day), sources


def test_number_issuer_and_date_are_told_first() -> None:
    piece, sources = told("文号是多少", BEE_POLICY)

    assert piece.headline == "文号青农发〔2030〕5号，由青岭县农业农村局发布，成文日期2030年4月8日〔1〕。"
    assert [(one.number, one.quote) for one in sources.citations] == [("0", "青农发〔2030〕5号")]


def test_full_title_basis_and_addressee_follow() -> None:
    piece, _ = told("文号是多少", BEE_POLICY)

    assert piece.lines[0].startswith("- 全称：《青岭县促进养蜂业发展实施方案》")
    assert any(line.startswith("- 依据：根据《青岭县特色农业发展规划》") for line in piece.lines)
    assert "- 主送：县直有关部门：" in piece.lines


def test_a_document_without_a_number_is_said_to_have_none() -> None:
    piece, _ = told("文号是多少", replace(BEE_POLICY, document_number=None))

    assert piece.headline.startswith("文件没有文号")


def test_every_document_asked_about_is_described() -> None:
    piece, sources = told("文号是多少", BEE_POLICY, STAGE_POLICY)

    assert "青农发〔2030〕5号" in piece.headline
    assert any("临文旅规〔2031〕3号" in line for line in piece.lines)
    assert {one.ref for one in sources.citations} == {f"{BEES}#0", f"{STAGE}#0"}


def test_a_text_that_is_silent_about_validity_is_said_to_be_silent() -> None:
    piece, _ = told("还有效吗，有效期到什么时候", BEE_POLICY)

    assert piece.outcome == "not_covered"
    assert "没有写明有效期" in piece.headline
    assert "请向青岭县农业农村局核实" in piece.headline
    assert piece.lines == ("- 说明：文件未载明有效期；成文日期为2030年4月8日。",)


@pytest.mark.parametrize(
    ("day", "verdict"),
    [(date(2033, 12, 31), "仍在有效期内"), (date(2034, 1, 1), "已经过期")],
)
def test_the_last_day_of_validity_still_counts(day: date, verdict: str) -> None:
    piece, sources = told("有效期到什么时候", STAGE_POLICY, day=day)

    assert piece.outcome == "answered"
    assert "有效期到2033年12月31日" in piece.headline
    assert verdict in piece.headline
    assert "7" in [one.number for one in sources.citations]
