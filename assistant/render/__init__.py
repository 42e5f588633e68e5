"""Turns answers, awards and clauses into Chinese Markdown for people and into contract JSON for programs.

Command line, HTTP and page share it, so that the same value reads the same everywhere. It computes nothing.
"""

from assistant.render.changes import diff_data, diff_markdown
from assistant.render.chinese import (
    answer_markdown,
    award_figure,
    award_markdown,
    award_status,
    clause_markdown,
    fact_value,
    hits_markdown,
    rule_markdown,
    screen_markdown,
)
from assistant.render.data import (
    amount_text,
    answer_data,
    award_data,
    clause_data,
    clauses_within,
    finding_data,
    hit_data,
    policy_data,
    report_data,
    rule_data,
    section_data,
    standing_data,
)
from assistant.render.kept import asked_often_data, conversation_data, feedback_data
from assistant.render.notice import DISCLAIMER, Notice, NoticeItem, clause_link, document_line, notice_of
from assistant.render.official import official_citation, official_place

__all__ = [
    "DISCLAIMER",
    "Notice",
    "NoticeItem",
    "amount_text",
    "answer_data",
    "answer_markdown",
    "asked_often_data",
    "award_data",
    "award_figure",
    "award_markdown",
    "award_status",
    "clause_data",
    "clause_link",
    "clause_markdown",
    "clauses_within",
    "conversation_data",
    "diff_data",
    "diff_markdown",
    "document_line",
    "fact_value",
    "feedback_data",
    "finding_data",
    "hit_data",
    "hits_markdown",
    "notice_of",
    "official_citation",
    "official_place",
    "policy_data",
    "report_data",
    "rule_data",
    "rule_markdown",
    "screen_markdown",
    "section_data",
    "standing_data",
]
