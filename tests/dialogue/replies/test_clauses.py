"""Answers out of clause text."""

from dataclasses import replace

import pytest

from assistant.dialogue.ask import Topic
from assistant.dialogue.draft import Piece, Sources
from assistant.dialogue.evidence import Evidence
from assistant.dialogue.replies.clauses import (
    answer_from_text,
    answer_who,
    clause_line,
    first_words,
    short_locator,
    show_clauses,
)
from assistant.domain import Clause
from assistant.language.quantities import find_quantities
from tests.dialogue.fictional import BEES, STAGE, ask_about, at, clause, policies, section

NECTAR = clause("3")
NECTAR_BODY = "在山区划定蜜源保护区，引导群众种植荆条、刺槐等蜜源植物，每个乡镇保留不少于2处蜜源保护区。"


def test_a_clause_is_shown_whole_with_its_units_and_note(sources: Sources) -> None:
    assert show_clauses(ask_about("第3项原文", at("3")), sources) == Piece(
        "二、工作措施（一）第3项的原文如下，由县林业局负责。",
        "answered",
        (
            "**二、工作措施（一）第3项**〔1〕",
            f"> 3. 保护蜜源植物。{NECTAR_BODY}（责任单位：县林业局）",
            "- 说明：保护区的范围以县林业局公告为准。",
        ),
    )
    assert [one.quote for one in sources.citations] == [NECTAR.text]


def test_several_clauses_are_shown_one_after_the_other(sources: Sources) -> None:
    piece = show_clauses(ask_about("第1项和第2项原文", at("1", "2")), sources)

    assert [line for line in piece.lines if line.startswith("**")] == [
        "**二、工作措施（一）第1项**〔1〕",
        "**二、工作措施（一）第2项**〔2〕",
    ]


def test_an_address_that_is_not_there_is_told_beside_those_that_are(sources: Sources) -> None:
    topic = replace(at("3"), absent=("第99项",))

    assert "文件里没有“第99项”" in show_clauses(ask_about("第3项和第99项原文", topic), sources).headline


def test_a_section_is_shown_as_the_list_of_its_clauses(sources: Sources) -> None:
    piece = show_clauses(ask_about("二（二）", Topic("address", sections=(section("二-2"),))), sources)

    assert piece == Piece(
        "二、工作措施（二）“壮大经营主体”（共3项）的条款如下。",
        "answered",
        (
            "- 二、工作措施（二）第4项 支持蜂业科技项目（县科技局、县财政局）〔1〕",
            "- 二、工作措施（二）第5项 扩大蜂蜜销售（县商务局）〔2〕",
            "- 二、工作措施（二）第6项 引进蜂产品企业（县招商局、县商务局）〔3〕",
        ),
    )
    assert [(one.number, one.quote) for one in sources.citations] == [
        (number, first_words(clause(number))) for number in ("4", "5", "6")
    ]


def test_a_heading_that_ends_with_its_title_is_not_given_it_twice() -> None:
    stage = Sources({STAGE: policies()[STAGE]})
    piece = show_clauses(ask_about("第二章", Topic("address", sections=(section("第二章", STAGE),))), stage)

    assert piece.headline == "第二章 扶持措施（共3条）的条款如下。"


def test_the_units_of_a_section_are_told_each_once(sources: Sources) -> None:
    asked = ask_about("二（二）涉及哪些部门", Topic("address", sections=(section("二-2"),)))

    assert "责任单位有县科技局、县财政局、县商务局、县招商局。" in show_clauses(asked, sources).headline


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (1, "在山区划定蜜源保护区，引导群众种植荆条、刺槐等蜜源植物，每个乡镇保留不少于2处蜜源保护区〔1〕。"),
        (-1, "在山区划定蜜源保护区，引导群众种植荆条、刺槐等蜜源植物，每个乡镇保留不少于2处蜜源保护区〔1〕。"),
        (4, "二、工作措施（一）第3项没有这一句，除标题外共1句，全文如下〔1〕。"),
    ],
)
def test_a_sentence_of_a_clause_is_told_before_the_clause(sources: Sources, number: int, told: str) -> None:
    piece = show_clauses(ask_about("第3项这一句", replace(at("3"), sentence=number)), sources)

    assert piece.headline == told
    assert any("荆条" in line for line in piece.lines)


@pytest.mark.parametrize(
    ("numbers", "verdict"),
    [
        (("1", "4"), "不完全相同，都有县财政局"),
        (("2", "3"), "不是同一个单位"),
        (("5", "6"), "不完全相同，都有县商务局"),
    ],
)
def test_the_units_of_several_clauses_are_compared(sources: Sources, numbers: tuple[str, ...], verdict: str) -> None:
    piece = answer_who(ask_about("是同一个部门负责吗", at(*numbers)), (), sources)

    assert piece.headline.startswith(verdict)


def test_a_clause_that_its_section_lists_is_not_shown_again(sources: Sources) -> None:
    alone = Topic("address", sections=(section("二-2"),))
    both = replace(at("4"), sections=alone.sections)

    assert show_clauses(ask_about("二（二）4", both), sources) == show_clauses(ask_about("二（二）", alone), sources)


def test_a_clause_in_one_line_has_title_units_and_mark(sources: Sources) -> None:
    assert clause_line(NECTAR, sources) == "- 二、工作措施（一）第3项 保护蜜源植物（县林业局）〔1〕"
    assert sources.citations[0].quote == NECTAR_BODY


def test_a_line_names_the_document_where_there_are_several() -> None:
    assert clause_line(NECTAR, Sources(policies())).startswith("- 《养蜂方案》二、工作措施（一）第3项")


@pytest.mark.parametrize(
    ("one", "locator"),
    [(NECTAR, "第3项"), (clause("3", STAGE), "第3条"), (clause("三-2"), "三、保障措施（二）")],
)
def test_a_clause_is_called_by_its_number_where_that_is_enough(one: Clause, locator: str) -> None:
    assert short_locator(one) == locator


@pytest.mark.parametrize("policy", [BEES, STAGE])
def test_the_first_words_of_any_clause_stand_in_it(policy: str) -> None:
    for one in policies()[policy].clauses:
        assert first_words(one).strip()
        assert first_words(one) in one.text


# -- sentences that answer


def from_text(evidence: Evidence, sources: Sources, words: str, *clauses: Clause, claimed: str = "") -> Piece:
    topic = Topic("meaning", clauses=clauses)
    ask = replace(ask_about(words, topic), claims=tuple(find_quantities(claimed)))
    return answer_from_text(ask, evidence.sentences(words, clauses), sources)


def test_the_best_sentence_answers_word_for_word_with_its_units(evidence: Evidence, sources: Sources) -> None:
    assert from_text(evidence, sources, "种植什么蜜源植物", NECTAR) == Piece(
        f"{NECTAR_BODY.rstrip('。')}〔1〕。", "answered", ("- 由县林业局负责",)
    )


@pytest.mark.parametrize(
    ("claimed", "opening"),
    [("2处", "对。"), ("5处", "不对，不是5处。"), ("2家", "不对，不是2家。"), ("", "在山区")],
)
def test_a_claim_about_the_text_is_confirmed_or_denied(
    evidence: Evidence, sources: Sources, claimed: str, opening: str
) -> None:
    words = f"每个乡镇保留{claimed}蜜源保护区，对吗？"

    assert from_text(evidence, sources, words, NECTAR, claimed=claimed).headline.startswith(opening)


def test_a_long_sentence_is_cut_to_phrases_and_told_whole_below(evidence: Evidence, sources: Sources) -> None:
    sentence = "，".join(f"第{number}个乡镇应当建立蜜源保护区并且公布名单" for number in "甲乙丙丁戊己庚") + "。"
    long = replace(NECTAR, text=f"3. 保护蜜源植物。{sentence}（责任单位：县林业局）")
    piece = from_text(evidence, sources, "丙个乡镇做什么", long)

    assert len(piece.headline) <= 120
    assert piece.headline.split("〔")[0] in sentence
    assert "第丙个乡镇" in piece.headline
    assert any(sentence in line for line in piece.lines)


# -- who is responsible


def test_the_units_of_a_clause_are_named_with_its_title(sources: Sources) -> None:
    assert answer_who(ask_about("由谁负责", at("3")), (), sources) == Piece(
        "“保护蜜源植物”（第3项）由县林业局负责〔1〕。", "answered"
    )
    assert "县林业局" in sources.citations[0].quote


def test_several_units_of_one_role_have_no_leader(sources: Sources) -> None:
    piece = answer_who(ask_about("由谁负责", at("1")), (), sources)

    assert piece.lines == ("- 几个单位都列为责任单位，文件没有写明各自的分工或谁牵头",)


def test_an_asked_unit_that_is_not_responsible_is_denied_and_a_right_one_is_not(sources: Sources) -> None:
    wrong = answer_who(ask_about("是财政局吗", at("3")), ("县财政局",), sources)
    right = answer_who(ask_about("是林业局吗", at("3")), ("县林业局",), sources)

    assert wrong.headline.startswith("不是县财政局；")
    assert right.headline.startswith("“保护蜜源植物”")


def test_each_of_several_clauses_names_its_own_units(sources: Sources) -> None:
    headline = answer_who(ask_about("由谁负责", at("2", "3")), (), sources).headline

    assert ["县人社局负责〔1〕" in headline, "县林业局负责〔2〕" in headline] == [True, True]


def test_a_clause_without_units_says_so(sources: Sources) -> None:
    assert "没有写明责任单位" in answer_who(ask_about("由谁负责", at("一")), (), sources).headline
