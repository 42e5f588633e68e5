"""One award rule and what a person said, to the results an answer can state: calculated, assumed or outlined."""

from dataclasses import dataclass, replace
from datetime import date

from assistant.award import OutlineLine, Rule, evaluate, outline
from assistant.dialogue.facts import Heard
from assistant.domain import Award, Fact, MissingFact


@dataclass(frozen=True, slots=True)
class Settled:
    """What a rule gives this person.

    `awards` holds one result, or one per value named side by side (`cases` names them). `assumed` are yes-or-no facts
    taken as true because nothing was said; `lines` is the outline where figures are still missing.
    """

    rule: Rule
    awards: tuple[Award, ...]
    cases: tuple[str, ...] = ()
    assumed: tuple[MissingFact, ...] = ()
    lines: tuple[OutlineLine, ...] = ()
    missing: tuple[MissingFact, ...] = ()

    @property
    def award(self) -> Award:
        """The result, the first one where there are several."""
        return self.awards[0]


def told(line: OutlineLine, rule: Rule) -> str:
    """An outline line in words: the case it holds for, unless it holds for the award as a whole."""
    return line.text if line.label == rule.title else f"{line.label}{line.text}"


def settle(rule: Rule, heard: Heard, as_of: date) -> Settled:
    """The results for what was heard; yes-or-no conditions not spoken of are assumed, and said to be."""
    if heard.alternatives:
        return _compare(rule, heard, as_of)
    award = evaluate(rule, heard.facts, as_of)
    if award.status != "needs_facts":
        return Settled(rule, (award,))
    return _assume(rule, heard, award, as_of)


def premise(condition: MissingFact) -> str:
    """A yes-or-no fact as the statement that it holds: 是否首次认定 → 首次认定."""
    return condition.label.replace("是否", "", 1)


def assumption(condition: MissingFact) -> str:
    """That a yes-or-no fact is taken to hold, as a result says it."""
    return f"按“{premise(condition)}”计算（您没有说明）"


def _assume(rule: Rule, heard: Heard, award: Award, as_of: date) -> Settled:
    open_conditions = tuple(one for one in award.missing if rule.fact(one.fact).kind == "bool")
    assumed = {one.fact: Fact(one.fact, "true", "assumption") for one in open_conditions}
    facts = {**heard.facts, **assumed}
    hopeful = evaluate(rule, facts, as_of)
    if open_conditions and hopeful.status not in ("needs_facts", "not_eligible"):
        told = tuple(assumption(one) for one in open_conditions)
        stated = {name: value for name, value in hopeful.facts.items() if name not in assumed}
        result = replace(hopeful, facts=stated, assumptions=(*hopeful.assumptions, *told))
        return Settled(rule, (result,), assumed=open_conditions)
    if hopeful.status == "not_eligible":
        return Settled(rule, (hopeful,))
    return Settled(rule, (award,), lines=outline(rule, heard.facts, as_of), missing=award.missing)


def _compare(rule: Rule, heard: Heard, as_of: date) -> Settled:
    """One result for each of the values that were named side by side or left open."""
    name, values = next(iter(heard.alternatives.items()))
    each = [
        settle(rule, Heard({**heard.facts, **heard.cases.get(value, {}), name: Fact(name, value, "user")}), as_of)
        for value in values
    ]
    spec = rule.fact(name)
    asked = () if name in heard.compared else (MissingFact(name, spec.label, spec.question, values),)
    return Settled(
        rule,
        tuple(one.award for one in each),
        cases=values,
        assumed=each[0].assumed,
        lines=tuple(line for one in each for line in one.lines),
        missing=tuple({one.fact: one for one in (*asked, *(fact for one in each for fact in one.missing))}.values()),
    )
