"""A draft in the making: citations numbered, documents and units named."""

from dataclasses import replace

from assistant.award import OutlineLine
from assistant.dialogue.draft import Sources, describe_units, join_units
from assistant.domain import Citation, Responsibility
from tests.dialogue.fictional import BEES, STAGE, clause, policies, rule

BASE = clause("1")


def test_a_citation_says_where_its_words_stand(sources: Sources) -> None:
    mark = sources.cite(BASE, "县级分别给予8万元和4万元的一次性奖励")

    assert mark == "〔1〕"
    assert sources.citations == [
        Citation(
            mark=1,
            ref=f"{BEES}#1",
            number="1",
            path=("二", "（一）", "1"),
            locator="二、工作措施（一）第1项",
            policy_title="青岭县促进养蜂业发展实施方案",
            document_number="青农发〔2030〕5号",
            quote="县级分别给予8万元和4万元的一次性奖励",
            responsible_units=("县农业农村局", "县财政局"),
        )
    ]


def test_words_within_a_quote_keep_its_mark(sources: Sources) -> None:
    marks = [sources.cite(BASE, BASE.text), sources.cite(BASE, "8万元"), sources.cite(BASE, BASE.text)]

    assert (marks, len(sources.citations)) == (["〔1〕"] * 3, 1)


def test_other_words_and_other_clauses_get_the_next_mark(sources: Sources) -> None:
    marks = [sources.cite(BASE, "8万元"), sources.cite(BASE, "4万元"), sources.cite(clause("2"), "8万元")]

    assert marks == ["〔1〕", "〔2〕", "〔3〕"]


def test_a_row_that_a_figure_comes_from_is_cited_whole_and_once(sources: Sources) -> None:
    row = clause("三-1")
    lines = [OutlineLine({}, "", "", quote) for quote in (row.text[:8], row.text[-8:], BASE.text)]

    assert sources.cite_rows(replace(rule("apiary"), annexes=(row,)), lines) == "〔1〕"
    assert [one.quote for one in sources.citations] == [row.text]


def test_a_document_is_named_only_where_there_are_several(sources: Sources) -> None:
    several = Sources(policies())

    assert [sources.name(BEES), several.name(BEES), several.name(STAGE)] == ["", "《养蜂方案》", "《小剧场办法》"]


def test_a_document_without_a_short_name_is_called_by_its_title() -> None:
    bare = {BEES: replace(policies()[BEES], aliases=()), STAGE: policies()[STAGE]}

    assert Sources(bare).name(BEES) == "《青岭县促进养蜂业发展实施方案》"


def test_units_of_one_role_are_named_together() -> None:
    assert describe_units(BASE) == "由县农业农村局、县财政局负责"


def test_units_of_different_roles_are_named_by_what_they_do() -> None:
    parts = (Responsibility("牵头单位", "甲局", "甲局"), Responsibility("配合单位", "乙局", "乙局"))

    assert describe_units(replace(BASE, responsibilities=parts)) == "由甲局牵头，由乙局配合"


def test_units_are_joined_as_chinese_lists_are() -> None:
    assert join_units(["甲局", "乙局"]) == "甲局、乙局"
