"""Tables of a web page: those that hold data to rows, those that only lay out the page told apart."""

from collections.abc import Callable, Iterator
from typing import Any

from assistant.adapters.documents.blocks import Table
from assistant.errors import RequestError

_MOST_CELLS = 100_000
_WIDEST_SPAN = 100
_LAID_OUT = "table, h1, h2, h3, h4, h5, h6"


def is_layout(table: Any) -> bool:
    """Whether a table only places blocks on the page: it holds headings or tables, or has no rows and columns."""
    if (table.attributes.get("role") or "").lower() in ("presentation", "none"):
        return True
    if any(one != table for one in table.css(_LAID_OUT)):
        return True
    rows = list(_rows_of(table))
    return len(rows) < 2 or max(len(list(_cells_of(row))) for row in rows) < 2


def read_table(table: Any, read_cell: Callable[[Any], str], name: str) -> Table:
    """The rows of a table; a cell that spans rows stands in each of them. Raises RequestError for an absurd size."""
    rows: list[tuple[str, ...]] = []
    hanging: dict[int, tuple[int, str]] = {}
    size = 0
    for row in _rows_of(table):
        cells = _read_row(row, hanging, read_cell)
        size += len(cells)
        if size > _MOST_CELLS:
            raise RequestError(f"{name}: a table of over {_MOST_CELLS} cells", f"{name} 的表格过大，请拆分后再试。")
        rows.append(cells)
    return Table(tuple(rows))


def _read_row(row: Any, hanging: dict[int, tuple[int, str]], read_cell: Callable[[Any], str]) -> tuple[str, ...]:
    """The cells of a row; `hanging` keeps, by column, the cells from above: how many rows are left, and the text."""
    cells: list[str] = []
    for cell in _cells_of(row):
        _fill(cells, hanging)
        text = read_cell(cell)
        down, wide = _span(cell, "rowspan"), _span(cell, "colspan")
        for column, words in enumerate([text, *[""] * (wide - 1)], start=len(cells)):
            if down > 1:
                hanging[column] = (down - 1, words)
            cells.append(words)
    _fill(cells, hanging)
    return tuple(cells)


def _fill(cells: list[str], hanging: dict[int, tuple[int, str]]) -> None:
    while len(cells) in hanging:
        left, words = hanging.pop(len(cells))
        if left > 1:
            hanging[len(cells)] = (left - 1, words)
        cells.append(words)


def _span(cell: Any, name: str) -> int:
    value = (cell.attributes.get(name) or "").strip()
    return min(max(int(value), 1), _WIDEST_SPAN) if value.isdecimal() and len(value) < 6 else 1


def _rows_of(table: Any) -> Iterator[Any]:
    for child in table.iter():
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child.iter() if row.tag == "tr")


def _cells_of(row: Any) -> Iterator[Any]:
    return (cell for cell in row.iter() if cell.tag in ("td", "th"))
