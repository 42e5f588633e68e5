"""Answers about awards: the figure that was asked for, how it comes about, under which conditions, and who pays it."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from assistant.award import Rule, outline
from assistant.award.requirements import each_single
from assistant.dialogue import kinds
from assistant.dialogue.ask import Ask
from assistant.dialogue.claims import check_claims, payer_asked
from assistant.dialogue.draft import Piece, Sources, describe_units, join_units
from assistant.dialogue.facts import Heard
from assistant.dialogue.replies.clauses import short_locator
from assistant.dialogue.replies.comparison import compare
from assistant.dialogue.settle import Settled, assumption, premise, settle, told
from assistant.domain import Award, Fact, MissingFact, Outcome
from assistant.language.quantities import find_quantities, format_money

_LONGEST_HEADLINE = 150
_ASKED_AT_ONCE = 3
_ABOUT_THE_RULE = re.compile(
    r"标准|几档|各档|每档|几种|对照|分别|达到多少|多少才|凭什么|才有|文件上|各(?:是|给|奖|补)?多少|怎么规定|最高|最多|哪些|各级|按什么"
)
_ABOUT_ANY_CASE = re.compile(
    r"封顶|上限|顶格|顶天|几成|几个点|百分之几|千分之几|几[%‰]|比例|费率要?(?:低|高)于|规矩|规则|门槛|(?:哪|那)?几(?:类|种|项条件)|哪(?:类|种)"
    r"|(?:低|高|大|小|多|少)[于到过]多少|到多少为止"
)
"""What is asked of a rule, not of one's own sum, even where the person speaks of themselves."""

_RISING = ("升级", "重复享受")
_AGAIN = re.compile(r"(?:再|又|还能?|重复|重新|二次|第二次)[^，。？！]{0,3}?[领拿得享报给奖补]|补差|差额")


def answer_awards(ask: Ask, sources: Sources, as_of: date) -> Piece:
    """What the awards of the topic give: one in full, several in a line each; refused ones only where none is left."""
    settled = [settle(rule, ask.heard.get(rule.key, Heard()), as_of) for rule in ask.topic.rules]
    live = [one for one in settled if one.award.status != "not_eligible"] or settled
    if piece := compare(live, ask, sources):
        return piece
    if len(live) == 1:
        return _answer_one(live[0], ask, sources)
    return _answer_several(live, ask, sources)


def _answer_one(settled: Settled, ask: Ask, sources: Sources) -> Piece:
    mark = sources.cite(settled.rule.clause, settled.rule.quote) + _other_marks(settled, sources)
    opening = _opening(settled, ask)
    headline = opening + _headline(settled, sources.name(settled.rule.policy_id) + mark, is_check=bool(opening))
    said = [*_outline(settled, headline), *_calculation(settled)]
    lines = [*said, *_conditions(settled, headline), *_readings(settled)]
    lines += [f"- 说明：{note}" for note in (*_notes(settled), *_of_going_up(settled, ask))]
    missing = settled.missing or settled.assumed
    lines += [_unclear(one.words) for one in _heard(settled, ask).unclear]
    asks_back = _asks_back(settled, ask)
    lines += _questions(missing) if asks_back or not opening else ()
    outcome: Outcome = "needs_facts" if asks_back else "answered"
    return Piece(headline, outcome, tuple(lines), settled.awards, missing, suggest(settled.rule))


def _answer_several(settled: Sequence[Settled], ask: Ask, sources: Sources) -> Piece:
    marks = [
        sources.name(one.rule.policy_id) + sources.cite(one.rule.clause, one.rule.quote) + _other_marks(one, sources)
        for one in settled
    ]
    short = [f"{one.rule.title}{_short_figure(one)}{mark}" for one, mark in zip(settled, marks, strict=True)]
    verdict = payer_asked(settled[0].rule, ask.words)
    verdict = verdict or (check_claims(settled, ask) if ask.asks_for(kinds.VERIFY) else None)
    headline = (verdict or "") + "；".join(short) + "。"
    if len(headline) > _LONGEST_HEADLINE:
        headline = f"有{'、'.join(one.rule.title for one in settled)}，分别如下。"
    lines = [_summary(one, mark, headline) for one, mark in zip(settled, marks, strict=True)]
    missing = tuple({one.fact: one for each in settled for one in (each.missing or each.assumed)}.values())
    asks_back = any(_asks_back(one, ask) for one in settled)
    awards = tuple(award for one in settled for award in one.awards)
    lines += _questions(missing if asks_back else ())
    return Piece(
        headline, "needs_facts" if asks_back else "answered", tuple(lines), awards, missing, suggest(settled[0].rule)
    )


def _other_marks(settled: Settled, sources: Sources) -> str:
    """Marks of the other clauses (rows of a table) that figures of the result come from."""
    rule, award = settled.rule, settled.award
    given = {name: Fact(name, value, "given") for name, value in award.facts.items()}
    lines = settled.lines or (
        outline(rule, given, award.as_of) if award.status in ("exact", "at_most", "range") else ()
    )
    return sources.cite_rows(rule, lines)


def suggest(rule: Rule) -> tuple[str, ...]:
    """Questions that naturally follow an answer about this award."""
    return (f"{rule.title}有什么条件？", f"{rule.title}由哪个单位负责？", f"{short_locator(rule.clause)}的原文")


def _asks_back(settled: Settled, ask: Ask) -> bool:
    """Whether a missing fact keeps the person from an answer; a question about the rule itself is answered as it is."""
    if payer_asked(settled.rule, ask.words):
        return False
    if settled.missing and _heard(settled, ask).unclear and not ask.claims:
        return True
    about_rule = ask.asks_for(kinds.CONDITION, kinds.COMPARE, kinds.LIST) or _ABOUT_THE_RULE.search(ask.words)
    if (about_rule and not ask.is_personal) or (_ABOUT_ANY_CASE.search(ask.words) and not _has_figures(settled, ask)):
        return False
    wants_sum = ask.asks_for(kinds.AMOUNT) and ask.is_personal and not ask.claims
    if ask.asks_for(kinds.VERIFY) and not wants_sum and (settled.missing or not ask.is_personal):
        return False
    return bool(settled.missing) or bool(settled.assumed and ask.is_personal)


def _has_figures(settled: Settled, ask: Ask) -> bool:
    return any(settled.rule.fact(name).kind not in ("bool", "option") for name in _heard(settled, ask).facts)


def _opening(settled: Settled, ask: Ask) -> str:
    """对、不对、可以、不可以 … where the question wants to hear it."""
    if payer := payer_asked(settled.rule, ask.words):
        return payer
    if ask.asks_for(kinds.VERIFY) and (verdict := check_claims([settled], ask)):
        return verdict
    if not ask.asks_for(kinds.ELIGIBILITY, kinds.SUPPORT, kinds.VERIFY) or settled.missing:
        return ""
    is_of_text = not ask.is_personal and not ask.asks_for(kinds.ELIGIBILITY, kinds.SUPPORT)
    if is_of_text:
        return "不对。" if settled.award.status == "not_eligible" else ""
    if settled.award.status == "not_eligible":
        return "不能。" if ask.asks_for(kinds.ELIGIBILITY, kinds.VERIFY) else "没有。"
    if ask.asks_for(kinds.SUPPORT):
        return "符合条件的话有。" if settled.assumed else "有。"
    return "符合条件的话可以。" if settled.assumed else "可以。"


def _headline(settled: Settled, mark: str, *, is_check: bool) -> str:
    rule, award, units = settled.rule, settled.award, describe_units(settled.rule.clause)
    if settled.cases and not settled.lines:
        each = "；".join(f"{case}{_figure(one)}" for case, one in zip(settled.cases, settled.awards, strict=True))
        return f"{each}{_once(rule)}，{rule.title}{units}{mark}。"
    if award.status == "needs_facts":
        return _open_headline(settled, mark, is_check=is_check)
    if award.status == "not_eligible":
        reason = award.notes[0] if award.notes else "条件不符合"
        return f"按您说的情况，不能享受{rule.title}：{reason.rstrip('。')}{mark}。"
    if award.status == "undetermined":
        return f"{rule.title}：文件写了支持，但没有写明金额，{units}{mark}。"
    premises = dict.fromkeys(words for one in settled.assumed for words in _premises(settled, one))
    assumed = f"前提是{'、'.join(premises)}；" if premises else ""
    return f"**{_figure(award)}**{_once(rule)}：{_subject(settled)}，{assumed}{units}{mark}。"


def _open_headline(settled: Settled, mark: str, *, is_check: bool) -> str:
    """What is certain already, while facts are missing; a check of the text needs none of them."""
    cases = "；".join(told(line, settled.rule) for line in settled.lines)
    if not _has_figure(cases):
        return f"{settled.rule.title}没有写明具体金额，条件是：{'；'.join(settled.rule.conditions)}{mark}。"
    wanted = "、".join(one.label.removeprefix("是否") for one in settled.missing)
    if is_check and len(cases) <= _LONGEST_HEADLINE:
        return f"{cases}{_once(settled.rule)}{mark}。"
    if len(cases) <= _LONGEST_HEADLINE - len(wanted):
        return f"要看{wanted}：{cases}{_once(settled.rule)}{mark}。"
    return f"{settled.rule.title}要看{wanted}，各档如下{mark}。"


def _summary(settled: Settled, mark: str, headline: str) -> str:
    """One award in one line: figure or outline where the headline has none, conditions, units, mark."""
    cases = "；".join(told(line, settled.rule) for line in settled.lines) or _figure(settled.award)
    is_told = _has_figure(cases) and f"{settled.rule.title}{_short_figure(settled)}" in headline
    figure = "" if is_told else cases
    limits = [one for one in settled.rule.conditions if one not in settled.rule.title]
    conditions = f"条件：{'；'.join(limits)}" if limits else ""
    once = "" if settled.rule.one_off_quote in settled.rule.title else _once(settled.rule)
    told_here = "，".join(filter(None, (figure + once, conditions)))
    units = join_units(settled.rule.clause.responsible_units)
    return f"- {_subject(settled)}{'：' if told_here else ''}{told_here}（{units}）{mark}"


def _short_figure(settled: Settled) -> str:
    if settled.cases and not settled.lines:
        return "：" + "、".join(
            f"{case}{_figure(one)}" for case, one in zip(settled.cases, settled.awards, strict=True)
        )
    if settled.award.status == "needs_facts":
        return "：" + "、".join(told(line, settled.rule) for line in settled.lines)
    return _figure(settled.award)


def _subject(settled: Settled) -> str:
    """The award with the options that were said: 专精特新企业奖励（国家级小巨人）."""
    if settled.cases:
        return settled.rule.title
    options = [spec.name for spec in settled.rule.facts if spec.kind == "option"]
    chosen = [settled.award.facts[name] for name in options if name in settled.award.facts]
    return settled.rule.title + (f"（{'、'.join(chosen)}）" if chosen else "")


def _figure(award: Award) -> str:
    if award.status == "range":
        return "或".join(dict.fromkeys(format_money(reading.amount) for reading in award.readings))
    if award.amount is not None and award.status in ("exact", "at_most"):
        return ("最高" if award.status == "at_most" else "") + format_money(award.amount)
    return "不在范围内" if award.status == "not_eligible" else "没有写明金额"


def _has_figure(text: str) -> bool:
    return any(one.kind in ("money", "rate", "multiple") for one in find_quantities(text))


def _once(rule: Rule) -> str:
    return "（一次性）" if rule.one_off else ""


def _heard(settled: Settled, ask: Ask) -> Heard:
    return ask.heard.get(settled.rule.key, Heard())


def _outline(settled: Settled, headline: str) -> list[str]:
    """The cases still open, one a line, where the headline had no room for them."""
    return [f"- {line.label}：{line.text}" for line in settled.lines if told(line, settled.rule) not in headline]


def _calculation(settled: Settled) -> list[str]:
    """The steps, where there is anything to calculate."""
    if settled.award.readings:
        return []
    steps = dict.fromkeys(step.text for award in settled.awards for step in award.steps)
    if not steps or (not any("=" in step for step in steps) and settled.award.amount != 0):
        return []
    return ["- 怎么算：" + "；".join(steps)]


def _premises(settled: Settled, assumed: MissingFact) -> list[str]:
    """A condition taken to hold, in the clause's own words where the conditions have them."""
    required = [one.quote for one in each_single(settled.rule.requirements) if one.fact.name == assumed.fact]
    own = [one for one in settled.rule.conditions if any(one in quote or quote in one for quote in required)]
    return own or [premise(assumed)]


def _conditions(settled: Settled, headline: str) -> list[str]:
    """The limits and the assumptions that the headline has not told."""
    limits = [one for one in settled.rule.conditions if one not in headline]
    lines = ["- 条件：" + "；".join(limits)] if limits else []
    assumptions = dict.fromkeys(text for award in settled.awards for text in award.assumptions)
    in_headline = {assumption(one) for one in settled.assumed} if "前提是" in headline else set()
    left = [text for text in assumptions if text not in in_headline]
    return lines + (["- 前提：" + "；".join(left)] if left else [])


def _readings(settled: Settled) -> list[str]:
    """Each way to read the text with its ground, and whose word decides."""
    readings = [reading for award in settled.awards for reading in award.readings]
    if not readings:
        return []
    lines = [f"- 读法：{reading.text}；依据：{reading.basis}" for reading in readings]
    return [*lines, f"- 条款有不止一种读法，以{join_units(settled.rule.clause.responsible_units)}的解释为准"]


def _notes(settled: Settled) -> Iterable[str]:
    """The notes that the headline and the readings have not told yet."""
    award = settled.award
    already = 1 if award.readings or award.status == "not_eligible" else 0
    return award.notes[already:]


def _of_going_up(settled: Settled, ask: Ask) -> list[str]:
    """What the text leaves open for those who had the award before at another level, where that is asked."""
    silences = [one.text for one in settled.rule.silences if one.topic in _RISING]
    return silences if _AGAIN.search(ask.words) and settled.award.status != "not_eligible" else []


def _unclear(words: str) -> str:
    if "、" in words:
        return f"- 您说了{words}几个数，请说明按哪一个算"
    return f"- 您说的“{words}”不能直接拿来算，请给一个准确的数"


def _questions(missing: Sequence[MissingFact]) -> list[str]:
    asked = "".join(one.question for one in missing[:_ASKED_AT_ONCE])
    return [f"- 请告诉我：{asked}"] if asked else []
