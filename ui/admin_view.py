"""The tab 管理 as HTML: what the library holds, how a file was read, what is wrong, what people asked."""

from collections.abc import Sequence
from datetime import datetime
from html import escape

from assistant.domain import Clause, Finding, Policy
from assistant.intake import PlannedPolicy
from assistant.language.wording import format_day
from assistant.ports import AskedOften, Feedback
from ui.pieces import (
    card_html,
    empty_html,
    heading_of,
    list_html,
    notice_html,
    paragraphs_html,
    status_html,
    units_html,
)

_LONGEST_SOURCE = 200_000


def library_html(policies: Sequence[Policy], is_ready: bool) -> str:
    """Every document with what was read of it, and whether the index answers."""
    rows = "".join(
        _row(
            one.title,
            one.document_number or "（无文号）",
            format_day(one.issued) if one.issued else "（无日期）",
            f"{len(one.clauses)} 条",
            f"{len(one.warnings)} 处提醒" if one.warnings else "无提醒",
        )
        for one in policies
    )
    state = "索引已就绪，可以提问。" if is_ready else "索引还没有打开；第一次提问时会自动建立。"
    return status_html(state) + _table(("文件", "文号", "日期", "条款", "读取"), rows)


def findings_html(findings: Sequence[Finding]) -> str:
    """What the check of texts, rules and quotes found."""
    if not findings:
        return status_html("核对完成：政策文本、规则、引文全部一致。")
    rows = "".join(_row(one.place, one.message) for one in findings)
    return status_html(f"核对完成：有 {len(findings)} 处不一致。") + _table(("位置", "问题"), rows)


def reading_html(planned: PlannedPolicy) -> str:
    """One file as it was read: facts and warnings, then the clauses beside the original."""
    report = planned.report
    if planned.fault is not None or planned.policy is None:
        return notice_html("；".join(report.warnings) or "这份文件读不成政策。")
    policy = planned.policy
    number = report.document_number or "没有读到文号"
    facts = f"<p>{escape(number)}；共 {report.clauses} 条，编号 {escape(planned.policy_id)}。</p>"
    warnings = list_html("提醒（请对照原文核对）", report.warnings) or status_html("没有提醒。")
    source = planned.text[:_LONGEST_SOURCE]
    original = f'<pre class="pa-source" tabindex="0" aria-label="原文">{escape(source)}</pre>'
    clauses = "".join(map(_clause, policy.clauses))
    return (
        f'<section class="pa-reading"><h3>《{escape(report.title)}》</h3>{facts}{warnings}'
        f'<div class="pa-columns"><div><h4>读成的条款</h4><div class="pa-clauses" tabindex="0" role="region" '
        f'aria-label="读成的条款">{clauses}</div></div><div><h4>原文</h4>{original}</div></div></section>'
    )


def asked_html(rows: Sequence[AskedOften], nothing: str) -> str:
    """Questions with how often they were asked."""
    if not rows:
        return empty_html(nothing)
    body = "".join(_row(one.question, f"{one.count} 次", _when(one.last_asked)) for one in rows)
    return _table(("问题", "次数", "最近一次"), body)


def feedback_html(rows: Sequence[Feedback]) -> str:
    """What people thought of answers."""
    if not rows:
        return empty_html("还没有人评价。")
    body = "".join(
        _row(
            "有帮助" if one.rating == "up" else "没帮助",
            one.comment or "",
            one.question,
            one.answer,
            _when(one.given),
        )
        for one in rows
    )
    return _table(("评价", "理由", "问题", "回答", "时间"), body)


def _clause(clause: Clause) -> str:
    body = paragraphs_html(clause.text) + units_html(clause.responsible_units)
    return card_html(f"pa-depth-{min(len(clause.path), 4)}", heading_of(clause), body)


def _table(head: Sequence[str], rows: str) -> str:
    cells = "".join(f"<th scope='col'>{escape(one)}</th>" for one in head)
    table = f"<table><thead><tr>{cells}</tr></thead><tbody>{rows}</tbody></table>"
    return f'<div class="pa-wide" tabindex="0" role="region" aria-label="表格">{table}</div>'


def _row(*cells: str) -> str:
    return f"<tr>{''.join(f'<td>{escape(one)}</td>' for one in cells)}</tr>"


def _when(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"
