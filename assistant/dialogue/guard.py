"""Checks a finished text against its evidence: marks, quotes and figures. It runs on every answer, whoever wrote it."""

import re
from collections.abc import Iterable, Mapping, Sequence

from assistant.dialogue.compared import Figure, amounts, counted, figure, figures_in
from assistant.domain import Award, Citation, Clause, GuardVerdict, Policy, Violation

_MARK = re.compile(r"〔(\d+)〕(?!\d+号)")
_QUOTE_SIGN = re.compile(r"(?m)^(?:> |- )")


def judge(
    text: str,
    citations: Sequence[Citation],
    clauses: Mapping[str, Clause],
    policies: Mapping[str, Policy],
    awards: Sequence[Award],
    said: Sequence[str],
) -> GuardVerdict:
    """Every mark must resolve, every quote stand in its clause, every figure in a cited clause, an award or `said`.

    `clauses` are the cited ones by ref, `said` the user's own words.
    """
    violations = [
        *_judge_marks(text, citations),
        *_judge_quotes(citations, clauses),
        *_judge_figures(text, clauses, figures_in(_grounds(citations, clauses, policies, awards, said))),
    ]
    return GuardVerdict(not violations, tuple(violations))


def _judge_marks(text: str, citations: Sequence[Citation]) -> Iterable[Violation]:
    known = {citation.mark for citation in citations}
    for match in _MARK.finditer(text):
        if int(match[1]) not in known:
            yield Violation("mark", match[0], "没有对应的条款引用")


def _judge_quotes(citations: Sequence[Citation], clauses: Mapping[str, Clause]) -> Iterable[Violation]:
    for citation in citations:
        clause = clauses.get(citation.ref)
        if clause is None or not citation.quote or citation.quote not in clause.text:
            yield Violation("quote", citation.quote[:40], f"与条款 {citation.ref} 的原文不一致")


def _judge_figures(text: str, clauses: Mapping[str, Clause], ground: set[Figure]) -> Iterable[Violation]:
    for quantity in counted(_without_addresses(text, clauses.values())):
        if figure(quantity) not in ground:
            yield Violation("figure", quantity.words, "引用的条款、测算结果和您的话里都没有这个数")


def _without_addresses(text: str, clauses: Iterable[Clause]) -> str:
    """The text without marks, signs of quotation and lists, and the printed addresses of the cited clauses."""
    bare = _QUOTE_SIGN.sub("", _MARK.sub("", text))
    for locator in sorted({clause.locator for clause in clauses}, key=len, reverse=True):
        bare = bare.replace(locator, "")
    return bare


def _grounds(
    citations: Sequence[Citation],
    clauses: Mapping[str, Clause],
    policies: Mapping[str, Policy],
    awards: Sequence[Award],
    said: Sequence[str],
) -> Iterable[str]:
    yield from said
    for citation in citations:
        clause = clauses.get(citation.ref)
        if clause is not None:
            policy = policies[clause.policy_id]
            yield "\n".join((clause.locator, *clause.headings, clause.title, clause.text))
            yield "\n".join(filter(None, (policy.title, policy.document_number)))
    for award in awards:
        yield "\n".join(_award_texts(award))


def _award_texts(award: Award) -> Iterable[str]:
    yield award.title
    yield award.quote
    yield from (step.text for step in award.steps)
    yield from (*award.notes, *award.assumptions, *award.conditions)
    yield from (f"{reading.text}\n{reading.basis}" for reading in award.readings)
    yield from (f"{amount:f}元" for amount in amounts(award))
