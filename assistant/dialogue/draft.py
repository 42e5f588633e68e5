"""A draft in the making: lines of Chinese Markdown, and the clauses that their marks 〔n〕 point to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant.domain import Award, Citation, Clause, MissingFact, Outcome, Policy


@dataclass(frozen=True, slots=True)
class Piece:
    """The answer to one thing asked. `headline` answers by itself; `lines` say what supports it."""

    headline: str
    outcome: Outcome
    lines: tuple[str, ...] = ()
    awards: tuple[Award, ...] = ()
    missing: tuple[MissingFact, ...] = ()
    suggestions: tuple[str, ...] = ()


@dataclass(slots=True)
class Sources:
    """Numbers the citations of one answer; a clause quoted twice in the same words keeps one mark."""

    policies: Mapping[str, Policy]
    citations: list[Citation] = field(default_factory=list)

    def cite(self, clause: Clause, quote: str) -> str:
        """The mark for `quote`, which must stand in the clause word for word."""
        for known in self.citations:
            if known.ref == clause.ref and quote in known.quote:
                return f"〔{known.mark}〕"
        policy = self.policies[clause.policy_id]
        mark = len(self.citations) + 1
        self.citations.append(
            Citation(
                mark,
                clause.ref,
                clause.number,
                clause.path,
                clause.locator,
                policy.title,
                policy.document_number,
                quote,
                clause.responsible_units,
            )
        )
        return f"〔{mark}〕"


def join_units(units: Sequence[str]) -> str:
    """Units as one phrase: 区教科局、区财政局."""
    return "、".join(units)
