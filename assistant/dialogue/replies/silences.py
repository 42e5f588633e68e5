"""Answers where the text is silent: what is not stated, what it does say nearby, and whom to ask."""

import re
from collections.abc import Sequence

from assistant.award import Rule
from assistant.dialogue import kinds
from assistant.dialogue.ask import Ask
from assistant.dialogue.draft import Piece, Sources, describe_units, join_units
from assistant.dialogue.evidence import Sentence
from assistant.dialogue.kinds import Kind
from assistant.dialogue.replies.clauses import first_words, short_locator
from assistant.domain import Clause, Policy

_COMMAS = re.compile("[，；]")
_INNER_MARKS = str.maketrans("“”", "‘’")


def not_stated(kind: Kind, ask: Ask, sources: Sources) -> Piece:
    """The document does not state this kind of thing about the topic; the unit to ask."""
    if kind.name == kinds.STACKING and (combined := _combined(ask.topic.rules, sources)):
        return combined
    silence = _recorded_silence(kind, ask.topic.rules)
    if not ask.topic.clauses:
        return Piece(f"文件没有写明{kind.open}。", "not_covered")
    clause = ask.topic.clauses[0]
    mark = sources.cite(clause, first_words(clause))
    lines = [f"- 说明：{silence}"] if silence else []
    name = sources.name(clause.policy_id) or "文件"
    headline = f"关于{_about(ask)}，{name}没有写明{kind.open}{_please_ask(clause)}{mark}。"
    return Piece(headline, "not_covered", tuple(lines))


def _about(ask: Ask) -> str:
    """The only award asked about by its name, else the clause by its title or number."""
    clause = ask.topic.clauses[0]
    if len(ask.topic.rules) == 1 and ask.topic.rules[0].clause == clause:
        return ask.topic.rules[0].title
    return quoted(clause.title) if clause.title else short_locator(clause)


def _please_ask(clause: Clause) -> str:
    return f"，请向{join_units(clause.responsible_units)}询问" if clause.responsible_units else ""


def _may_ask(clause: Clause) -> str:
    return f"，可以向{join_units(clause.responsible_units)}询问" if clause.responsible_units else ""


def _combined(rules: Sequence[Rule], sources: Sources) -> Piece | None:
    """The sentence that says how awards go together, where the text has one."""
    for rule in rules:
        if rule.combination is not None:
            mark = sources.cite(rule.combination.clause, rule.combination.quote)
            return Piece(f"{rule.combination.quote.rstrip('。')}{sources.name(rule.policy_id)}{mark}。", "answered")
    return None


def not_stated_anywhere(kind: Kind, units: Sequence[str], rules: Sequence[Rule]) -> Piece:
    """No document states this kind of thing, of a unit if one is named, or at all."""
    of = f"关于{join_units(units)}，" if units else ""
    silence = _recorded_silence(kind, rules)
    whom = f"，请直接向{join_units(units)}询问" if units else "，请向对应条款的责任单位询问"
    return Piece(f"{of}文件没有写明{kind.open}{whom}。", "not_covered", (f"- 说明：{silence}",) if silence else ())


def stated(kind: Kind, sentence: Sentence, sources: Sources) -> Piece:
    """The sentence that states this kind of thing; what only promises it is said to leave the rest open."""
    clause = sentence.clause
    name = sources.name(clause.policy_id) or "文件"
    mark = sources.cite(clause, sentence.text)
    units = (f"- {describe_units(clause)}",) if clause.responsible_units else ()
    told = sentence.text.rstrip("。")
    if kind.vague and (match := kind.vague.search(sentence.text)):
        told = next(part for part in _COMMAS.split(told) if match[0] in part)
        headline = f"{name}只写了{quoted(told)}，没有写明{kind.open}{_please_ask(clause)}{mark}。"
        return Piece(headline, "answered", (f"- 原文：{sentence.text}", *units))
    return Piece(f"关于{kind.open}，{name}写的是：{told}{mark}。", "answered", units)


def not_mentioned(words: Sequence[str], nearest: Clause | None, sources: Sources) -> Piece:
    """The document does not mention the asked thing; the nearest clause and its unit, without its figures."""
    subject = f"文件没有提到{_named(words)}"
    if nearest is None:
        return Piece(f"{subject}，没有相关规定。", "not_covered")
    return _with_nearest(f"{subject}，没有这方面的规定", nearest, sources)


def not_told_of(words: Sequence[str], nearest: Clause, sources: Sources) -> Piece:
    """The document speaks of the asked thing, but does not say what is asked; the nearest clause and its unit."""
    return _with_nearest(f"关于{_named(words)}，文件没有写明您问的内容", nearest, sources)


def given_to_host(host: str, clause: Clause, sources: Sources) -> Piece:
    """What the clause gives goes to a body; it does not speak of those who only sit in it or serve it."""
    mark = sources.cite(clause, first_words(clause))
    return Piece(f"这一条是给“{host}”本身的，没有写给别的企业{mark}{_may_ask(clause)}。", "not_covered")


def opposite(condition: str, said: str, clause: Clause, sources: Sources) -> Piece:
    """The clause is reserved for something that the asker says not to be."""
    mark = sources.cite(clause, first_words(clause))
    return Piece(f"这一条只写了“{condition}”的，没有写“{said}”的{mark}{_may_ask(clause)}。", "not_covered")


def quoted(words: str) -> str:
    """Words in quotation marks; marks within them become single ones."""
    return f"“{words.translate(_INNER_MARKS)}”"


def _named(words: Sequence[str]) -> str:
    return "、".join(f"“{word}”" for word in words[:3])


def _with_nearest(silence: str, nearest: Clause, sources: Sources) -> Piece:
    """What is not there, whom to ask, and the clause that comes nearest, without its figures."""
    mark = sources.cite(nearest, first_words(nearest))
    title = quoted(nearest.title) if nearest.title else ""
    line = f"- 文件里最接近的是{nearest.locator}{title}{mark}，它没有写到您问的内容"
    return Piece(f"{silence}{_may_ask(nearest)}。", "not_covered", (line,))


def other_place(place: str, policy: Policy, sources: Sources) -> Piece:
    """The question is about a place where the document does not apply."""
    front = policy.clauses[0]
    mark = sources.cite(front, policy.title if policy.title in front.text else first_words(front))
    return Piece(f"《{policy.title}》没有规定{place}的政策，{place}的情况请向当地主管部门询问{mark}。", "not_covered")


def other_giver(level: str, ask: Ask, sources: Sources) -> Piece:
    """The question is about what another level of government gives."""
    if not ask.topic.clauses:
        return Piece(f"文件没有规定{level}给多少。", "not_covered")
    clause = ask.topic.clauses[0]
    mark = sources.cite(clause, first_words(clause))
    return Piece(
        f"文件没有规定{level}的奖补标准，只写了本级的做法；{level}的请向{level}主管部门询问{mark}。", "not_covered"
    )


def address_absent(ask: Ask, policies: Sequence[Policy], sources: Sources) -> Piece:
    """The address does not exist in any document asked about; which addresses there are."""
    named = "、".join(ask.topic.absent)
    lines = []
    asked = [policy for policy in policies if policy.id in ask.topic.policies] or policies
    for policy in [one for one in asked if len(one.clauses) > 2][:2]:
        first, last = policy.clauses[1], policy.clauses[-1]
        marks = sources.cite(first, first_words(first)), sources.cite(last, first_words(last))
        name = sources.name(policy.id) or "文件"
        numbered = [one for one in policy.clauses[1:] if one.number.isdigit()]
        top = f"，其中编号到{numbered[-1].locator}为止" if numbered and numbered[-1] != last else ""
        mark = sources.cite(numbered[-1], first_words(numbered[-1])) if top else ""
        lines.append(f"- {name}的条款从{first.locator}{marks[0]}到{last.locator}{marks[1]}{top}{mark}")
    return Piece(f"文件里没有“{named}”。", "not_covered", tuple(lines))


def _recorded_silence(kind: Kind, rules: Sequence[Rule]) -> str:
    for rule in rules:
        for silence in rule.silences:
            if silence.topic in (kind.name, kind.label) or silence.topic in kind.label or silence.topic in kind.name:
                return silence.text
    return ""
