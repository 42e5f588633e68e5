"""rules.yaml to rules: read strictly, every fact found, every rule tied to its clause."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from assistant.award.figures import FigureKind, read_figure
from assistant.award.files import invalid, of_policy, read_yaml
from assistant.award.mechanisms.base import Input
from assistant.award.mechanisms.calculation import Calculation
from assistant.award.mechanisms.fields import TRUTH
from assistant.award.requirements import (
    FigureRequirement,
    Requirement,
    SomeOfRequirement,
    ValueRequirement,
    each_single,
)
from assistant.award.schema import Combination, Deadline, FactKind, FactSpec, Option, Rule, Silence, Term, Unbound
from assistant.award.source import (
    KINDS,
    FactSource,
    PeriodSource,
    RequirementSource,
    RuleSource,
    RulesSource,
    SilenceSource,
)
from assistant.award.together import find_together
from assistant.domain import Clause, Policy
from assistant.errors import CorpusError

_FIGURE_KINDS: Mapping[FactKind, FigureKind] = {"money": "money", "rate": "rate", "points": "points"}


def load_rules(path: Path, policy: Policy) -> tuple[Rule, ...]:
    """The rules of one policy in the file's order; CorpusError naming policy, file and key when one does not fit."""
    try:
        return _load(path, policy)
    except CorpusError as error:
        raise of_policy(policy.id, error) from error


def _load(path: Path, policy: Policy) -> tuple[Rule, ...]:
    raw = read_yaml(path)
    try:
        source = RulesSource.model_validate(raw)
    except ValidationError as error:
        raise invalid(path, error) from error
    return _Loader(path.name, policy, source, raw).rules()


class _Loader:
    """Holds what every rule of one file needs while it is built."""

    def __init__(self, file: str, policy: Policy, source: RulesSource, raw: Mapping[str, Any]) -> None:
        self._file = file
        self._policy = policy
        self._source = source
        self._raw = raw
        self._clauses = {clause.number: clause for clause in policy.clauses}

    def rules(self) -> tuple[Rule, ...]:
        combinations = self._combinations()
        rules = tuple(self._rule(award_id, source, combinations) for award_id, source in self._source.rules.items())
        unused = set(self._source.facts) - {name for rule in rules for name in rule.fact_names}
        if unused:
            names = "、".join(sorted(unused))
            raise CorpusError(f"{self._file} 事实", f"facts no rule uses: {names}", f"没有哪项奖补用到：{names}")
        used = self._numbers_used()
        idle = {one.clause for one in self._source.unbound if one.clause not in used and not find_together(one.quote)}
        if idle:
            numbers = "、".join(sorted(idle))
            raise CorpusError(f"{self._file} 不作计算", f"no rule rests on {numbers}", f"没有奖补依据条款：{numbers}")
        return rules

    def _rule(self, award_id: str, source: RuleSource, combinations: Mapping[str, Combination]) -> Rule:
        place = f"{self._file} 奖补.{award_id}"
        clause = self._clause(source.clause, place)
        annexes = tuple(self._clause(number, place) for number in source.annexes)
        requirements = tuple(self._requirement(one, place) for one in source.requirements)
        facts = self._facts(requirements, source.calculation, place)
        term = _term(source.period) if source.period else None
        return Rule(
            id=award_id,
            policy_id=self._policy.id,
            title=source.title,
            clause=clause,
            quote=source.quote,
            verb=source.verb,
            names=tuple(source.names),
            facts=tuple(facts),
            requirements=requirements,
            calculation=source.calculation,
            scope=tuple(source.scope),
            conditions=tuple(source.conditions),
            notes=(*source.notes, *filter(None, (source.uncounted,))),
            silences=tuple(_silence(one) for one in (*source.silences, *self._source.silences)),
            unbound=self._unbound(source),
            effective=(term and term.start) or self._policy.effective or self._policy.issued,
            until=(term and term.end) or self._policy.until,
            version=self._version(award_id, (clause, *annexes), [spec.name for spec in facts]),
            place=place,
            one_off_quote=source.one_off or "",
            annexes=annexes,
            combination=combinations.get(award_id),
            deadlines=tuple(Deadline(one.last_day, one.afterwards, one.quote, one.reason) for one in source.deadlines),
            term=term,
            uncounted=source.uncounted,
        )

    def _unbound(self, source: RuleSource) -> tuple[Unbound, ...]:
        """What is set aside in the clauses of a rule, and in those that no rule rests on."""
        own, used = (source.clause, *source.annexes), self._numbers_used()
        return tuple(
            Unbound(self._clause(one.clause, f"{self._file} 不作计算"), one.quote)
            for one in self._source.unbound
            if one.clause in own or one.clause not in used
        )

    def _numbers_used(self) -> set[str]:
        return {number for one in self._source.rules.values() for number in (one.clause, *one.annexes)}

    def _facts(self, requirements: Sequence[Requirement], calculation: Calculation, place: str) -> list[FactSpec]:
        """The facts used, most decisive first; CorpusError when a mechanism reads a fact of another kind."""
        used = [*(one.fact for one in each_single(requirements)), *calculation.inputs()]
        specs = {fact.name: _fact(fact.name, self._fact_source(fact.name, place)) for fact in used}
        for fact in used:
            kind = specs[fact.name].kind
            if fact.kinds and kind not in fact.kinds:
                allowed = "、".join(name for name, one in KINDS.items() if one in fact.kinds)
                message = f"“{fact.name}”在这里应是“{allowed}”类型的事实"
                raise CorpusError(place, f"{fact.name} is {kind}, not {fact.kinds}", message)
            if fact.is_optional != specs[fact.name].is_optional:
                message = f"“{fact.name}”在这里{'要' if fact.is_optional else '不能'}是“可选”的事实"
                raise CorpusError(place, f"{fact.name} is optional here or in its description alone", message)
        return sorted(specs.values(), key=_decisiveness)

    def _combinations(self) -> dict[str, Combination]:
        """The combination each award belongs to; CorpusError for an unknown award or one in two combinations."""
        place = f"{self._file} 组合"
        found: dict[str, Combination] = {}
        for one in self._source.combinations:
            clause = self._clause(one.clause, place)
            combination = Combination(self._policy.id, tuple(one.awards), clause, one.quote, one.limit)
            for award_id in one.awards:
                if award_id not in self._source.rules or award_id in found:
                    message = f"“{award_id}”没有这项奖补，或在两处组合里"
                    raise CorpusError(place, f"{award_id} is unknown or combined twice", message)
                found[award_id] = combination
        return found

    def _clause(self, number: str, place: str) -> Clause:
        if number not in self._clauses:
            known = "、".join(self._clauses)
            raise CorpusError(place, f"no clause {number} in {self._policy.id}", f"没有条款“{number}”，现有：{known}")
        return self._clauses[number]

    def _fact_source(self, name: str, place: str) -> FactSource:
        if name not in self._source.facts:
            raise CorpusError(place, f"fact {name} is not defined", f"“事实”里没有定义“{name}”")
        return self._source.facts[name]

    def _requirement(self, source: RequirementSource, place: str) -> Requirement:
        if source.fact is None:
            parts = tuple(self._requirement(part, place) for part in source.parts)
            return SomeOfRequirement(source.count or len(parts), parts, source.quote, source.reason)
        if source.must_be:
            return self._value_requirement(source, source.fact, place)
        return self._figure_requirement(source, source.fact, place)

    def _value_requirement(self, source: RequirementSource, fact: Input, place: str) -> ValueRequirement:
        spec = self._fact_source(fact.name, place)
        allowed = TRUTH if spec.kind == "是否" else {value: value for value in spec.options}
        wrong = [value for value in source.must_be if value not in allowed]
        if wrong:
            what = f"“须为”里的{'、'.join(wrong)}不是事实“{fact.name}”可有的值"
            raise CorpusError(place, f"{wrong} are no values of {fact.name}", what)
        return ValueRequirement(fact, tuple(allowed[value] for value in source.must_be), source.quote, source.reason)

    def _figure_requirement(self, source: RequirementSource, fact: Input, place: str) -> FigureRequirement:
        kind = _FIGURE_KINDS.get(KINDS[self._fact_source(fact.name, place).kind])
        comparison, limit = next((word, limit) for word, limit in source.limits() if limit is not None)
        try:
            figure = read_figure({"值": limit, "原文": source.quote}, kind)
        except ValueError as error:
            raise CorpusError(place, f"{limit!r} does not fit {fact.name}", str(error)) from error
        return FigureRequirement(fact, comparison, figure, source.reason, source.at_limit)

    def _version(self, award_id: str, clauses: Sequence[Clause], facts: Sequence[str]) -> str:
        """Digest of what a result depends on.

        The rule as written, the facts it uses, the clause text, the combinations it belongs to, the policy's own days
        and what is said with every result of the policy.
        """
        combined = [one for one in self._raw.get("组合", ()) if award_id in one["奖补"]]
        content = [
            self._raw["奖补"][award_id],
            {name: self._raw["事实"][name] for name in facts},
            [clause.text for clause in (*clauses, *(self._clauses[one["条款"]] for one in combined))],
            self._policy.id,
            combined,
            [self._policy.effective or self._policy.issued, self._policy.until],
            [one for one in self._raw.get("未规定", ()) if one.get("随结果")],
        ]
        written = json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)
        return hashlib.sha256(written.encode()).hexdigest()[:16]


def _decisiveness(spec: FactSpec) -> int:
    """Options first (they choose the tier), then yes-or-no facts (they exclude), figures, and last what is optional."""
    return 3 if spec.is_optional else {"option": 0, "bool": 1}.get(spec.kind, 2)


def _fact(name: str, source: FactSource) -> FactSpec:
    return FactSpec(
        name=name,
        label=source.label,
        question=source.question,
        kind=KINDS[source.kind],
        options=tuple(Option(value, tuple(dict.fromkeys((value, *words)))) for value, words in source.options.items()),
        words=tuple(source.words),
        not_words=tuple(source.not_words),
        yes_words=tuple(source.yes_words),
        no_words=tuple(source.no_words),
        unit=source.unit,
        is_optional=source.is_optional,
    )


def _term(source: PeriodSource) -> Term:
    return Term(source.start, source.end, source.quote, source.reason)


def _silence(source: SilenceSource) -> Silence:
    return Silence(source.topic, source.text, source.with_result)
