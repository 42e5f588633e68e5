"""Ruled tables of a PDF page: lines that cross make a grid, the characters in its cells make its rows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.adapters.documents.blocks import Table
from assistant.adapters.documents.pdf_lines import find_lines, glue
from assistant.adapters.documents.pdf_page import Glyph, Page, Rule
from assistant.errors import RequestError

_TOUCH = 3.0
_MOST_RULES = 3000
_PADDING = 1.2


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table and where it stands on its page."""

    table: Table
    top: float
    page: int


def find_tables(page: Page, name: str) -> tuple[list[PlacedTable], list[Glyph]]:
    """The tables of a page, and the characters that stand in none; raises RequestError for a maze of lines."""
    if len(page.rules) > _MOST_RULES:
        raise RequestError(
            f"{name}: page {page.number} holds over {_MOST_RULES} ruled lines",
            f"{name} 第 {page.number} 页线条过多，无法辨认表格，请改用 .docx 或 .md。",
        )
    grids = [grid for rules in _connect(page.rules) if (grid := _build_grid(rules)) is not None]
    cells: list[dict[tuple[int, int], list[Glyph]]] = [{} for _ in grids]
    others: list[Glyph] = []
    for glyph in page.glyphs:
        at = next(((grid, place) for grid, one in enumerate(grids) if (place := one.place(glyph)) is not None), None)
        if at is None:
            others.append(glyph)
        else:
            cells[at[0]].setdefault(at[1], []).append(glyph)
    tables = (
        PlacedTable(_read(grid, held), grid.rows[0], page.number) for grid, held in zip(grids, cells, strict=True)
    )
    return [one for one in tables if one.table.rows], others


@dataclass(frozen=True, slots=True)
class _Grid:
    """Edges of columns and rows, and the rules between them."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    rules: tuple[Rule, ...]

    def place(self, glyph: Glyph) -> tuple[int, int] | None:
        """The row and the column that a character stands in."""
        row = _between(self.rows, glyph.baseline - 0.3 * glyph.size)
        column = _between(self.columns, (glyph.left + glyph.right) / 2)
        return None if row is None or column is None else (row, column)

    def is_parted_right(self, row: int, column: int) -> bool:
        """Whether a line stands between a cell and the next one of its row."""
        x, y = self.columns[column + 1], (self.rows[row] + self.rows[row + 1]) / 2
        return any(one.is_vertical and abs(one.left - x) <= _TOUCH and one.top <= y <= one.bottom for one in self.rules)

    def is_parted_below(self, row: int, column: int) -> bool:
        """Whether a line stands between a cell and the one below it."""
        x, y = (self.columns[column] + self.columns[column + 1]) / 2, self.rows[row + 1]
        return any(
            not one.is_vertical and abs(one.top - y) <= _TOUCH and one.left <= x <= one.right for one in self.rules
        )


def _connect(rules: Sequence[Rule]) -> Iterator[list[Rule]]:
    """The rules in groups that touch each other."""
    left = list(rules)
    while left:
        group, fresh = [], [left.pop()]
        while fresh:
            one = fresh.pop()
            group.append(one)
            apart: list[Rule] = []
            for other in left:
                (fresh if _touches(one, other) else apart).append(other)
            left = apart
        yield group


def _touches(one: Rule, other: Rule) -> bool:
    return (
        one.left <= other.right + _TOUCH
        and other.left <= one.right + _TOUCH
        and one.top <= other.bottom + _TOUCH
        and other.top <= one.bottom + _TOUCH
    )


def _build_grid(rules: Sequence[Rule]) -> _Grid | None:
    """The grid of rules that touch; None where they part no columns."""
    columns = _merge(one.left for one in rules if one.is_vertical)
    rows = _merge(one.top for one in rules if not one.is_vertical)
    return _Grid(columns, rows, tuple(rules)) if len(columns) > 2 and len(rows) > 1 else None


def _merge(edges: Iterable[float]) -> tuple[float, ...]:
    merged: list[float] = []
    for edge in sorted(edges):
        if not merged or edge - merged[-1] > _TOUCH:
            merged.append(edge)
    return tuple(merged)


def _between(edges: Sequence[float], place: float) -> int | None:
    return next((at for at in range(len(edges) - 1) if edges[at] <= place < edges[at + 1]), None)


def _read(grid: _Grid, held: dict[tuple[int, int], list[Glyph]]) -> Table:
    """The rows; a cell merged to the right fills the others with nothing, one merged downwards stands in each row."""
    height, width = len(grid.rows) - 1, len(grid.columns) - 1
    texts: dict[tuple[int, int], str] = {}
    for row in range(height):
        for column in range(width):
            if (row, column) in texts:
                continue
            wide, tall = _measure(grid, row, column, texts)
            whole = ((row + down, column + across) for down in range(tall) for across in range(wide))
            area = [place for place in whole if place not in texts]
            inside = [glyph for place in area for glyph in held.get(place, ())]
            text = _write(inside, grid.columns[column + wide] - grid.columns[column])
            texts.update({place: text if place[1] == column else "" for place in area})
    rows = (tuple(texts[row, column] for column in range(width)) for row in range(height))
    return Table(tuple(row for row in rows if any(row)))


def _measure(grid: _Grid, row: int, column: int, taken: dict[tuple[int, int], str]) -> tuple[int, int]:
    """How many columns and rows the cell that starts here takes."""
    wide = tall = 1
    last_column, last_row = len(grid.columns) - 1, len(grid.rows) - 1
    while column + wide < last_column and (row, column + wide) not in taken:
        if grid.is_parted_right(row, column + wide - 1):
            break
        wide += 1
    while row + tall < last_row and not grid.is_parted_below(row + tall - 1, column):
        tall += 1
    return wide, tall


def _write(glyphs: Sequence[Glyph], width: float) -> str:
    """The text of a cell: a line that had no room for more goes on in the next one, others end where they end."""
    lines = find_lines(glyphs)
    text = lines[0].text if lines else ""
    for before, line in pairwise(lines):
        is_full = before.right - before.left + line.head > width - _PADDING * before.size
        text += (glue(before, line) if is_full else "\n") + line.text
    return text
