"""The words of a rule against the words of its clauses."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from assistant.award.figures import Figure
from assistant.award.requirements import FigureRequirement, each_single, quotes_of
from assistant.award.schema import Rule
from assistant.domain import Clause, Finding
from assistant.language.quantities import Quantity, find_quantities

_COUNTED_KINDS = ("money", "rate", "points", "multiple", "count", "duration")
_SPOKEN_KINDS = ("money", "rate", "points", "multiple")
_ONCE = "一次性"
_PAUSE = re.compile("[，。；：,;:]")


@lru_cache(maxsize=4096)
def figures_in(text: str) -> tuple[Quantity, ...]:
    """The quantities a rule could use."""
    return tuple(one for one in find_quantities(text) if one.kind in _COUNTED_KINDS)


def figures_like(figure: Figure) -> list[Quantity]:
    """The quantities in the figure's own words that are of its kind and unit, among which it is counted."""
    return [one for one in figures_in(figure.quote) if (one.kind, one.unit) == (figure.kind, figure.unit)]


def lead_of(figure: Figure) -> str:
    """The words of its quote that lead up to the figure, from the pause or the other figure before it."""
    same = figures_like(figure)
    if figure.nth > len(same):
        return ""
    end = same[figure.nth - 1].span.start
    start = max((one.span.end for one in figures_in(figure.quote) if one.span.end <= end), default=0)
    return _PAUSE.split(figure.quote[start:end])[-1]


def places_of(quote: str, clauses: Sequence[Clause]) -> list[tuple[Clause, int]]:
    """Every place where the quote stands: the clause and the offset in its text."""
    places = []
    for clause in clauses:
        start = clause.text.find(quote)
        while start >= 0:
            places.append((clause, start))
            start = clause.text.find(quote, start + 1)
    return places


def check_words(rule: Rule) -> Iterator[Finding]:
    """Every verbatim piece stands in the clause, and what the rule says itself names no figure that does not."""
    for quote in dict.fromkeys(_pieces(rule)):
        if not places_of(quote, rule.sources):
            yield Finding(rule.place, "quote_not_in_clause", f"条款里没有这段原文：“{quote}”")
    for left in rule.unbound:
        if not places_of(left.quote, (left.clause,)):
            yield Finding(rule.place, "quote_not_in_clause", f"“不作计算”里这段原文不在条款里：“{left.quote}”")
    for quote in dict.fromkeys(figure.quote for figure in rule.calculation.figures()):
        if len(places_of(quote, rule.sources)) > 1:
            yield Finding(rule.place, "quote_ambiguous", f"这段原文在条款里不止一处，请写长一些：“{quote}”")
    if not rule.one_off_quote and any(_ONCE in text for text in (rule.quote, *rule.conditions)):
        yield Finding(rule.place, "one_off_missing", f"原文写了“{_ONCE}”，规则没有写“{_ONCE}”这一项：“{rule.quote}”")
    stated = {(one.kind, one.value) for clause in rule.sources for one in figures_in(clause.text)}
    for text in _own_texts(rule):
        for one in figures_in(text):
            if one.kind in _SPOKEN_KINDS and (one.kind, one.value) not in stated:
                yield Finding(rule.place, "figure_not_in_clause", f"“{text}”里的{one.words}不在条款里")


def _pieces(rule: Rule) -> Iterator[str]:
    yield from (rule.quote, *rule.scope, *rule.conditions)
    yield from quotes_of(rule.requirements)
    yield from rule.calculation.quotes()
    yield from (deadline.quote for deadline in rule.deadlines)
    if rule.one_off_quote:
        yield rule.one_off_quote


def _own_texts(rule: Rule) -> Iterator[str]:
    yield from (rule.title, *rule.notes)
    yield from (requirement.reason for requirement in rule.requirements)
    yield from (one.at_limit for one in each_single(rule.requirements) if isinstance(one, FigureRequirement))
    yield from (silence.text for silence in rule.silences)
    yield from (deadline.afterwards for deadline in rule.deadlines)
    yield from rule.calculation.texts()
    for spec in rule.facts:
        yield from (spec.label, spec.question)
