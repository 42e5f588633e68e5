"""One rule and the known facts to one award: three-valued, exact, explained."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from assistant.award.exact import as_yuan, is_finite, money_text
from assistant.award.mechanisms.base import Case, Outcome, Variant
from assistant.award.requirements import Verdict, judge_all
from assistant.award.schema import FactSpec, Rule
from assistant.domain import Award, AwardStatus, Facts, MissingFact, Reading
from assistant.language.wording import format_day

_CUT_OFF = "结果除不尽，舍去一分以下的部分；文件未规定取整"


def evaluate(rule: Rule, facts: Facts, as_of: date) -> Award:
    """What the rule gives; facts it does not use are ignored, facts it misses stay unknown."""
    case = case_of(rule, facts, as_of)
    if reason := _out_of_force(rule, as_of):
        return _award(rule, case, Outcome.refused(reason))
    verdict = judge_all(rule.requirements, case)
    return _award(rule, case, _settle(verdict, rule.calculation.calculate(case)))


def case_of(rule: Rule, facts: Facts, as_of: date) -> Case:
    """The facts as this rule's mechanisms see them."""
    return Case(
        values={name: facts[name].value for name in rule.fact_names if name in facts},
        labels={spec.name: spec.label for spec in rule.facts},
        as_of=as_of,
        ref=rule.ref,
        verb=rule.verb,
    )


def _out_of_force(rule: Rule, as_of: date) -> str | None:
    if rule.effective and as_of < rule.effective:
        return f"{format_day(rule.effective)}起才有这项规定，{format_day(as_of)}还不适用"
    if rule.until and as_of > rule.until:
        return f"这项规定的有效期到{format_day(rule.until)}为止"
    return None


def _settle(verdict: Verdict, outcome: Outcome) -> Outcome:
    """Requirements and calculation together: whatever refuses decides, then whatever is unknown.

    Of a ceiling that may be read in several ways the highest stands. While a fact is missing, nothing is said of how a
    condition was read.
    """
    if verdict.met is False:
        return Outcome("refused", reasons=verdict.reasons, notes=verdict.notes)
    if outcome.kind == "refused":
        return outcome
    if outcome.kind == "ceiling":
        outcome = replace(outcome, variants=(max(outcome.variants, key=lambda variant: variant.amount),))
    if verdict.missing or outcome.kind == "unknown":
        missing = tuple(dict.fromkeys((*verdict.missing, *outcome.missing)))
        return Outcome("unknown", missing=missing, assumptions=outcome.assumptions)
    return outcome.saying(verdict.notes)


def _award(rule: Rule, case: Case, outcome: Outcome) -> Award:
    differs = len({variant.amount for variant in outcome.variants}) > 1
    amounts = [as_yuan(variant.amount) for variant in outcome.variants]
    status = _status(outcome, differs)
    return Award(
        id=rule.id,
        policy_id=rule.policy_id,
        title=rule.title,
        status=status,
        amount=amounts[0] if amounts else _amount_without_figure(status),
        low=min(amounts) if differs else None,
        high=max(amounts) if differs else None,
        facts=dict(case.values),
        missing=tuple(_missing(spec) for spec in rule.facts if spec.name in outcome.missing),
        assumptions=outcome.assumptions,
        steps=outcome.variants[0].steps if outcome.variants else (),
        notes=_notes(rule, outcome, differs, case.as_of),
        ref=rule.ref,
        quote=rule.quote,
        responsible_units=rule.clause.responsible_units,
        one_off=rule.one_off,
        as_of=case.as_of,
        readings=tuple(_reading(variant) for variant in outcome.variants) if differs else (),
        conditions=rule.conditions,
        rule_version=rule.version,
    )


def _status(outcome: Outcome, differs: bool) -> AwardStatus:
    match outcome.kind:
        case "sum":
            return "range" if differs else "exact"
        case "ceiling":
            return "at_most"
        case "open":
            return "undetermined"
        case "unknown":
            return "needs_facts"
        case "refused":
            return "not_eligible"


def _amount_without_figure(status: AwardStatus) -> Decimal | None:
    return Decimal(0) if status == "not_eligible" else None


def _missing(spec: FactSpec) -> MissingFact:
    return MissingFact(spec.name, spec.label, spec.question, spec.choices)


def _reading(variant: Variant) -> Reading:
    name, steps = f"{variant.reading}：", "；".join(step.text for step in variant.steps)
    return Reading(name + steps.removeprefix(name), variant.basis, as_yuan(variant.amount))


def _notes(rule: Rule, outcome: Outcome, differs: bool, as_of: date) -> tuple[str, ...]:
    """Reasons first, then how the text may be read, then what belongs to every result of this rule."""
    notes = [*outcome.reasons]
    if differs:
        notes.append(_readings_note(rule, outcome))
    if not all(is_finite(variant.amount) for variant in outcome.variants):
        notes.append(_CUT_OFF)
    notes.extend(outcome.notes)
    if outcome.kind in ("sum", "ceiling", "open"):
        notes.extend(one.afterwards for one in rule.deadlines if as_of > one.last_day)
        notes.extend(rule.notes)
        notes.extend(silence.text for silence in rule.silences if silence.with_result)
    return tuple(dict.fromkeys(notes))


def _readings_note(rule: Rule, outcome: Outcome) -> str:
    ways = "；".join(f"{one.reading}，{money_text(one.amount)}（{one.basis}）" for one in outcome.variants)
    units = "、".join(rule.clause.responsible_units) or "文件的发文机关"
    return f"条款有不止一种读法：{ways}。以{units}的解释为准"
