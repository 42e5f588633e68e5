"""Policies set on PDF pages as an office would print them: a running head, page numbers, lines cut at the margin."""

import io
import re
from collections.abc import Sequence

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.adapters.documents.policies import Part

FONT = "STSong-Light"
PAGE = (595.0, 842.0)
LEFT, RIGHT, TOP, BOTTOM = 79.0, 516.0, 740.0, 110.0
LEADING = 28.0
_UNBREAKABLE = re.compile(r"(?:[A-Za-z]+|[0-9.]+%?|.)[，。、；：！？）》〕”]*", re.S)


def start(page: tuple[float, float] = PAGE) -> tuple[Canvas, io.BytesIO]:
    """A canvas with a Chinese font, and the file that it writes."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    file = io.BytesIO()
    return Canvas(file, pagesize=page, invariant=1), file


def write_pdf(parts: Sequence[Part], *, is_indented: bool = True, numbers: str = "— {} —") -> bytes:
    """The policy's file; without indents, paragraphs are told apart by their endings alone."""
    setter = Setter("青禾区惠企政策汇编", numbers)
    for part in parts:
        if part.rows:
            setter.table(part.rows)
        elif part.kind in ("title", "center", "chapter"):
            setter.centre(part.printed, 22 if part.kind == "title" else 16)
        elif part.kind == "right":
            setter.right(part.printed)
        else:
            setter.paragraph(part.printed, 32 if is_indented else 0)
    return setter.finish()


class Setter:
    """Sets text line by line, page by page."""

    def __init__(self, head: str, numbers: str) -> None:
        self._canvas, self._file = start()
        self._head, self._numbers = head, numbers
        self._page, self._y = 0, 0.0
        self.turn_page()

    def paragraph(self, text: str, indent: float = 32, size: float = 16) -> None:
        """A paragraph, its lines cut at the right margin."""
        for at, line in enumerate(_cut(text, size, RIGHT - LEFT, indent)):
            self._line(line, LEFT + (0 if at else indent), size)

    def centre(self, text: str, size: float) -> None:
        """Centred lines; those of a title take no more than three quarters of the width."""
        for line in _cut(text, size, (0.75 if size > 20 else 1) * (RIGHT - LEFT), 0):
            self._line(line, (LEFT + RIGHT - _width(line, size)) / 2, size)

    def right(self, text: str) -> None:
        """A line at the right margin."""
        self._line(text, RIGHT - _width(text, 16), 16)

    def table(self, rows: Sequence[Sequence[str]], size: float = 12) -> None:
        """A ruled table, its cells' text cut at their width."""
        width = (RIGHT - LEFT) / len(rows[0])
        edges = [LEFT + at * width for at in range(len(rows[0]) + 1)]
        self._y -= 6
        for row in rows:
            cells = [_cut(cell, size, width - 12, 0) for cell in row]
            height = max(map(len, cells)) * 16 + 8.0
            if self._y - height < BOTTOM:
                self.turn_page()
            self._canvas.setFont(FONT, size)
            top = self._y + 20
            self._canvas.grid(edges, [top, top - height])
            for left, lines in zip(edges, cells, strict=False):
                for at, line in enumerate(lines):
                    self._canvas.drawString(left + 6, top - 16 - at * 16, line)
            self._y -= height
        self._y -= 10

    def finish(self) -> bytes:
        """The file."""
        self._canvas.save()
        return self._file.getvalue()

    def _line(self, text: str, x: float, size: float) -> None:
        if self._y < BOTTOM:
            self.turn_page()
        self._canvas.setFont(FONT, size)
        self._canvas.drawString(x, self._y, text)
        self._y -= LEADING if size < 20 else 1.6 * size

    def turn_page(self) -> None:
        """Begins a page, with its running head and its number."""
        if self._page:
            self._canvas.showPage()
        self._page += 1
        self._y = TOP
        self._canvas.setFont(FONT, 9)
        self._canvas.drawString(LEFT, 790, self._head)
        self._canvas.line(LEFT, 785, RIGHT, 785)
        self._canvas.setFont(FONT, 14)
        self._canvas.drawString(RIGHT - 60 if self._page % 2 else LEFT, 70, self._numbers.format(self._page))


def _cut(text: str, size: float, width: float, indent: float) -> list[str]:
    lines, room = [""], width - indent
    for piece in _UNBREAKABLE.findall(text):
        if _width(lines[-1] + piece, size) > room:
            lines.append("")
            room = width
        lines[-1] += piece
    return lines


def _width(text: str, size: float) -> float:
    return pdfmetrics.stringWidth(text, FONT, size)
