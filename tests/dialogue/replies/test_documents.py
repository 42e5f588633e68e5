"""Answers about a document itself."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.dialogue.ask import Topic
from assistant.dialogue.draft import Piece, Sources
from assistant.dialogue.replies.documents import describe, describe_validity
from assistant.domain import Policy
from tests.dialogue.fictional import BEES, DAY, STAGE, ask_about, policies

BEE_POLICY, STAGE_POLICY = policies()[BEES], policies()[STAGE]


def told(words: str, *asked: Policy, day: date = DAY) -> tuple[Piece, Sources]:
    sources = Sources({one.id: one for one in asked})
    if "有效期" in words:
        return describe_validity(asked, sources, day), sources
    return describe(ask_about(words, Topic("document")), asked, sources), sources


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("文号是多少", "文号青农发〔2030〕5号〔1〕。"),
        ("这份文件哪天印发的", "成文日期2030年4月8日〔1〕。"),
        ("文件落款是哪个单位", "由青岭县农业农村局发布〔1〕。"),
        ("通知主送谁", "主送：县直有关部门〔1〕。"),
        ("文件的全称", "全称《青岭县促进养蜂业发展实施方案》〔1〕。"),
        ("上位文件是哪个", "依据《青岭县特色农业发展规划》〔1〕。"),
        ("这个方案有没有附件", "收录的文本没有附件〔1〕。"),
        (
            "方案分几大部分",
            "文件分为发展目标、工作措施、保障措施；条款编号从第1项〔2〕到第6项〔3〕，另有三、保障措施（一）等2条〔1〕。",
        ),
    ],
)
def test_the_particular_asked_for_is_told_first(words: str, first: str) -> None:
    assert told(words, BEE_POLICY)[0].headline == first


@pytest.mark.parametrize(
    ("words", "opening"),
    [
        ("这方案落款是县人民政府办公室，对不对", "不是县人民政府办公室。"),
        ("这个文件是市农业农村局印发的吧", "不是市农业农村局。"),
        ("这文件是青岭县农业农村局发的，对吗", "对。"),
        ("这个方案由农业局印发的吧", "对。"),
        ("这个文件是2029年发的吧", "不是2029年。"),
        ("这个文件是2030年发的吧", "对。"),
    ],
)
def test_a_claim_of_who_issued_a_document_and_when_is_judged(words: str, opening: str) -> None:
    piece, _ = told(words, BEE_POLICY)

    assert piece.headline.startswith(opening)
    assert all(told in piece.headline for told in ("由青岭县农业农村局发布", "成文日期2030年4月8日"))


def test_number_issuer_and_date_are_told_first() -> None:
    piece, sources = told("说说这份文件", BEE_POLICY)

    assert piece.headline == "文号青农发〔2030〕5号，由青岭县农业农村局发布，成文日期2030年4月8日〔1〕。"
    assert [(one.number, one.quote) for one in sources.citations] == [("0", "青农发〔2030〕5号")]


def test_full_title_basis_and_addressee_follow() -> None:
    piece, _ = told("文号是多少", BEE_POLICY)

    assert piece.lines[1].startswith("- 全称：《青岭县促进养蜂业发展实施方案》")
    assert any(line.startswith("- 依据：根据《青岭县特色农业发展规划》") for line in piece.lines)
    assert "- 主送：县直有关部门" in piece.lines


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
