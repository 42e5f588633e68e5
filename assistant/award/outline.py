"""What a rule gives, case by case, when there are too few facts to calculate."""

from collections.abc import Sequence
from datetime import date

from assistant.award.evaluate import case_of
from assistant.award.requirements import judge_all
from assistant.award.schema import OutlineLine, Rule
from assistant.domain import Facts


def outline(rule: Rule, facts: Facts, as_of: date) -> tuple[OutlineLine, ...]:
    """One line per case that the known facts still allow; empty when they exclude the award.

    Every figure of a line stands in its quote, which is a verbatim piece of the clause.
    """
    case = case_of(rule, facts, as_of)
    if judge_all(rule.requirements, case).met is False:
        return ()
    return tuple(
        OutlineLine(dict(line.case), line.label or rule.title, line.text, _covering(rule, line.quotes))
        for line in rule.calculation.outline(case)
    )


def _covering(rule: Rule, quotes: Sequence[str]) -> str:
    """The shortest piece of one clause that holds all quotes; the first quote when they stand in several clauses."""
    for clause in rule.sources:
        places = [(clause.text.find(quote), quote) for quote in quotes]
        if all(start >= 0 for start, _ in places):
            end = max(start + len(quote) for start, quote in places)
            return clause.text[min(start for start, _ in places) : end]
    return quotes[0]
