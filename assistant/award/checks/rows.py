"""Rows whose figures have words of their own: each stands by its own figures, and names its own case."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from assistant.award.checks.words import figures_like, places_of
from assistant.award.figures import Figure
from assistant.award.mechanisms.bands import Bands
from assistant.award.mechanisms.base import Mechanism
from assistant.award.mechanisms.brackets import Brackets
from assistant.award.mechanisms.fields import bare
from assistant.award.mechanisms.milestones import Milestones
from assistant.award.mechanisms.periods import Period, Periods
from assistant.award.mechanisms.table import Table
from assistant.award.schema import Rule
from assistant.domain import Clause

Problem = tuple[str, str]
Piece = tuple[str, int, str]
"""A quote, where in it a figure or a year stands, and how that is written."""
Spot = tuple[str, int]
"""A clause's address, and a place in its text."""


def check_rows(rule: Rule) -> Iterator[Problem]:
    """Rows that take a figure from among another row's, and rows of a table whose words name another case."""
    for node in rule.calculation.walk():
        if isinstance(node, Table):
            yield from _naming_problems(node)
        yield from _mixing_problems(_rows(node), rule.sources)


def names(figure: Figure, word: str, words: Collection[str]) -> bool:
    """Whether the figure's own words name it by `word`; of several figures in one quote, whether its own part does.

    A figure's part reaches from the figure before it to itself, or where no word stands before the first figure, from
    itself to the next.
    """
    quote = figure.quote
    if bare(word) not in bare(quote):
        return False
    same = figures_like(figure)
    if len(same) < 2 or figure.nth > len(same):
        return True
    is_named_before = any(bare(one) in bare(quote[: same[0].span.start]) for one in words)
    edges = [0, *(one.span.end for one in same)] if is_named_before else [one.span.start for one in same] + [len(quote)]
    return bare(word) in bare(quote[edges[figure.nth - 1] : edges[figure.nth]])


def _naming_problems(table: Table) -> Iterator[Problem]:
    for row in table.rows:
        for word in table.words_of(row):
            for figure in row.inner.figures():
                if not figure.marker and bare(word) not in bare(figure.quote):
                    message = f"“{row.label}”一行的原文没有提到“{word}”：“{figure.quote}”；表里另有叫法的写“另称”"
                    yield "tier_not_named", message


def _rows(node: Mechanism) -> list[list[Piece]]:
    """What each row takes from the text, its figures left out that a list (分别) puts in order."""
    match node:
        case Bands():
            rows = [[*(figure for _, figure in one.limits()), *one.inner.figures()] for one in node.bands]
        case Brackets():
            rows = [[figure for figure in (one.upto, one.rate) if figure is not None] for one in node.slices]
        case Milestones():
            rows = [[one.threshold, one.reward] for one in node.milestones]
        case Periods():
            return [[*_year(one), *_pieces(one.inner.figures())] for one in node.periods]
        case _:
            return []
    listed = set(node.lists.values())
    return [_pieces(figure for figure in row if figure.quote not in listed) for row in rows]


def _pieces(figures: Iterable[Figure]) -> list[Piece]:
    found = [(figure, figures_like(figure)) for figure in figures]
    return [(one.quote, same[one.nth - 1].span.start, one.text) for one, same in found if one.nth <= len(same)]


def _year(period: Period) -> list[Piece]:
    year = str(period.start.year)
    return [(period.quote, period.quote.find(year), year)] if year in period.quote else []


def _mixing_problems(rows: Sequence[Sequence[Piece]], clauses: Sequence[Clause]) -> Iterator[Problem]:
    """Read along the text, the pieces of one row stand together, with none of another row between.

    A piece that several rows take (where one range ends and the next begins) belongs to none.
    """
    takers: defaultdict[Spot, list[tuple[int, Piece]]] = defaultdict(list)
    for place, row in enumerate(rows):
        for piece in row:
            for clause, start in places_of(piece[0], clauses):
                takers[clause.ref, start + piece[1]].append((place, piece))
    done: list[int] = []
    for _, taken in sorted(takers.items()):
        place, (quote, _, text) = taken[0]
        if len({one for one, _ in taken}) > 1:
            continue
        if place in done and done[-1] != place:
            yield "row_differs", f"“{text}”在原文里属于另一行：“{quote}”"
            return
        done.append(place)
