"""Answers out of clause text: the clause at an address, or the sentences that answer a question, word for word."""

import re
from collections.abc import Sequence

from assistant.dialogue import kinds
from assistant.dialogue.ask import Ask
from assistant.dialogue.claims import goes_beyond, verdict
from assistant.dialogue.compared import figure, figures_in
from assistant.dialogue.draft import Piece, Sources, describe_units, join_units
from assistant.dialogue.evidence import Sentence, body_texts
from assistant.dialogue.parts import SAME_UNIT
from assistant.domain import Clause, Section, Span
from assistant.language.sentences import split_phrases

_LONGEST_QUOTE = 110
_SHOWN_SENTENCES = 2
_SHORT_CLAUSE = 260
_WHERE = re.compile(
    r"第几[条项款]|出自哪|出处|哪一?[条项](?!路|龙)|在哪(?:写|说)|哪(?:里|儿)?写(?:的|了|着)|(?:依据|根据|原文)(?:是)?在哪"
    r"|写在哪|哪(?:里|儿)?来的"
)


def show_clauses(ask: Ask, sources: Sources) -> Piece:
    """The clauses at the addresses asked for, whole; a section as the list of its clauses; a 句 before its clause."""
    lines: list[str] = []
    inside = {id(clause) for section in ask.topic.sections for clause in _within(section, sources)}
    shown = [clause for clause in ask.topic.clauses if id(clause) not in inside]
    names = [sources.name(clause.policy_id) + clause.locator for clause in shown]
    for clause in shown:
        mark = sources.cite(clause, clause.text)
        lines += [
            f"**{sources.name(clause.policy_id)}{clause.locator}**{mark}",
            *_quoted_block(clause),
            *_note_lines(clause),
        ]
    for section in ask.topic.sections:
        lines += [clause_line(clause, sources) for clause in _within(section, sources)]
    names += [_name_section(section, sources) for section in ask.topic.sections]
    if ask.topic.sentence is not None:
        return Piece(_sentence(ask.topic.sentence, shown[0], sources), "answered", tuple(lines))
    is_alone = len(shown) == 1 and not ask.topic.sections
    tail = f"，{describe_units(shown[0])}" if is_alone and shown[0].responsible_units else ""
    tail += _units_within(ask, sources) if ask.asks_for(kinds.WHO) else ""
    sources.counts += ask.topic.absent
    absent = f"；文件里没有“{'、'.join(ask.topic.absent)}”" if ask.topic.absent else ""
    return Piece(f"{'、'.join(names)}{'的原文' if shown else '的条款'}如下{tail}{absent}。", "answered", tuple(lines))


def _within(section: Section, sources: Sources) -> list[Clause]:
    """The clauses that stand under a heading."""
    clauses = sources.policies[section.policy_id].clauses
    return [clause for clause in clauses if clause.path[: len(section.path)] == section.path]


def _name_section(section: Section, sources: Sources) -> str:
    """A heading with the number of its clauses."""
    inside = _within(section, sources)
    measure = "条" if any(clause.kind == "article" for clause in inside) else "项"
    return f"{sources.name(section.policy_id)}{_heading(section)}（{sources.count(inside, measure)}）"


def _units_within(ask: Ask, sources: Sources) -> str:
    """The units of all clauses under the headings asked for, each once."""
    inside = [clause for section in ask.topic.sections for clause in _within(section, sources)]
    units = dict.fromkeys(unit for clause in inside for unit in clause.responsible_units)
    return f"，责任单位有{join_units(tuple(units))}" if units else ""


def _sentence(number: int, clause: Clause, sources: Sources) -> str:
    """The nth sentence of a clause (−1: its last), or that it has no such sentence."""
    texts = body_texts(clause)
    mark = sources.cite(clause, clause.text)
    if number < 0 or number <= len(texts):
        return f"{texts[number if number < 0 else number - 1].rstrip('。；')}{mark}。"
    return f"{clause.locator}没有这一句，除标题外{sources.count(texts, '句')}，全文如下{mark}。"


def _heading(section: Section) -> str:
    return section.locator if section.locator.endswith(section.title) else f"{section.locator}“{section.title}”"


def clause_line(clause: Clause, sources: Sources) -> str:
    """A clause in one line: locator, title, units, mark."""
    mark = sources.cite(clause, first_words(clause))
    units = f"（{join_units(clause.responsible_units)}）" if clause.responsible_units else ""
    title = f" {clause.title}" if clause.title else ""
    return f"- {sources.name(clause.policy_id)}{clause.locator}{title}{units}{mark}"


def short_locator(clause: Clause) -> str:
    """第13项 where the number alone says which clause it is, else the whole locator."""
    return (
        f"第{clause.number}{'条' if clause.kind == 'article' else '项'}" if clause.number.isdigit() else clause.locator
    )


def first_words(clause: Clause) -> str:
    """The first sentence of a clause, verbatim; its title as a rule."""
    return next(iter(body_texts(clause)), clause.text)


def answer_from_text(ask: Ask, sentences: Sequence[Sentence], sources: Sources) -> Piece:
    """The sentences of one clause that answer the question best, with its units."""
    best = sentences[0]
    clause = best.clause
    quote = _window(clause, best.span, ask.words)
    mark = sources.cite(clause, best.text)
    opening = _opening(ask, best)
    headline = f"{opening}{quote.rstrip('。；，')}{sources.name(clause.policy_id)}{mark}。"
    chosen = _supporting(best, sentences)
    if quote != best.text:
        chosen = [best, *chosen]
    ordered = sorted(chosen, key=lambda one: one.span.start)
    lines = [
        f"- {clause.title}：{one.text}{sources.cite(clause, one.text)}" if at == 0 else f"- {one.text}"
        for at, one in enumerate(ordered)
    ]
    if clause.responsible_units:
        lines.append(f"- {describe_units(clause)}")
    return Piece(headline, "answered", tuple(lines))


def _supporting(best: Sentence, sentences: Sequence[Sentence]) -> list[Sentence]:
    """The other sentences of the clause: all of a short clause, of a long one those that fit the question."""
    others = [one for one in sentences if one.clause == best.clause and one is not best]
    if sum(len(one.text) for one in others) <= _SHORT_CLAUSE:
        return others
    return [one for one in others if one.score >= 0.5 * best.score][:_SHOWN_SENTENCES]


def answer_who(ask: Ask, asked_units: Sequence[str], sources: Sources) -> Piece:
    """The responsible units of the topic's clauses; of `asked_units` those that are not are said not to be."""
    lines = []
    named = []
    right = {unit for clause in ask.topic.clauses for unit in clause.responsible_units}
    wrong = [unit for unit in asked_units if unit not in right]
    leads = {one.unit for clause in ask.topic.clauses for one in clause.responsibilities if "牵头" in one.role}
    if leads and "牵头" in ask.words:
        wrong += [unit for unit in asked_units if unit in right and unit not in leads]
    if wrong and right:
        named.append(f"不是{join_units(wrong)}{'牵头' if set(wrong) <= right else ''}")
    if SAME_UNIT.search(ask.words) and len(ask.topic.clauses) > 1:
        named.append(_compare_units(ask.topic.clauses))
    for clause in ask.topic.clauses:
        mark = sources.cite(clause, _unit_quote(clause))
        if clause.responsible_units:
            where = f"{sources.name(clause.policy_id)}{short_locator(clause)}"
            named.append(
                f"“{clause.title}”（{where}）{describe_units(clause)}{mark}"
                if clause.title
                else f"{where}{describe_units(clause)}{mark}"
            )
            if len(clause.responsible_units) > 1 and len({one.role for one in clause.responsibilities}) == 1:
                lines.append("- 几个单位都列为责任单位，文件没有写明各自的分工或谁牵头")
        else:
            named.append(f"{clause.title or short_locator(clause)}没有写明责任单位{mark}")
    return Piece("；".join(named) + "。", "answered", tuple(dict.fromkeys(lines)))


def _compare_units(clauses: Sequence[Clause]) -> str:
    """Whether the clauses have the same units."""
    each = [set(clause.responsible_units) for clause in clauses]
    shared = [unit for unit in clauses[0].responsible_units if all(unit in units for units in each)]
    if all(units == each[0] for units in each):
        return f"是，都由{join_units(shared)}负责"
    return f"不完全相同，都有{join_units(shared)}" if shared else "不是同一个单位"


def _unit_quote(clause: Clause) -> str:
    """The verbatim bracket that names the units, else the first sentence."""
    for one in clause.responsibilities:
        at = clause.text.rfind(one.role)
        if at >= 0 and one.printed.replace("\n", "") in clause.text[at:].replace("\n", ""):
            return clause.text[at:].strip("）) \n") or clause.text
    return first_words(clause)


def asks_where(question: str) -> bool:
    """Whether a question asks at which address something stands."""
    return bool(_WHERE.search(question))


def _opening(ask: Ask, best: Sentence) -> str:
    if asks_where(ask.words):
        return f"{best.clause.locator}“{best.clause.title}”：" if best.clause.title else f"{best.clause.locator}："
    if not ask.asks_for(kinds.VERIFY) or not ask.claims:
        return ""
    if goes_beyond(ask, best.clause.text):
        return "文件没有这样写。"
    stated = figures_in([best.text])
    return verdict([one for one in ask.claims if figure(one) not in stated])


def _window(clause: Clause, span: Span, question: str) -> str:
    """The sentence, or when it is long the run of its phrases that shares most with the question."""
    text = clause.text[span.start : span.end]
    if len(text) <= _LONGEST_QUOTE:
        return text
    phrases = split_phrases(text)
    asked = {question[at : at + 2] for at in range(len(question) - 1)}
    best, best_score = text[:_LONGEST_QUOTE], -1.0
    for first in range(len(phrases)):
        for last in range(first, len(phrases)):
            piece = text[phrases[first].start : phrases[last].end]
            if len(piece) > _LONGEST_QUOTE:
                break
            score = sum(piece[at : at + 2] in asked for at in range(len(piece) - 1)) + len(piece) / _LONGEST_QUOTE
            if score > best_score:
                best, best_score = piece, score
    return best


def _quoted_block(clause: Clause) -> list[str]:
    return [f"> {line}" for line in clause.text.splitlines()]


def _note_lines(clause: Clause) -> list[str]:
    return [f"- 说明：{note}" for note in clause.notes]
