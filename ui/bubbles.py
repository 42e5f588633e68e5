"""What stands in the bubbles of the chat: HTML in one line, so that the chat's own Markdown leaves it alone.

Every word from outside is escaped here; images and links of an answer's Markdown are text.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache
from html import escape
from typing import Any
from urllib.parse import quote

from assistant.domain import Answer, Award, Citation, Policy
from assistant.render import award_figure

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
    return f'<div class="pa-asked">{_lines(question)}</div>'


def notice_html(text: str) -> str:
    """A sentence that is no answer: what went wrong and what to do."""
    return f'<div class="pa-notice" role="alert">{_lines(text)}</div>'


def answer_html(answer: Answer) -> str:
    """The answer's text, its calculations, its citations."""
    awards = "".join(_award(award) for award in answer.awards)
    citations = "".join(_citation(citation) for citation in answer.citations)
    return _one_line(f'<div class="pa-answer">{_body(answer)}{awards}{citations}</div>')


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


def _award(award: Award) -> str:
    steps = "".join(f"<li>{escape(step.text)}</li>" for step in award.steps)
    parts = [
        f"<ol>{steps}</ol>" if steps else "",
        _list("按以下假设", award.assumptions),
        _list("不同读法", [f"{reading.text}（{reading.basis}）" for reading in award.readings]),
        _list("说明", award.notes),
        _units(award.responsible_units),
    ]
    return _card("pa-award", f"{award.title}：{award_figure(award)}", "".join(parts)) if any(parts) else ""


def _citation(citation: Citation) -> str:
    document = citation.document_number or citation.policy_title
    address = quote(citation.ref, safe="")
    link = f'<a class="pa-open" href="/clauses/{address}" target="_blank" rel="noopener">打开整条及上下文</a>'
    body = f"<blockquote>{escape(citation.quote)}</blockquote>{_units(citation.responsible_units)}<p>{link}</p>"
    return _card("pa-citation", f"〔{citation.mark}〕{document} {citation.locator}", body)


def _card(kind: str, title: str, body: str) -> str:
    return f'<details class="pa-card {kind}"><summary>{escape(title)}</summary>{body}</details>'


def _list(heading: str, lines: Sequence[str]) -> str:
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<p>{heading}</p><ul>{items}</ul>" if items else ""


def _units(units: Sequence[str]) -> str:
    return f"<p>责任单位：{escape('、'.join(units))}</p>" if units else ""


def _document(policy: Policy) -> str:
    facts: list[Any] = [policy.document_number, policy.issued]
    return escape(f"《{policy.title}》" + "　".join(str(fact) for fact in facts if fact))


def _lines(text: str) -> str:
    return _one_line(escape(text))


def _one_line(html: str) -> str:
    return html.strip().replace("\r", "").replace(">\n", ">").replace("\n", "<br>")
