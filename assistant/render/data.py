"""Plain dicts in the contract's JSON shape: amounts are decimal strings without exponent, dates ISO."""

from dataclasses import asdict
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from assistant.domain import Answer, Award, Clause, Finding, Hit, ModelUsage, Policy, Section, Standing, Step
from assistant.language.numbers import plain_digits

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    from assistant.award import Rule
    from assistant.intake import IngestReport

Data = dict[str, Any]


def answer_data(answer: Answer) -> Data:
    """The Answer of the contract."""
    return {
        "question": answer.question,
        "outcome": answer.outcome,
        "text": answer.text,
        "citations": [_plain(citation) for citation in answer.citations],
        "awards": [award_data(award) for award in answer.awards],
        "missing": [_plain(missing) for missing in answer.missing],
        "suggestions": list(answer.suggestions),
        "responder": answer.responder,
        "guard": _plain(answer.guard),
        "conversation_id": answer.conversation_id,
        "turn": answer.turn,
        "as_of": answer.as_of.isoformat(),
        "timings_ms": {name: round(value, 3) for name, value in answer.timings_ms.items()},
        "usage": None if answer.usage is None else usage_data(answer.usage),
        "provenance": answer.provenance and _plain(answer.provenance),
        "degraded": list(answer.degraded),
        "standings": [standing_data(one) for one in answer.standings],
    }


def usage_data(usage: ModelUsage) -> Data:
    """What was taken of a language model; `cost` is yuan."""
    return {**_plain(usage), "cost": amount_text(usage.cost)}


def award_data(award: Award) -> Data:
    """The Award of the contract, which is also the receipt that `award verify` runs again."""
    return {
        "id": award.id,
        "policy_id": award.policy_id,
        "title": award.title,
        "status": award.status,
        "amount": amount_text(award.amount),
        "low": amount_text(award.low),
        "high": amount_text(award.high),
        "facts": dict(award.facts),
        "missing": [_plain(missing) for missing in award.missing],
        "assumptions": list(award.assumptions),
        "steps": [_step_data(step) for step in award.steps],
        "readings": [
            {"text": one.text, "basis": one.basis, "amount": amount_text(one.amount)} for one in award.readings
        ],
        "conditions": list(award.conditions),
        "notes": list(award.notes),
        "ref": award.ref,
        "quote": award.quote,
        "responsible_units": list(award.responsible_units),
        "one_off": award.one_off,
        "as_of": award.as_of.isoformat(),
        "rule_version": award.rule_version,
    }


def clause_data(clause: Clause) -> Data:
    """One clause, whole; `spans` are [start, end) in characters of the source."""
    return {
        "ref": clause.ref,
        "policy_id": clause.policy_id,
        "number": clause.number,
        "kind": clause.kind,
        "path": list(clause.path),
        "headings": list(clause.headings),
        "title": clause.title,
        "locator": clause.locator,
        "text": clause.text,
        "responsible_units": list(clause.responsible_units),
        "responsibilities": [_plain(one) for one in clause.responsibilities],
        "notes": list(clause.notes),
        "spans": [[span.start, span.end] for span in clause.spans],
    }


def section_data(section: Section, clauses: tuple[Clause, ...]) -> Data:
    """A heading with the clauses that it holds."""
    return {
        "ref": section.ref,
        "policy_id": section.policy_id,
        "number": section.number,
        "kind": "heading",
        "path": list(section.path),
        "title": section.title,
        "locator": section.locator,
        "clauses": [clause_data(clause) for clause in clauses],
    }


def clauses_within(section: Section, policy: Policy) -> tuple[Clause, ...]:
    """The clauses of a policy that stand under one of its headings, in order."""
    depth = len(section.path)
    return tuple(clause for clause in policy.clauses if clause.path[:depth] == section.path)


def hit_data(hit: Hit) -> Data:
    """A clause with its score and who found it why."""
    return {**clause_data(hit.clause), "score": hit.score, "found": [_plain(one) for one in hit.found]}


def policy_data(policy: Policy) -> Data:
    """What is known of a document as a whole; its clauses only as a count."""
    return {
        "id": policy.id,
        "title": policy.title,
        "document_number": policy.document_number,
        "issuer": policy.issuer,
        "issued": policy.issued and policy.issued.isoformat(),
        "effective": policy.effective and policy.effective.isoformat(),
        "until": policy.until and policy.until.isoformat(),
        "aliases": list(policy.aliases),
        "places": list(policy.places),
        "level": policy.level,
        "provisional": policy.provisional,
        "layout": [{"name": one.name, "text": one.text} for one in policy.layout],
        "clauses": len(policy.clauses),
        "notes": list(policy.notes),
        "warnings": [{"code": one.code, "message": one.message} for one in policy.warnings],
    }


def standing_data(standing: Standing) -> Data:
    """Whether a policy, or one clause of it, is in force on a day."""
    return {
        **_plain(standing),
        "since": standing.since and standing.since.isoformat(),
        "until": standing.until and standing.until.isoformat(),
    }


def rule_data(rule: "Rule") -> Data:
    """An award rule with its facts as JSON Schema."""
    from assistant.award import facts_schema

    return {
        "id": rule.id,
        "policy_id": rule.policy_id,
        "title": rule.title,
        "ref": rule.ref,
        "number": rule.number,
        "quote": rule.quote,
        "one_off": rule.one_off,
        "conditions": list(rule.conditions),
        "notes": list(rule.notes),
        "responsible_units": list(rule.clause.responsible_units),
        "facts": facts_schema(rule),
    }


def report_data(report: "IngestReport") -> Data:
    """How one file was read."""
    return _plain(report)


def finding_data(finding: Finding) -> Data:
    """One thing that is wrong in the corpus or in a receipt."""
    return _plain(finding)


def amount_text(amount: Decimal | None) -> str | None:
    """`80000`, `0.5`: every digit, no exponent, no idle zeros."""
    return None if amount is None else plain_digits(amount)


def _step_data(step: Step) -> Data:
    return {"text": step.text} if step.ref is None else {"text": step.text, "ref": step.ref}


def _plain(value: "DataclassInstance") -> Data:
    """The fields of a frozen value, with lists for tuples as JSON reads them back."""
    return {name: _listed(one) for name, one in asdict(value).items()}


def _listed(value: object) -> object:
    if isinstance(value, dict):
        return {key: _listed(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_listed(one) for one in value]
    return value
