"""What stands in the bubbles of the chat: HTML in one line, so that the chat's own Markdown leaves it alone.

Every word from outside is escaped here; images and links of an answer's Markdown are text.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache
from html import escape
from typing import Any

from assistant.domain import Answer, Award, Citation, Clause, Policy, Section
from assistant.errors import NotFound
from assistant.language.wording import format_day
from assistant.render import award_figure, award_status, official_citation
from assistant.service import Assistant
from ui.pieces import (
    card_html,
    clause_address,
    highlighted,
    lines_html,
    list_html,
    notice_html,
    one_line,
    paragraphs_html,
    relevant_sentence,
    span_of,
    units_html,
)

__all__ = ["answer_html", "header_html", "notice_html", "options", "pending_html", "question_html"]

_MARK = re.compile(r"〔(\d+)〕")
_POLICIES_NAMED = 3


def header_html(policies: Sequence[Policy]) -> str:
    """Whom the page serves, what it does and does not do, and the documents it knows."""
    named = "".join(f"<li>{_document(policy)}</li>" for policy in policies[:_POLICIES_NAMED])
    more = f"<li>等共 {len(policies)} 份政策</li>" if len(policies) > _POLICIES_NAMED else ""
    return (
        '<header class="pa-header"><h1>政策咨询助手</h1>'
        "<p>给企业、创业者和窗口工作人员：对照政策原文解释，逐字引用条款，列出每一步计算。"
        "<strong>只作解释，不作审批决定</strong>，以主管部门的答复为准。</p>"
        f"<ul>{named}{more}</ul></header>"
    )


def question_html(question: str) -> str:
    """The person's own words, as text."""
    return f'<div class="pa-asked">{lines_html(question)}</div>'


def pending_html() -> str:
    """What stands where the answer will come; the browser writes stages and text into it."""
    return '<div class="pa-pending" role="status">正在查找条款……</div>'


def answer_html(answer: Answer, assistant: Assistant) -> str:
    """The answer twice: in plain words with its calculations and citations, and as the official text alone."""
    clauses = {citation.mark: _clause_of(citation, assistant) for citation in answer.citations}
    awards = "".join(_award(award, place == 0) for place, award in enumerate(answer.awards))
    citations = "".join(_citation(one, clauses[one.mark], answer.text) for one in answer.citations)
    original = "".join(_original(one, clauses[one.mark], assistant) for one in answer.citations)
    nothing = '<p class="pa-empty">这个回答没有引用条款。</p>'
    return one_line(
        f'<div class="pa-answer"><div class="pa-plain">{_body(answer)}{awards}{citations}</div>'
        f'<div class="pa-original">{original or nothing}</div>'
        f'<p class="pa-asof">{format_day(answer.as_of)}作答，只作解释，不作审批决定。</p></div>'
    )


def options(answer: Answer) -> list[dict[str, str]]:
    """Chips below the answer: choices for what was asked back, then what one could ask next."""
    choices = answer.missing[0].options if answer.missing else ()
    return [{"label": text, "value": text} for text in dict.fromkeys([*choices, *answer.suggestions])]


def _body(answer: Answer) -> str:
    places = {citation.mark: citation.locator for citation in answer.citations}

    def marked(found: re.Match[str]) -> str:
        place = places.get(int(found[1]))
        return f'<span class="pa-mark" title="{escape(place)}">{found[0]}</span>' if place else found[0]

    return _MARK.sub(marked, _markdown()(answer.text))


@cache
def _markdown() -> Callable[[str], str]:
    """Markdown to HTML without raw HTML, images or links."""
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table")
    reader.disable(["image", "link", "autolink", "reference", "html_inline", "html_block"])
    return reader.render


def _award(award: Award, is_first: bool) -> str:
    """The receipt: the result in large letters, then every step, then what it assumes."""
    parts = [
        list_html("计算过程", [step.text for step in award.steps], "ol"),
        list_html("按以下假设", award.assumptions),
        list_html("不同读法", [f"{reading.text}（{reading.basis}）" for reading in award.readings]),
        list_html("说明", award.notes),
        units_html(award.responsible_units),
    ]
    if not any(parts):
        return ""
    result = f"<span>{award_status(award)}</span><strong>{escape(award_figure(award))}</strong>"
    figure = f'<p class="pa-figure pa-{award.status}">{result}</p>'
    is_result = is_first and bool(award.steps)
    return card_html("pa-award", f"{award.title}：{award_figure(award)}", figure + "".join(parts), is_result)


def _citation(citation: Citation, clause: Clause | Section | None, answer: str) -> str:
    document = citation.document_number or citation.policy_title
    quote = highlighted(citation.quote, relevant_sentence(citation.quote, answer))
    link = (
        f'<a class="pa-open" href="{clause_address(citation.ref)}" target="_blank" rel="noopener">打开整条及上下文</a>'
    )
    body = f"<blockquote>{quote}</blockquote>{units_html(citation.responsible_units)}{_whole(citation, clause)}"
    title = f"〔{citation.mark}〕{document} {citation.locator}"
    return card_html("pa-citation", title, f"{body}<p>{link}</p>")


def _whole(citation: Citation, clause: Clause | Section | None) -> str:
    """The clause around the quote, where there is more of it."""
    if not isinstance(clause, Clause) or clause.text == citation.quote:
        return ""
    return card_html("pa-whole", "看整条", paragraphs_html(clause.text, span_of(citation.quote, clause.text)))


def _original(citation: Citation, clause: Clause | Section | None, assistant: Assistant) -> str:
    """The official text: how papers cite it, and the clause word for word."""
    if not isinstance(clause, Clause):
        return f"<section><blockquote>{escape(citation.quote)}</blockquote></section>"
    source = official_citation(assistant.policy(clause.policy_id), clause)
    text = paragraphs_html(clause.text, span_of(citation.quote, clause.text))
    return (
        f'<section><p class="pa-label">〔{citation.mark}〕{escape(source)}</p><blockquote>{text}</blockquote></section>'
    )


def _clause_of(citation: Citation, assistant: Assistant) -> Clause | Section | None:
    """What a citation points to; None once the document has been removed."""
    try:
        return assistant.clause(citation.ref)
    except NotFound:
        return None


def _document(policy: Policy) -> str:
    facts: list[Any] = [policy.document_number, policy.issued and format_day(policy.issued)]
    return escape(f"《{policy.title}》" + "　".join(str(fact) for fact in facts if fact))
