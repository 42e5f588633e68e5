"""Text that looks like Markdown comes through the library's reader as it was printed."""

import re

from hypothesis import given
from hypothesis import strategies as st

from assistant.adapters.documents.blocks import Paragraph, Table, write_markdown
from assistant.library import PolicyMeta, read_text

PRINTED = st.text("甲乙丙0123.、，#>|*\\[]()（）_~+-", min_size=1, max_size=12).map(lambda middle: f"甲{middle}乙。")
HEADING = Paragraph("一、总体要求", 1)


def test_headings_paragraphs_and_tables_are_written_as_markdown() -> None:
    table = Table((("项目", "标准"), ("甲\n乙", "a|b"), ("丙",)))
    assert write_markdown([HEADING, Paragraph("第一行\n 第二行"), Paragraph("  "), table]) == (
        "# 一、总体要求\n\n第一行\n第二行\n\n| 项目 | 标准 |\n| --- | --- |\n| 甲  乙 | a\\|b |\n| 丙 |  |\n"
    )


def test_a_heading_that_is_a_whole_paragraph_is_written_as_one() -> None:
    assert write_markdown([Paragraph("1. 加大投入。给予奖励。", 3)]) == "1. 加大投入。给予奖励。\n"


@given(PRINTED)
def test_what_looks_like_a_mark_is_read_as_printed(printed: str) -> None:
    written = write_markdown([HEADING, Paragraph(f"#{printed}")])
    policy = read_text(written, PolicyMeta.model_validate({"编号": "a"}))
    text = "".join(clause.text for clause in policy.clauses)
    assert re.sub(r"\s", "", text) == re.sub(r"\s", "", f"一、总体要求#{printed}")
