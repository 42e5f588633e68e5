"""Awards and tiers side by side: what each gives, on which conditions, and by how much the sums differ."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.dialogue import kinds
from assistant.dialogue.ask import Ask
from assistant.dialogue.compared import figures_in
from assistant.dialogue.draft import Piece, Sources, join_units
from assistant.dialogue.settle import Settled
from assistant.domain import Award
from assistant.language.quantities import find_quantities, format_money

_DIFFERENCE = re.compile(
    r"差|区别|不同|不一样|一样|对照|对比|比|vs|(?:哪|谁)[^，。？！；]{0,6}(?:多|高|少|低|厚|肥|划算|合适)|多(?:给|拿|奖|补|几|多少)"
    r"|最高|定额|固定"
)
_SAME = re.compile(r"一样|相同|同样")
_MOST = "最高"


@dataclass(frozen=True, slots=True)
class Side:
    """One side: its award, its tier (empty: none), what it gives in words, and the sum where it is one.

    `is_most` for a ceiling.
    """

    award: str
    tier: str
    figure: str
    sum: Decimal | None
    is_most: bool

    @property
    def name(self) -> str:
        """The award with its tier."""
        return f"{self.award}（{self.tier}）" if self.tier else self.award


def compare(settled: Sequence[Settled], ask: Ask, sources: Sources) -> Piece | None:
    """The sides named, or every tier of the one award named; None where each is asked of one's own, or one is left."""
    asks_difference = bool(_DIFFERENCE.search(ask.words))
    if not ask.asks_for(kinds.COMPARE) or (ask.is_personal and not asks_difference):
        return None
    each = [list(_sides(one, ask)) for one in settled]
    sides = [side for own in each for side in own]
    if len(sides) < 2:
        return None
    marks = [sources.name(one.rule.policy_id) + sources.cite(one.rule.clause, one.rule.quote) for one in settled]
    difference = _difference(sides) if asks_difference else ""
    told = [_told(own, mark, is_alone=len(settled) == 1) for own, mark in zip(each, marks, strict=True)]
    headline = _verdict(each, ask.words) + "；".join([*told, *filter(None, [difference])]) + "。"
    lines = [line for one, mark in zip(settled, marks, strict=True) for line in _details(one, mark)]
    awards = [award for one in settled for award in one.awards]
    awards[-1] = replace(awards[-1], notes=(*awards[-1].notes, *filter(None, [difference])))
    return Piece(headline, "answered", tuple(lines), tuple(awards))


def _sides(settled: Settled, ask: Ask) -> Iterable[Side]:
    """The tiers still open, those whose thresholds were said if any were; else the results."""
    title = settled.rule.title
    if settled.lines:
        said = figures_in([ask.story])
        named = [line for line in settled.lines if figures_in([line.label]) & said]
        for line in named if len(named) > 1 else settled.lines:
            tiers = [one for one in settled.cases if one in line.case.values()]
            tier = tiers[0] if tiers else "" if line.label == title else line.label
            yield Side(title, tier, line.text, _only_sum(line.text), _MOST in line.text)
        return
    options = [settled.award.facts.get(spec.name, "") for spec in settled.rule.facts if spec.kind == "option"]
    for tier, award in zip(settled.cases or ("、".join(filter(None, options)),), settled.awards, strict=True):
        yield Side(title, tier, _figure(award), award.amount, award.status == "at_most")


def _told(sides: Sequence[Side], mark: str, *, is_alone: bool) -> str:
    """One award in words: 国家级20万元；省级10万元 where it is the only one, else with its title."""
    if is_alone:
        return (
            "；".join(side.tier + side.figure if side.tier else f"{side.award}：{side.figure}" for side in sides) + mark
        )
    if len(sides) == 1:
        return f"{sides[0].name}{sides[0].figure}{mark}"
    return f"{sides[0].award}：{'、'.join(side.tier + side.figure for side in sides)}{mark}"


def _only_sum(text: str) -> Decimal | None:
    sums = [one.value for one in find_quantities(text) if one.kind == "money"]
    return sums[0] if len(sums) == 1 else None


def _figure(award: Award) -> str:
    if award.status == "undetermined":
        return "没有写明金额"
    if award.status == "not_eligible":
        return "不符合条件"
    if award.readings:
        return "或".join(dict.fromkeys(format_money(reading.amount) for reading in award.readings))
    return (_MOST if award.status == "at_most" else "") + format_money(award.amount or Decimal(0))


def _verdict(each: Sequence[Sequence[Side]], words: str) -> str:
    """Whether two awards give the same, where that is asked."""
    if len(each) != 2 or not _SAME.search(words):
        return ""
    left, right = ({(side.tier, side.figure) for side in own} for own in each)
    return "一样。" if left == right else "不一样。"


def _difference(sides: Sequence[Side]) -> str:
    """What sets two sides apart: the exact difference of two sums of one sort, or that only one is a ceiling."""
    sums = [side.sum for side in sides if side.sum is not None]
    if len(sides) != 2 or len(sums) != 2:
        return ""
    if sides[0].is_most != sides[1].is_most:
        return f"前者是{_sort(sides[0])}，后者是{_sort(sides[1])}"
    what = "上限" if sides[0].is_most else "金额"
    return f"{what}相同" if sums[0] == sums[1] else f"{what}相差{format_money(abs(sums[0] - sums[1]))}"


def _sort(side: Side) -> str:
    return "“最高”额，实际可能更少" if side.is_most else "固定数额"


def _details(settled: Settled, mark: str) -> Iterable[str]:
    """How sums come about, on which conditions, and whose matter it is."""
    rule = settled.rule
    steps = [step.text for award in settled.awards for step in award.steps if "=" in step.text]
    if steps:
        yield "- 怎么算：" + "；".join(dict.fromkeys(steps))
    conditions = f"条件是{'；'.join(rule.conditions)}" if rule.conditions else "条款没有另写条件"
    yield f"- {rule.title}：{conditions}（{join_units(rule.clause.responsible_units)}）{mark}"
