"""What every format is read into, and how it is written: headings, paragraphs and tables as Markdown."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_LONGEST_HEADING = 80
_DEEPEST_HEADING = 6
_LINE_END = re.compile(r"[\r\n\f\v\x85\u2028\u2029]+")
_WIDE_SPACE = re.compile(r"[^\S ]")
_BEFORE_MARK = re.compile(r"^(?=[#>])|(?=\|)|(?<=\*)(?=\*)|(?=\*\*)|(?<=\\)(?=[.()\[\]*#_>~|+\-])")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text between two paragraph breaks; it may hold line breaks. `level` is 1 to 6 for a heading, 0 for others."""

    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; a cell may hold line breaks."""

    rows: tuple[tuple[str, ...], ...]


Block = Paragraph | Table


def write_markdown(blocks: Iterable[Block]) -> str:
    """The blocks as Markdown, a blank line between two; what only looks like a mark is escaped."""
    written = (_write_table(one) if isinstance(one, Table) else _write_paragraph(one) for one in blocks)
    text = "\n\n".join(filter(None, written))
    return text + "\n" if text else ""


def flatten(blocks: Iterable[Block]) -> str:
    """The blocks as the text of one table cell."""
    lines: list[str] = []
    for block in blocks:
        lines += ["  ".join(row) for row in block.rows] if isinstance(block, Table) else [block.text]
    return "\n".join(lines)


def unfold(table: Table) -> list[Block]:
    """The table itself, or its cells as paragraphs where it only frames text in a single column."""
    rows = [row for row in table.rows if any(cell.strip() for cell in row)]
    if not rows:
        return []
    if max(map(len, rows)) > 1:
        return [Table(tuple(rows))]
    return [Paragraph(row[0]) for row in rows]


def _write_paragraph(paragraph: Paragraph) -> str:
    lines = [line for piece in _LINE_END.split(paragraph.text) if (line := _WIDE_SPACE.sub(" ", piece).strip())]
    escaped = [_escape(line) for line in lines]
    if not paragraph.level or "。" in paragraph.text or len(paragraph.text) > _LONGEST_HEADING:
        return "\n".join(escaped)
    return f"{'#' * min(paragraph.level, _DEEPEST_HEADING)} {' '.join(escaped)}" if escaped else ""


def _write_table(table: Table) -> str:
    width = max(map(len, table.rows), default=0)
    rows = [_write_row(row, width) for row in table.rows]
    return "\n".join([rows[0], _write_row(["---"] * width, width), *rows[1:]]) if width else ""


def _write_row(row: Sequence[str], width: int) -> str:
    cells = (_escape(_WIDE_SPACE.sub(" ", _LINE_END.sub("  ", cell.strip()))) for cell in row)
    return "| " + " | ".join([*cells, *[""] * (width - len(row))]) + " |"


def _escape(text: str) -> str:
    return _BEFORE_MARK.sub(r"\\", text)
