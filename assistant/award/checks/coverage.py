"""The figures of the clauses against all rules together: none forgotten, none used twice."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from assistant.award.checks.words import figures_in, figures_like, places_of
from assistant.award.figures import Figure
from assistant.award.requirements import quotes_of
from assistant.award.schema import Rule
from assistant.domain import Clause, Finding, Span

Spot = tuple[str, Span]
"""A clause's address, and a place in its text."""


def check_coverage(rules: Sequence[Rule]) -> Iterator[Finding]:
    """Figures of award clauses that are neither bound nor listed as deliberately unbound."""
    covered: defaultdict[str, list[Span]] = defaultdict(list)
    for rule in rules:
        for ref, span in (*_figure_spots(rule), *_quote_spots(rule)):
            covered[ref].append(span)
    for clause in {clause.ref: clause for rule in rules for clause in rule.sources}.values():
        for one in figures_in(clause.text):
            if not any(span.start <= one.span.start and one.span.end <= span.end for span in covered[clause.ref]):
                message = f"条款里的“{_around(clause, one.span)}”既没有用在规则里，也没有列入“不作计算”"
                yield Finding(f"{clause.ref} {clause.locator}", "figure_unbound", message)


def check_conflicts(rules: Sequence[Rule]) -> Iterator[Finding]:
    """Two awards that rest on the same figure at the same time, without a stated combination."""
    users: defaultdict[Spot, list[Rule]] = defaultdict(list)
    for rule in rules:
        for spot in set(_figure_spots(rule)):
            users[spot].append(rule)
    pairs = {(one.id, other.id): (one, other) for group in users.values() for one, other in combinations(group, 2)}
    for one, other in pairs.values():
        is_stated = one.combination is not None and one.combination == other.combination
        if not is_stated and _meet(one, other):
            message = f"与“{other.title}”用了条款里的同一个数，却没有写“组合”"
            yield Finding(one.place, "rules_conflict", message)


def _figure_spots(rule: Rule) -> list[Spot]:
    """Where in the clauses the figures of the calculation stand."""
    return [spot for figure in rule.calculation.figures() for spot in _spots(rule, figure)]


def _spots(rule: Rule, figure: Figure) -> list[Spot]:
    same = figures_like(figure)
    if figure.nth > len(same):
        return []
    inner = same[figure.nth - 1].span
    places = places_of(figure.quote, rule.sources)
    return [(clause.ref, Span(start + inner.start, start + inner.end)) for clause, start in places]


def _quote_spots(rule: Rule) -> list[Spot]:
    """Where the conditions, the combination and the deliberately unbound pieces stand."""
    quotes = [(quote, rule.sources) for quote in quotes_of(rule.requirements)]
    quotes += [(one.quote, (one.clause,)) for one in rule.unbound]
    if rule.combination is not None:
        quotes += [(quote, rule.sources) for quote in rule.combination.quotes]
    return [
        (clause.ref, Span(start, start + len(quote)))
        for quote, clauses in quotes
        for clause, start in places_of(quote, clauses)
    ]


def _meet(one: Rule, other: Rule) -> bool:
    """Whether there is a day on which both hold."""
    starts = [rule.effective for rule in (one, other) if rule.effective is not None]
    ends = [rule.until for rule in (one, other) if rule.until is not None]
    return not starts or not ends or max(starts) <= min(ends)


def _around(clause: Clause, span: Span) -> str:
    return clause.text[max(0, span.start - 12) : span.end + 8].replace("\n", "")
