"""What the clauses say about taking awards together: used in a combination, or set aside on purpose."""

from collections.abc import Iterator, Sequence

from assistant.award.checks.words import places_of
from assistant.award.schema import Rule
from assistant.award.together import find_together
from assistant.domain import Clause, Finding, Policy, Span

Spot = tuple[str, Span]
"""A clause's address, and a place in its text."""


def check_together(rules: Sequence[Rule], policy: Policy) -> Iterator[Finding]:
    """Words about taking awards together, in any clause, to which no 组合, 不作计算 or 未规定 refers."""
    used = set(_used(rules))
    silences = {silence.text for rule in rules for silence in rule.silences}
    for clause in policy.clauses if rules else ():
        for span in find_together(clause.text):
            words = clause.text[span.start : span.end]
            is_used = any(ref == clause.ref and one.start <= span.start and span.end <= one.end for ref, one in used)
            if not is_used and not any(words in text for text in silences):
                message = f"条款里的“{words}”没有写成“组合”，也没有列入“不作计算”或“未规定”"
                yield Finding(f"{clause.ref} {clause.locator}", "together_unused", message)


def _used(rules: Sequence[Rule]) -> Iterator[Spot]:
    for rule in rules:
        if rule.combination is not None:
            yield from _spots(rule.combination.quote, rule.combination.clause)
        for one in rule.unbound:
            yield from _spots(one.quote, one.clause)


def _spots(quote: str, clause: Clause) -> list[Spot]:
    return [(found.ref, Span(start, start + len(quote))) for found, start in places_of(quote, (clause,))]
