"""Results of the tab 奖补测算 as HTML: the receipt of one award, or all awards grouped, with sums and a chart."""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING

from assistant.domain import Award, MissingFact, Policy
from assistant.language.wording import format_day, format_money
from assistant.render import DISCLAIMER, award_figure, award_status, official_citation
from ui.pieces import card_html, list_html, permanent_address, units_html

if TYPE_CHECKING:
    from assistant.award import Rule, Totals

_GROUPS = ("exact", "range", "at_most", "needs_facts", "undetermined", "not_eligible")
_OPEN = ("exact", "range", "at_most")
_WHOLE = Decimal(100)


def receipt_html(award: Award, rule: "Rule", policy: Policy, facts: Mapping[str, object]) -> str:
    """One calculation: the result, every step, what it assumes, the verbatim ground, and the paper to take along."""
    return (
        f'<section class="pa-receipt" aria-label="测算结果"><h2>{escape(award.title)}</h2>'
        f'<p class="pa-figure pa-{award.status}"><span>{award_status(award)}</span>'
        f"<strong>{escape(_figure(award))}</strong></p>"
        f"{_missing(award.missing)}{list_html('计算过程', [step.text for step in award.steps], 'ol')}"
        f"{_details(award)}{_ground(award, rule, policy)}"
        f"{_paper(facts, f'{award.policy_id}:{award.id}')}{_fine_print(award)}</section>"
    )


def screen_html(
    awards: Sequence[Award],
    sums: "Totals",
    question: MissingFact | None,
    rules: Mapping[str, "Rule"],
    policies: Mapping[str, Policy],
    facts: Mapping[str, object],
) -> str:
    """All awards by what can be said of each, what they add up to, and what to fill in first."""
    groups = "".join(_group(status, awards, rules, policies) for status in _GROUPS)
    asked = f'<p class="pa-next">下一步最值得补充：{_fact_link(question)}</p>' if question else ""
    return (
        f'<section class="pa-receipt" aria-label="核对结果"><p class="pa-figure pa-exact"><span>可确定的合计</span>'
        f"<strong>{format_money(sums.certain)}</strong></p>{_further(sums)}{asked}{_chart(awards)}{groups}"
        f"{_paper(facts, '')}{_fine_print(awards[0]) if awards else ''}</section>"
    )


def _figure(award: Award) -> str:
    if award.status == "needs_facts":
        return "还不能算"
    return award_figure(award)


def _missing(missing: Sequence[MissingFact]) -> str:
    items = "".join(f"<li>{_fact_link(one)}</li>" for one in missing)
    return f'<p class="pa-label">还需要知道</p><ul>{items}</ul>' if items else ""


def _fact_link(missing: MissingFact) -> str:
    return (
        f'<button type="button" class="pa-link" data-fact="{escape(missing.fact)}">{escape(missing.question)}</button>'
    )


def _details(award: Award) -> str:
    readings = [f"{one.text}：{format_money(one.amount)}（{one.basis}）" for one in award.readings]
    return (
        list_html("不同读法", readings)
        + list_html("按以下假设", award.assumptions)
        + list_html("条件", award.conditions)
        + list_html("说明", award.notes)
    )


def _ground(award: Award, rule: "Rule", policy: Policy) -> str:
    """The verbatim words, where they stand, and whose business it is."""
    clause = next((one for one in policy.clauses if one.ref == award.ref), rule.clause)
    link = f'<a href="{permanent_address(award.ref)}">{escape(official_citation(policy, clause))}</a>'
    return (
        f'<p class="pa-label">依据原文</p><blockquote>{escape(award.quote)}</blockquote><p>{link}</p>'
        f"{units_html(award.responsible_units)}"
    )


def _paper(facts: Mapping[str, object], award_key: str) -> str:
    """Buttons that send the facts, and bring the 告知单 back as a file."""
    given = escape(json.dumps(dict(facts), ensure_ascii=False))
    return (
        '<form method="post" class="pa-tools" data-paper>'
        f'<input type="hidden" name="facts" value="{given}">'
        f'<input type="hidden" name="award" value="{escape(award_key)}">'
        '<button class="pa-button pa-primary" formaction="/page/notice/pdf">下载告知单（PDF）</button>'
        '<button class="pa-button" formaction="/page/notice/docx">下载告知单（Word）</button></form>'
    )


def _fine_print(award: Award) -> str:
    return f'<p class="pa-small">按 {format_day(award.as_of)} 测算。{DISCLAIMER}</p>'


def _further(sums: "Totals") -> str:
    told = []
    if sums.disputed:
        told.append(f"有不同读法的部分另加 {format_money(sums.disputed)}")
    if sums.ceilings:
        told.append(f"只写明上限的最高另加 {format_money(sums.ceilings)}")
    return "".join(f"<p>{escape(one)}</p>" for one in (*told, *sums.notes))


def _group(status: str, awards: Sequence[Award], rules: Mapping[str, "Rule"], policies: Mapping[str, Policy]) -> str:
    group = [award for award in awards if award.status == status]
    if not group:
        return ""
    rows = "".join(_row(award, rules[f"{award.policy_id}:{award.id}"], policies[award.policy_id]) for award in group)
    return card_html(f"pa-status-{status}", f"{award_status(group[0])}（{len(group)}项）", rows, status in _OPEN)


def _row(award: Award, rule: "Rule", policy: Policy) -> str:
    steps = list_html("计算过程", [step.text for step in award.steps], "ol")
    body = f"{_missing(award.missing)}{steps}{_details(award)}{_ground(award, rule, policy)}"
    shown = "" if award.status == "needs_facts" else f"：{award_figure(award)}"
    return card_html("pa-award", f"{award.title}{shown}", body)


def _chart(awards: Sequence[Award]) -> str:
    """A bar for every award with a figure; ceilings and the disputed part are hatched, since they are no promise."""
    bars = [(award, *_extent(award)) for award in awards if award.status in _OPEN and _extent(award)[1] > 0]
    if not bars:
        return ""
    longest = max(most for _, _, most in bars)
    rows = "".join(_bar(award, sure, most, longest) for award, sure, most in bars)
    return f'<figure class="pa-chart"><figcaption>各项金额</figcaption>{rows}</figure>'


def _extent(award: Award) -> tuple[Decimal, Decimal]:
    """What is certain of an award and the most it can be."""
    most = (award.amount if award.high is None else award.high) or Decimal(0)
    sure = Decimal(0) if award.status == "at_most" else (award.amount if award.low is None else award.low) or Decimal(0)
    return sure, most


def _bar(award: Award, sure: Decimal, most: Decimal, longest: Decimal) -> str:
    solid, hatched = sure / longest * _WHOLE, (most - sure) / longest * _WHOLE
    return (
        f'<div class="pa-bar"><span>{escape(award.title)}</span><i aria-hidden="true">'
        f'<b style="width:{solid:.2f}%"></b>'
        f'<s style="width:{hatched:.2f}%"></s></i><em>{escape(award_figure(award))}</em></div>'
    )
