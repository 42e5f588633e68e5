"""Answers about awards: the figure that was asked for, how it comes about, under which conditions, and who pays it."""

from collections.abc import Sequence
from datetime import date

from assistant.dialogue import kinds
from assistant.dialogue.ask import Ask
from assistant.dialogue.claims import Verdict, check_claims
from assistant.dialogue.draft import Piece, Sources, join_units
from assistant.dialogue.facts import Heard
from assistant.dialogue.settle import Settled, premise, settle
from assistant.domain import Award, MissingFact, Outcome
from assistant.language.quantities import format_money

_LONGEST_HEADLINE = 150


def answer_awards(ask: Ask, sources: Sources, as_of: date) -> Piece:
    """What the awards of the topic give; several awards are told one by one, not eligible ones last."""
    settled = [settle(rule, ask.heard.get(rule.key, Heard()), as_of) for rule in ask.topic.rules]
    live = [one for one in settled if one.award.status != "not_eligible"] or settled
    pieces = [_answer_one(one, ask, sources) for one in live]
    if len(pieces) == 1:
        return pieces[0]
    return _join(pieces, live)


def _join(pieces: Sequence[Piece], settled: Sequence[Settled]) -> Piece:
    headline = "；".join(piece.headline.rstrip("。") for piece in pieces) + "。"
    lines = [line for piece in pieces for line in piece.lines]
    if len(headline) > _LONGEST_HEADLINE:
        lines = [line for piece in pieces for line in (f"- {piece.headline}", *piece.lines)]
        headline = f"有{'、'.join(_quoted(one.rule.title) for one in settled)}，分别如下。"
    outcome: Outcome = "needs_facts" if any(piece.outcome == "needs_facts" for piece in pieces) else "answered"
    return Piece(
        headline,
        outcome,
        tuple(dict.fromkeys(lines)),
        tuple(award for piece in pieces for award in piece.awards),
        _unique_facts([one for piece in pieces for one in piece.missing]),
    )


def _answer_one(settled: Settled, ask: Ask, sources: Sources) -> Piece:
    mark = sources.cite(settled.rule.clause, settled.rule.quote)
    verdict = check_claims(settled, ask)
    opening = _opening(settled, ask, verdict)
    headline = opening + _headline(settled, mark)
    lines = [*_calculation(settled), *_conditions(settled), *_readings(settled), *_notes(settled)]
    if settled.lines:
        lines = [f"- {line.label}：{line.text}" for line in settled.lines] + lines
    missing = settled.missing or settled.assumed
    if missing:
        lines.append("- 请告诉我：" + "".join(one.question for one in missing[:3]))
    is_checking = ask.asks_for(kinds.VERIFY, kinds.CONDITION, kinds.COMPARE, kinds.LIST) and not ask.is_personal
    asks_back = not is_checking and (bool(settled.missing) or bool(settled.assumed and ask.is_personal))
    awards = tuple(settled.awards)
    return Piece(headline, "needs_facts" if asks_back else "answered", tuple(lines), awards, missing)


def _opening(settled: Settled, ask: Ask, verdict: Verdict | None) -> str:
    """对、不对、可以、不可以 … where the question wants to hear it."""
    if verdict is not None:
        return verdict.opening
    if not ask.asks_for(kinds.ELIGIBILITY, kinds.SUPPORT, kinds.VERIFY) or settled.missing:
        return ""
    status = settled.award.status
    if status == "not_eligible":
        return "不能。" if ask.asks_for(kinds.ELIGIBILITY, kinds.VERIFY) else "没有。"
    if settled.assumed:
        return "符合条件的话有。" if ask.asks_for(kinds.SUPPORT) else "符合条件的话可以。"
    return "有。" if ask.asks_for(kinds.SUPPORT) else "可以。"


def _headline(settled: Settled, mark: str) -> str:
    rule, units = settled.rule, join_units(settled.rule.clause.responsible_units)
    if settled.cases and not settled.lines:
        each = "；".join(f"{case} {_figure(award)}" for case, award in zip(settled.cases, settled.awards, strict=True))
        return f"{rule.title}：{each}{_once(rule.one_off)}，由{units}负责{mark}。"
    award = settled.award
    if award.status == "needs_facts":
        return _open_headline(settled, mark)
    if award.status == "not_eligible":
        reason = award.notes[0] if award.notes else "条件不符合"
        return f"按您说的情况，不能享受{_quoted(rule.title)}：{reason.rstrip('。')}{mark}。"
    if award.status == "undetermined":
        return f"{_quoted(rule.title)}：文件写了支持，但没有写明金额，由{units}负责{mark}。"
    assumed = f"前提是{'、'.join(premise(one) for one in settled.assumed)}；" if settled.assumed else ""
    return f"**{_figure(award)}**{_once(rule.one_off)}：{_subject(settled)}，{assumed}由{units}负责{mark}。"


def _open_headline(settled: Settled, mark: str) -> str:
    """What is certain already, while facts are missing."""
    wanted = "、".join(one.label for one in settled.missing)
    told = "；".join(f"{line.label}{line.text}" for line in settled.lines)
    if settled.lines and len(told) <= _LONGEST_HEADLINE - 40:
        return f"要看{wanted}：{told}{_once(settled.rule.one_off)}{mark}。"
    return f"{_quoted(settled.rule.title)}要看{wanted}，各档如下{mark}。"


def _subject(settled: Settled) -> str:
    """The award with the options that were said: 专精特新企业奖励（国家级小巨人）."""
    chosen = [
        settled.award.facts[spec.name]
        for spec in settled.rule.facts
        if spec.kind == "option" and spec.name in settled.award.facts
    ]
    return settled.rule.title + (f"（{'、'.join(chosen)}）" if chosen else "")


def _figure(award: Award) -> str:
    if award.status == "at_most" and award.amount is not None:
        return f"最高{format_money(award.amount)}"
    if award.status == "range":
        amounts = dict.fromkeys(format_money(reading.amount) for reading in award.readings)
        return "或".join(amounts)
    if award.status == "exact" and award.amount is not None:
        return format_money(award.amount)
    return "不在范围内" if award.status == "not_eligible" else "文件没有写明金额"


def _once(one_off: bool) -> str:
    return "（一次性）" if one_off else ""


def _calculation(settled: Settled) -> list[str]:
    steps = [step.text for award in settled.awards for step in award.steps]
    if not steps or (len(settled.award.steps) == 1 and settled.award.status == "exact" and "×" not in steps[0]):
        return []
    return ["- 怎么算：" + "；".join(dict.fromkeys(steps))]


def _conditions(settled: Settled) -> list[str]:
    lines = []
    if settled.rule.conditions:
        lines.append("- 条件：" + "；".join(settled.rule.conditions))
    assumptions = dict.fromkeys(text for award in settled.awards for text in award.assumptions)
    if assumptions:
        lines.append("- 前提：" + "；".join(assumptions))
    return lines


def _readings(settled: Settled) -> list[str]:
    return [
        f"- 一种读法：{reading.text}，{format_money(reading.amount)}（{reading.basis}）"
        for award in settled.awards
        for reading in award.readings
    ]


def _notes(settled: Settled) -> list[str]:
    award = settled.award
    notes = award.notes[1:] if award.status == "not_eligible" else award.notes
    if award.readings:
        notes = tuple(note for note in notes if award.readings[0].text not in note)
        notes = (*notes, f"以{join_units(settled.rule.clause.responsible_units)}的解释为准")
    return [f"- 说明：{note}" for note in notes]


def _unique_facts(facts: Sequence[MissingFact]) -> tuple[MissingFact, ...]:
    return tuple({one.fact: one for one in facts}.values())


def _quoted(title: str) -> str:
    return f"“{title}”"
