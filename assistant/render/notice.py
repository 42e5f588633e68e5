"""The 告知单: what a paper on one or several calculations says, as plain values; writing the file is others' work."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING
from urllib.parse import quote

from assistant.domain import Award, Policy
from assistant.language.wording import format_day, format_money
from assistant.render.chinese import award_figure, award_status, fact_value
from assistant.render.official import official_citation

if TYPE_CHECKING:
    from assistant.award import Rule, Totals

TITLE = "奖补测算告知单"
DISCLAIMER = (
    "本单由程序按政策原文和申报人填写的情况测算，只作解释，不是审批决定，也不构成拨付承诺；"
    "是否符合条件、实际金额和办理要求，以责任单位的答复为准。"
)


@dataclass(frozen=True, slots=True)
class NoticeItem:
    """One award on the paper: the result, what it was calculated from, and the verbatim ground."""

    title: str
    status: str
    figure: str
    facts: tuple[tuple[str, str], ...]
    steps: tuple[str, ...]
    remarks: tuple[str, ...]
    source: str
    quote: str
    units: tuple[str, ...]
    link: str


@dataclass(frozen=True, slots=True)
class Notice:
    """The whole paper, in reading order; `link` leads to the first clause."""

    title: str
    as_of: str
    documents: tuple[str, ...]
    items: tuple[NoticeItem, ...]
    sums: tuple[str, ...]
    others: tuple[str, ...]
    disclaimer: str
    link: str


def notice_of(
    awards: Sequence[Award],
    rules: Mapping[str, "Rule"],
    policies: Mapping[str, Policy],
    as_of: date,
    address: str,
    sums: "Totals | None" = None,
) -> Notice:
    """The paper on these awards; `rules` by key, `policies` by id, `address` where the page is reached.

    What is not eligible or still open is named in a line, everything payable gets its own part.
    """
    whole = [one for one in awards if len(awards) == 1 or one.status not in ("not_eligible", "needs_facts")]
    items = tuple(_item(one, rules[f"{one.policy_id}:{one.id}"], policies[one.policy_id], address) for one in whole)
    named = dict.fromkeys(one.policy_id for one in awards)
    return Notice(
        title=TITLE,
        as_of=format_day(as_of),
        documents=tuple(document_line(policies[one]) for one in named),
        items=items,
        sums=_sums(sums) if sums is not None else (),
        others=tuple(f"{one.title}：{award_status(one)}（{award_figure(one)}）" for one in awards if one not in whole),
        disclaimer=DISCLAIMER,
        link=items[0].link if items else address,
    )


def document_line(policy: Policy) -> str:
    """《题名》（文号），某机关，某日."""
    number = f"（{policy.document_number}）" if policy.document_number else ""
    issued = format_day(policy.issued) if policy.issued else None
    return "，".join(part for part in (f"《{policy.title}》{number}", policy.issuer, issued) if part)


def clause_link(address: str, ref: str) -> str:
    """The permanent link of a clause."""
    return f"{address.rstrip('/')}/?clause={quote(ref, safe='')}"


def _item(award: Award, rule: "Rule", policy: Policy, address: str) -> NoticeItem:
    clause = next((one for one in policy.clauses if one.ref == award.ref), rule.clause)
    readings = [f"{one.text}：{format_money(one.amount)}（{one.basis}）" for one in award.readings]
    return NoticeItem(
        title=award.title,
        status=award_status(award),
        figure=award_figure(award),
        facts=tuple((rule.fact(name).label, fact_value(value, rule.fact(name))) for name, value in award.facts.items()),
        steps=tuple(step.text for step in award.steps),
        remarks=(
            *(f"需要补充：{one.question}" for one in award.missing),
            *(f"不同读法：{one}" for one in readings),
            *award.assumptions,
            *award.notes,
        ),
        source=official_citation(policy, clause),
        quote=award.quote,
        units=award.responsible_units,
        link=clause_link(address, award.ref),
    )


def _sums(sums: "Totals") -> tuple[str, ...]:
    told = [f"可确定的合计 {format_money(sums.certain)}"]
    told += _more("有不同读法的部分另加", sums.disputed) + _more("只写明上限的最高另加", sums.ceilings)
    return (*told, *sums.notes)


def _more(words: str, amount: Decimal) -> list[str]:
    return [f"{words} {format_money(amount)}"] if amount else []
