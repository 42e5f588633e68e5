"""What a rule gives, case by case, when there are too few facts to calculate."""

from collections.abc import Iterable
from datetime import date

from assistant.award.evaluate import case_of
from assistant.award.requirements import judge_all
from assistant.award.schema import OutlineLine, Rule
from assistant.domain import Facts


def outline(rule: Rule, facts: Facts, as_of: date) -> tuple[OutlineLine, ...]:
    """One line per case that the known facts still allow; empty when they exclude the award.

    Every figure of a line stands in its quote, which is a verbatim piece of the clause.
    """
    case = case_of(rule, {name: fact.value for name, fact in facts.items()}, as_of)
    if judge_all(rule.requirements, case).met is False:
        return ()
    return tuple(
        OutlineLine(dict(line.case), line.label or rule.title, line.text, _covering(rule, line.quotes))
        for line in rule.calculation.outline(case)
    )


def _covering(rule: Rule, quotes: Iterable[str]) -> str:
    """The shortest piece of the clause that holds all quotes."""
    text = rule.clause.text
    places = [(text.find(quote), quote) for quote in quotes]
    start = min(place for place, _ in places)
    end = max(place + len(quote) for place, quote in places)
    return text[start:end] if start >= 0 else rule.quote
