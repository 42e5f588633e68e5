"""Which clause is reached by which cases, and which never."""

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.domain import Clause
from eval.replay import CaseResult


@dataclass(frozen=True, slots=True)
class Reach:
    """One clause with the cases that expect it and the cases whose answers cite it."""

    ref: str
    number: str
    title: str
    expected_by: tuple[str, ...]
    cited_by: tuple[str, ...]


def coverage(clauses: Iterable[Clause], cases: Iterable[CaseResult]) -> tuple[Reach, ...]:
    """Every clause in order, the never reached included."""
    expected: dict[str, list[str]] = {}
    cited: dict[str, list[str]] = {}
    for result in cases:
        for ref in _expected(result):
            expected.setdefault(ref, []).append(result.case.id)
        for ref in _cited(result):
            cited.setdefault(ref, []).append(result.case.id)
    return tuple(
        Reach(one.ref, one.number, one.title, tuple(expected.get(one.ref, ())), tuple(cited.get(one.ref, ())))
        for one in clauses
    )


def _expected(result: CaseResult) -> list[str]:
    exchanges = [turn.exchange for turn in result.turns]
    return list(dict.fromkeys(ref for one in exchanges for ref in one.refs(one.expect.clauses or ())))


def _cited(result: CaseResult) -> list[str]:
    return list(dict.fromkeys(one.ref for turn in result.turns for one in turn.exchange.answer.citations))
