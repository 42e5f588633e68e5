"""Chinese Markdown for people: answers, awards, clauses, search results."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.domain import Answer, Award, Citation, Clause, Hit, MissingFact, Section
from assistant.language.wording import format_money

if TYPE_CHECKING:
    from assistant.award import FactSpec, Rule, Totals

_STATUS = {
    "exact": "可确定",
    "at_most": "只写明上限",
    "range": "有不同读法",
    "undetermined": "待主管部门明确",
    "needs_facts": "需补充信息",
    "not_eligible": "不符合",
}


def answer_markdown(answer: Answer) -> str:
    """The answer's text, then every citation with its verbatim quote and what one could ask next."""
    parts = [answer.text]
    if answer.citations:
        parts += ["---", "**依据**", *map(citation_markdown, answer.citations)]
    if answer.suggestions:
        parts += ["**还可以问**", _bullets(answer.suggestions)]
    return "\n\n".join(parts)


def citation_markdown(citation: Citation) -> str:
    """Mark, document and place, the verbatim quote, the units."""
    document = citation.document_number or citation.policy_title
    head = f"〔{citation.mark}〕{document} {citation.locator}"
    return f"{head}\n\n{_quoted(citation.quote)}{_units(citation.responsible_units)}"


def award_markdown(award: Award, rule: "Rule") -> str:
    """The receipt of one calculation by a rule."""
    facts = [f"{rule.fact(name).label}：{fact_value(value, rule.fact(name))}" for name, value in award.facts.items()]
    parts = [
        f"### {award.title}",
        f"**{_STATUS[award.status]}：{award_figure(award)}**",
        _listing("申报条件", facts),
        _listing("计算过程", [step.text for step in award.steps], numbered=True),
        _listing("不同读法", [f"{one.text}：{format_money(one.amount)}（{one.basis}）" for one in award.readings]),
        _listing("需要补充", [one.question for one in award.missing]),
        _listing("按以下假设", award.assumptions),
        _listing("说明", award.notes),
        f"依据 {award.ref}\n\n{_quoted(award.quote)}{_units(award.responsible_units)}",
    ]
    return "\n\n".join(part for part in parts if part)


def award_status(award: Award) -> str:
    """What kind of result it is: 可确定, 只写明上限 …"""
    return _STATUS[award.status]


def award_figure(award: Award) -> str:
    """The result in a few words: 8万元, 最高30万元, 10万元至15万元, 文件未写明金额 …"""
    if award.status == "not_eligible":
        return "、".join(award.notes[:1]) or "不满足条件"
    if award.status == "needs_facts":
        return "、".join(missing.label for missing in award.missing)
    if award.low is not None and award.high is not None and award.low != award.high:
        return f"{format_money(award.low)}至{format_money(award.high)}"
    if award.amount is None:
        return "文件未写明金额"
    return f"{'最高' if award.status == 'at_most' else ''}{format_money(award.amount)}"


def screen_markdown(awards: Sequence[Award], sums: "Totals", question: MissingFact | None = None) -> str:
    """One line for each award, grouped by what can be said of it, what they add up to, and what to add first."""
    parts = []
    for status, heading in _STATUS.items():
        group = [award for award in awards if award.status == status]
        parts.append(_listing(heading, [f"{award.title}：{award_figure(award)}（{award.ref}）" for award in group]))
    parts.append(_sums(sums))
    if question is not None:
        parts.append(f"先补充：{_asked(question)}")
    return "\n\n".join(part for part in parts if part)


def _asked(missing: MissingFact) -> str:
    """A question with the name under which its fact is given, and what it can be."""
    options = f"：{'、'.join(missing.options)}" if missing.options else ""
    return f"{missing.question}（`{missing.fact}`{options}）"


def _sums(sums: "Totals") -> str:
    """The certain sum, what a wider reading and the ceilings would add, and what the text says about adding."""
    told = [f"可确定的合计 **{format_money(sums.certain)}**"]
    if sums.disputed:
        told.append(f"有争议的部分另加 {format_money(sums.disputed)}")
    if sums.ceilings:
        told.append(f"只有上限的最高另加 {format_money(sums.ceilings)}")
    return "；".join([*told, *sums.notes]) + "。"


def rule_markdown(rule: "Rule") -> str:
    """An award rule: what it grants in the clause's words, and the facts it asks for."""
    parts = [
        f"### {rule.title}（{rule.id}）",
        f"依据 {rule.ref}\n\n{_quoted(rule.quote)}{_units(rule.clause.responsible_units)}",
        _listing("条件", rule.conditions),
        _listing("需要的信息", [_fact_line(spec) for spec in rule.facts]),
        _listing("说明", rule.notes),
        _listing("文件未规定", [f"{silence.topic}：{silence.text}" for silence in rule.silences]),
    ]
    return "\n\n".join(part for part in parts if part)


def clause_markdown(found: Clause | Section, clauses: Iterable[Clause] = ()) -> str:
    """A clause whole, or a heading with `clauses`, those it holds."""
    if isinstance(found, Section):
        return "\n\n".join([f"## {found.locator} {found.title}", *map(clause_markdown, clauses)])
    notes = _listing("说明", found.notes)
    return f"### {found.locator} {found.title}\n\n{found.text}\n\n`{found.ref}`" + (f"\n\n{notes}" if notes else "")


def hits_markdown(hits: Sequence[Hit]) -> str:
    """Ranked clauses, each with the reason it was found."""
    if not hits:
        return "没有找到相关条款。"
    lines = [
        f"{rank}. **{hit.clause.locator} {hit.clause.title}** `{hit.clause.ref}`\n   "
        f"{'、'.join(hit.clause.responsible_units) or '未写明责任单位'}；{'；'.join(one.reason for one in hit.found)}"
        for rank, hit in enumerate(hits, 1)
    ]
    return "\n".join(lines)


def _fact_line(spec: "FactSpec") -> str:
    choices = f"（{'、'.join(spec.choices)}）" if spec.choices else "（可选）" if spec.is_optional else ""
    return f"`{spec.name}` {spec.label}{choices}：{spec.question}"


def fact_value(value: str, spec: "FactSpec") -> str:
    """A canonical value as people read it: 80万元, 是, 省级."""
    if spec.kind == "money":
        return format_money(Decimal(value))
    return {"true": "是", "false": "否"}.get(value, value)


def _listing(heading: str, lines: Iterable[str], numbered: bool = False) -> str:
    """A heading with its list; nothing where there is no line."""
    shown = list(lines)
    if not shown:
        return ""
    marks = [f"{number}." for number in range(1, len(shown) + 1)] if numbered else ["-"] * len(shown)
    return f"{heading}：\n\n" + "\n".join(f"{mark} {line}" for mark, line in zip(marks, shown, strict=True))


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.split("\n"))


def _units(units: Sequence[str]) -> str:
    return f"\n\n责任单位：{'、'.join(units)}" if units else ""
