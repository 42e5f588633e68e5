"""A draft in the making: lines of Chinese Markdown, and the clauses that their marks 〔n〕 point to."""

from collections.abc import Iterable, Mapping, Sequence, Sized
from dataclasses import dataclass, field

from assistant.award import OutlineLine, Rule
from assistant.domain import Award, Citation, Clause, MissingFact, Outcome, Policy

_VERBS = {
    "责任单位": "负责",
    "负责单位": "负责",
    "牵头单位": "牵头",
    "配合单位": "配合",
    "承办单位": "承办",
    "主管部门": "主管",
    "主管单位": "主管",
}


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
    """Numbers the citations of one answer; a clause quoted twice in the same words keeps one mark.

    `counts` are the numbers of listed things that the answer states: they stand in no clause, but are counted here.
    """

    policies: Mapping[str, Policy]
    citations: list[Citation] = field(default_factory=list)
    counts: list[str] = field(default_factory=list)

    def cite(self, clause: Clause, quote: str) -> str:
        """The mark for `quote`, which must stand in the clause word for word."""
        for known in self.citations:
            if known.ref == clause.ref and quote.rstrip("。；") in known.quote:
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

    def count(self, things: Sized, measure: str) -> str:
        """How many things there are, in words that the answer may state: 共3项."""
        self.counts.append(f"共{len(things)}{measure}")
        return self.counts[-1]

    def cite_rows(self, rule: Rule, lines: Iterable[OutlineLine]) -> str:
        """Marks of the clauses beside the rule's own (rows of a table) that figures of its outline come from."""
        found = [one for line in lines for one in rule.sources if one.ref != rule.ref and line.quote in one.text]
        return "".join(self.cite(clause, clause.text) for clause in dict.fromkeys(found))

    def name(self, policy_id: str) -> str:
        """《…》 of a document where the corpus has several, so that every figure says whose it is; else nothing."""
        policy = self.policies[policy_id]
        return f"《{policy.aliases[0] if policy.aliases else policy.title}》" if len(self.policies) > 1 else ""


def describe_units(clause: Clause) -> str:
    """Who does what: 由区教科局负责; 由县工信商务局牵头单位… where the text gives them different roles."""
    roles: dict[str, list[str]] = {}
    for one in clause.responsibilities:
        roles.setdefault(one.role, []).append(one.unit)
    if len(roles) < 2:
        return f"由{join_units(clause.responsible_units)}{_VERBS.get(next(iter(roles), ''), '负责')}"
    return "，".join(f"由{join_units(units)}{_VERBS.get(role, role)}" for role, units in roles.items())


def join_units(units: Sequence[str]) -> str:
    """Units as one phrase: 区教科局、区财政局."""
    return "、".join(units)
