"""Answers about a document itself: name, number, issuer, date, validity."""

import re
from collections.abc import Sequence
from datetime import date

from assistant.dialogue import kinds
from assistant.dialogue.ask import Ask
from assistant.dialogue.document import aspects_asked, wrong_claims
from assistant.dialogue.draft import Piece, Sources
from assistant.dialogue.evidence import body_texts
from assistant.dialogue.replies.clauses import first_words, short_locator
from assistant.domain import Clause, Policy
from assistant.language.wording import format_day

_BASIS = re.compile(r"(?:根据|依据|贯彻|落实|按照)[^。]{0,40}《")
_TITLES = re.compile(r"《[^《》]+》")
_ADDRESSED = re.compile(r"[^，。；]{2,40}[：:]")


def describe(ask: Ask, policies: Sequence[Policy], sources: Sources) -> Piece:
    """Of each document what is asked: its number, issuer, date, addressee, parts; and what is claimed of it wrongly."""
    return _joined([_identity(ask, policy, sources) for policy in policies])


def describe_validity(policies: Sequence[Policy], sources: Sources, as_of: date) -> Piece:
    """From when and until when each document holds, as far as it says."""
    return _joined([_validity(policy, sources, as_of) for policy in policies])


def _joined(told: Sequence[Piece]) -> Piece:
    """The first document's answer, with those of the others below it."""
    below = [line for at, one in enumerate(told) for line in ((f"- {one.headline}",) if at else ()) + one.lines]
    return Piece(told[0].headline, told[0].outcome, tuple(below))


def _identity(ask: Ask, policy: Policy, sources: Sources) -> Piece:
    front = policy.clauses[0]
    mark = sources.cite(front, _quote(front, policy.document_number))
    particulars = _particulars(policy)
    asked = [name for name in aspects_asked(ask.words) if name in particulars]
    asked = asked or ([] if "structure" in aspects_asked(ask.words) else ["number", "issuer", "date"])
    wrong, right = wrong_claims(ask.words, policy)
    opening = f"不是{'、'.join(wrong)}。" if wrong else "对。" if right else ""
    if wrong or right:
        asked = list(dict.fromkeys([*asked, "number", "issuer", "date"]))
    told = [particulars[name] for name in asked if name in particulars]
    told += [_structure(policy, sources)] if "structure" in aspects_asked(ask.words) else []
    told += [
        f"统筹：{'、'.join(one.responsible_units)}{_cite(one, sources)}"
        for one in ask.topic.clauses
        if one.responsible_units and ask.topic.source == "document"
    ]
    others = [particulars[name] for name in ("number", "issuer", "date") if name not in asked and name in particulars]
    lines = [f"- {'，'.join(others)}"] if others else []
    lines += [f"- 全称：《{policy.title}》{mark}"]
    lines += [f"- 依据：{text}" for text in body_texts(front) if _BASIS.search(text)]
    lines += [f"- {particulars['addressee']}"] if "addressee" in particulars else []
    return Piece(f"{opening}{'，'.join(told)}{mark}。", "answered", tuple(lines))


def _particulars(policy: Policy) -> dict[str, str]:
    """What a document tells of itself, by aspect; those that its text does not state are left out."""
    front = policy.clauses[0]
    basis = [found for text in body_texts(front) for found in _TITLES.findall(text) if _BASIS.search(text)]
    addressed = [line.strip("：: ") for line in front.text.splitlines() if _ADDRESSED.fullmatch(line.strip())][:1]
    number = f"文号{policy.document_number}" if policy.document_number else "文件没有文号"
    annexed = any(clause.kind == "annex" for clause in policy.clauses)
    return {
        "number": number,
        **({"issuer": f"由{policy.issuer}发布"} if policy.issuer else {}),
        **({"date": f"成文日期{format_day(policy.issued)}"} if policy.issued else {}),
        **({"addressee": f"主送：{addressed[0]}"} if addressed else {}),
        **({"basis": f"依据{'、'.join(one for one in basis if policy.title not in one)}"} if basis else {}),
        "title": f"全称《{policy.title}》",
        "annex": "文件有附件" if annexed else "收录的文本没有附件",
    }


def _structure(policy: Policy, sources: Sources) -> str:
    """The parts of a document, from which number to which its clauses go, and how many have none of their own."""
    parts = "、".join(dict.fromkeys((*one.headings, one.title)[0] for one in policy.clauses[1:]))
    numbered = [one for one in policy.clauses[1:] if one.number.isdigit()]
    others = [one for one in policy.clauses[1:] if not one.number.isdigit() and one.headings]
    if not numbered:
        return f"文件分为{parts}"
    first, last = short_locator(numbered[0]), short_locator(numbered[-1])
    beside = f"，另有{others[0].locator}等{sources.count(others, '条')[1:]}" if others else ""
    marks = _cite(numbered[0], sources), _cite(numbered[-1], sources)
    return f"文件分为{parts}；条款编号从{first}{marks[0]}到{last}{marks[1]}{beside}"


def _cite(clause: Clause, sources: Sources) -> str:
    return sources.cite(clause, first_words(clause))


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
