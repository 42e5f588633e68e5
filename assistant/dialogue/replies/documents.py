"""Answers about a document itself: name, number, issuer, date, validity."""

import re
from collections.abc import Sequence
from datetime import date

from assistant.dialogue import kinds
from assistant.dialogue.ask import Ask
from assistant.dialogue.draft import Piece, Sources
from assistant.dialogue.evidence import body_texts
from assistant.dialogue.replies.clauses import first_words
from assistant.domain import Clause, Policy
from assistant.language.wording import format_day

_BASIS = re.compile(r"(?:根据|依据|贯彻|落实|按照)[^。]{0,40}《")
_ADDRESSED = re.compile(r"[^，。；]{2,40}[：:]")


def describe(ask: Ask, policies: Sequence[Policy], sources: Sources, as_of: date) -> Piece:
    """Each document's number, issuer and date, or its validity."""
    told = [
        _validity(policy, sources, as_of) if ask.asks_for(kinds.VALIDITY) else _identity(policy, sources)
        for policy in policies
    ]
    return Piece(
        told[0].headline,
        told[0].outcome,
        tuple(line for at, piece in enumerate(told) for line in ((f"- {piece.headline}",) if at else ()) + piece.lines),
    )


def _identity(policy: Policy, sources: Sources) -> Piece:
    front = policy.clauses[0]
    mark = sources.cite(front, _quote(front, policy.document_number))
    parts = [f"文号{policy.document_number}" if policy.document_number else "文件没有文号"]
    if policy.issuer:
        parts.append(f"由{policy.issuer}发布")
    if policy.issued:
        parts.append(f"成文日期{format_day(policy.issued)}")
    lines = [f"- 全称：《{policy.title}》{mark}"]
    lines += [f"- 依据：{text}" for text in body_texts(front) if _BASIS.search(text)]
    lines += [f"- 主送：{line}" for line in front.text.splitlines() if _ADDRESSED.fullmatch(line.strip())][:1]
    return Piece("，".join(parts) + f"{mark}。", "answered", tuple(lines))


def _validity(policy: Policy, sources: Sources, as_of: date) -> Piece:
    front = policy.clauses[0]
    mark = sources.cite(front, _quote(front, policy.document_number))
    if policy.until:
        mark += _validity_mark(policy, sources)
    issued = f"成文日期是{format_day(policy.issued)}，" if policy.issued else ""
    if policy.until and as_of > policy.until:
        return Piece(f"{issued}有效期到{format_day(policy.until)}，已经过期{mark}。", "answered")
    if policy.until:
        return Piece(f"{issued}有效期到{format_day(policy.until)}，仍在有效期内{mark}。", "answered")
    whom = f"，是否仍在执行请向{policy.issuer}核实" if policy.issuer else ""
    notes = tuple(f"- 说明：{note}" for note in policy.notes)
    return Piece(f"{issued}文件没有写明有效期和失效日期{whom}{mark}。", "not_covered", notes)


def _validity_mark(policy: Policy, sources: Sources) -> str:
    """The mark of the clause that states from when or until when the document holds, if one does."""
    stated = kinds.all_kinds()[kinds.VALIDITY].stated
    for clause in policy.clauses[1:]:
        for sentence in body_texts(clause):
            if stated and stated.search(sentence):
                return sources.cite(clause, sentence)
    return ""


def _quote(front: Clause, wanted: str | None) -> str:
    """The line of the front matter that holds the wanted words, else its first sentence."""
    for line in front.text.splitlines():
        if wanted and wanted in line:
            return line
    return first_words(front)
