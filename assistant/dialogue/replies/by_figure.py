"""Reverse questions: which award or clause has a figure, which award comes to most, what there is to get at all."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assistant.award import Rule, outline
from assistant.award.schema import OutlineLine
from assistant.dialogue.compared import figure, figures_in
from assistant.dialogue.draft import Piece, Sources, join_units
from assistant.dialogue.evidence import body_texts
from assistant.dialogue.replies.clauses import first_words, short_locator
from assistant.dialogue.settle import told
from assistant.domain import Clause
from assistant.language.quantities import Quantity, find_quantities, format_money

_WHICH = re.compile(
    r"哪[个条项些一几份笔种里儿]|给谁|(?<![找问])谁(?:能|可以|才能|有资格)?(?:拿|领|得|享受)|(?:什么|啥)(?:样的?|类型?的?)?(?:奖|补|钱|政策|项目|条款|情况|人|企业|东西|名堂)"
    r"|(?:是|叫|指)(?:个|的)?(?:啥|什么)|写[了着到]|出现|怎么回事|咋回事|(?:干|做)(?:啥|什么|嘛)用?的?|哪来|什么意思"
)
_OF_GRANT = re.compile(r"\s*(?:元|块)?钱?(?:的|那|这|奖|补|是|在|写|出现|到底|究竟|对应|封顶|上限|[，。？?]|$)")
_BEFORE_GRANT = re.compile(
    r"(?:^|[，。：:]|[有写说讲给奖补列拿领]了?着?到?个?|提[到过]|出现|最高|封顶|上限|那|这|个|哪[条项]|谁|是|看到|看见|[“\"])\s*$"
)
_MOST = re.compile(r"最[高多大厚肥狠]|顶格")
_LEAST = re.compile(r"最[低少小薄]")
_AMONG = re.compile(r"哪|谁|(?:什么|啥)(?:奖|补|政策|项目)|第一(?:名|位)?|排|是多少|(?:多少|几)(?:钱|万)")
_RANKED = re.compile(r"排|前[几两二三四五]|依次|从[高大多低小少]")
_GRANTS = re.compile(r"奖|补|给|钱|金额|资助|扶持|拿|领|数额|资金")
_OPENLY = re.compile(
    r"(?:能|可以?|会|有(?:没有)?)[^，。？！；]{0,6}(?:[拿领得]到?|享受|申请|申报|沾|蹭|捞)(?:到|着|上)?[^，。？！；]{0,6}?"
    r"(?:(?:什么|啥|哪些|几样|多少)(?:钱|补贴|补助|奖励|政策|好处|支持|扶持|优惠|资金|光|东西)*|(?:政策|好处|扶持|优惠)[吗不没])[^，。？！；一-龥]*[吗呢呀啊不没]?[？?。]*$"
    r"|(?:有|没)我(?:们)?(?:的)?(?:份|戏|啥事|什么事)|跟我(?:们)?有(?:啥|什么|没有)关系|我(?:们)?能(?:沾|占)(?:什么|啥)"
)
_SHOWN = 5
_AMOUNTS = ("money", "rate", "multiple", "points")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands: an award's line, or a sentence of a clause without one."""

    title: str
    text: str
    clause: Clause
    quote: str


def wanted_figure(question: str) -> Quantity | None:
    """The only amount or share of a question that asks whose or which it is: 30万的是啥奖励, 哪条写了1.1倍."""
    found = [one for one in find_quantities(question) if one.kind in _AMOUNTS]
    if len(found) != 1 or not _WHICH.search(question):
        return None
    span = found[0].span
    is_bound = _OF_GRANT.match(question, span.end) and _BEFORE_GRANT.search(question[: span.start])
    return found[0] if is_bound else None


def places_of(
    wanted: Quantity, rules: Sequence[Rule], clauses: Sequence[Clause], sources: Sources, as_of: date
) -> Piece:
    """Every award that comes to a figure, and every other clause that states it."""
    found = [*_in_rules(wanted, rules, as_of)]
    found += _in_clauses(wanted, clauses, {one.clause for one in found})
    if not found:
        return Piece(f"文件里没有写到“{wanted.words}”。", "not_covered")
    lines = tuple(
        f"- {short_locator(one.clause)}{one.title}：{one.text}（{join_units(one.clause.responsible_units)}）"
        f"{sources.name(one.clause.policy_id)}{sources.cite(one.clause, one.quote)}"
        for one in found
    )
    written = list(dict.fromkeys(one.clause for one in found))
    counted = sources.count(written, "条" if written[0].kind == "article" else "项") if len(written) > 1 else ""
    names = "、".join(short_locator(one) for one in written)
    return Piece(f"写到“{wanted.words}”的条款{counted}：{names}。", "answered", lines)


def asks_for_extreme(question: str) -> bool:
    """Whether a question wants the award with the largest or the smallest amount."""
    is_extreme = _MOST.search(question) or _LEAST.search(question)
    return bool(is_extreme and _AMONG.search(question) and _GRANTS.search(question))


def extreme(question: str, rules: Sequence[Rule], sources: Sources, as_of: date) -> Piece | None:
    """The awards that come to most (or least), several in order where a ranking is asked; shares have no place."""
    least = bool(_LEAST.search(question)) and not _MOST.search(question)
    ranked = [(sums[0] if least else sums[-1], line, rule) for rule, line, sums in _sums(rules, as_of)]
    ranked.sort(key=lambda one: one[0] if least else -one[0])
    if not ranked:
        return None
    top = [one for one in ranked if one[0] == ranked[0][0]]
    listed = ranked[: max(_SHOWN, len(top))] if _RANKED.search(question) else top
    first = "、".join(f"{rule.title}{_mark(rule, line, sources)}" for _, line, rule in top)
    lines = [
        f"- {sources.name(rule.policy_id)}{rule.title}：{told(line, rule)}"
        f"（{join_units(rule.clause.responsible_units)}）{_mark(rule, line, sources)}"
        for _, line, rule in listed
    ]
    manner = "最少" if least else "最多"
    note = "- 说明：按写明的金额从" + ("小到大" if least else "大到小") + "排列；只写了比例、没有写明金额的不在里面"
    head = f"写明的金额里{manner}的是{format_money(top[0][0])}：{first}。"
    return Piece(head, "answered", (*lines, note))


def asks_openly(question: str) -> bool:
    """Whether somebody asks what there is to get, without naming anything: 能拿啥, 我能享受什么."""
    return bool(_OPENLY.search(question))


def _in_rules(wanted: Quantity, rules: Iterable[Rule], as_of: date) -> Iterator[Place]:
    for rule in rules:
        lines = [one for one in outline(rule, {}, as_of) if figure(wanted) in figures_in([one.label, one.text])]
        if lines:
            yield Place(rule.title, "；".join(told(one, rule) for one in lines), rule.clause, rule.quote)


def _in_clauses(wanted: Quantity, clauses: Iterable[Clause], besides: set[Clause]) -> Iterator[Place]:
    for clause in clauses:
        said = [one for one in body_texts(clause) if figure(wanted) in figures_in([one])]
        if said and clause not in besides and clause.kind != "front":
            yield Place("", said[0].rstrip("。；"), clause, said[0] if said[0] in clause.text else first_words(clause))


def _sums(rules: Iterable[Rule], as_of: date) -> Iterator[tuple[Rule, OutlineLine, list[Decimal]]]:
    """Of each award the line with the largest sum and its sums, sorted; thresholds in labels are none."""
    for rule in rules:
        for line in outline(rule, {}, as_of):
            sums = sorted(one.value for one in find_quantities(line.text) if one.kind == "money")
            if sums:
                yield rule, line, sums


def _mark(rule: Rule, line: OutlineLine, sources: Sources) -> str:
    return sources.cite(rule.clause, rule.quote) + sources.cite_rows(rule, [line])
