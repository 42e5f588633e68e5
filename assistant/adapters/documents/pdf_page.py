"""What stands on one PDF page, where: characters, ruled lines, pictures. Coordinates are points, y grows downwards."""

import ctypes
import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from assistant.language.normalisation import decompose

_HYPHEN_AT_LINE_END = "\x02"
_THINNEST_BOX = 3.0
_SHORTEST_RULE = 6.0
_STRAIGHT = 1.0
_UPRIGHT = 0.99
_DOUBLE_OFFSET = 0.2


@dataclass(frozen=True, slots=True)
class Glyph:
    """One visible character: its left and right edge, its baseline, and its font's size as it appears."""

    character: str
    left: float
    right: float
    baseline: float
    size: float


@dataclass(frozen=True, slots=True)
class Rule:
    """One straight horizontal or vertical line."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def is_vertical(self) -> bool:
        """Whether it runs from top to bottom."""
        return self.bottom - self.top > self.right - self.left


@dataclass(frozen=True, slots=True)
class Page:
    """The content of a page; `picture` is the share of its area that its largest picture covers."""

    number: int
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    picture: float


def read_page(page: Any, number: int) -> Page:
    """The content of a pypdfium2 page; text that stands askew to the page (watermarks) is left out."""
    frame = _Frame(page)
    rules: list[Rule] = []
    picture = 0.0
    for item in page.get_objects(max_depth=4):
        picture = max(picture, frame.share_of_picture(item))
        rules += frame.rules_of(item)
    return Page(number, tuple(_drop_doubles(frame.glyphs())), tuple(rules), picture)


class _Frame:
    """Turns a page's own coordinates, which run upwards and may be rotated, into those of the page as seen."""

    def __init__(self, page: Any) -> None:
        import pypdfium2.raw as pdfium

        self._pdfium = pdfium
        self._page = page
        self._turn = page.get_rotation() // 90
        self._width, self._height = page.get_size()

    def glyphs(self) -> Iterator[Glyph]:
        """The characters in the order of the file."""
        pdfium, text = self._pdfium, self._page.get_textpage()
        for index in range(text.count_chars()):
            character = _clean(chr(pdfium.FPDFText_GetUnicode(text, index)))
            if not character or (pdfium.FPDFText_IsGenerated(text, index) and character != "-"):
                continue
            if self._is_upright(pdfium.FPDFText_GetCharAngle(text, index)):
                yield self._glyph(text, index, character)

    def share_of_picture(self, item: Any) -> float:
        """The share of the page that an object covers, if it is a picture."""
        if item.type != self._pdfium.FPDF_PAGEOBJ_IMAGE:
            return 0.0
        left, bottom, right, top = item.get_bounds()
        return float(abs((right - left) * (top - bottom)) / (self._width * self._height or 1.0))

    def rules_of(self, item: Any) -> Iterator[Rule]:
        """The straight lines that a drawn path is seen as: its strokes, or itself where it is filled and thin."""
        pdfium = self._pdfium
        if item.type != pdfium.FPDF_PAGEOBJ_PATH:
            return
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
        if stroke.value:
            lines = self._strokes(item)
        elif fill.value:
            left, bottom, right, top = item.get_bounds()
            lines = iter([(left, bottom, right, top)] if min(right - left, top - bottom) <= _THINNEST_BOX else [])
        else:
            return
        for x, y, other_x, other_y in lines:
            rule = self._rule(x, y, other_x, other_y)
            across, down = rule.right - rule.left, rule.bottom - rule.top
            if max(across, down) >= _SHORTEST_RULE and min(across, down) <= _THINNEST_BOX:
                yield rule

    def _strokes(self, item: Any) -> Iterator[tuple[float, float, float, float]]:
        pdfium, matrix = self._pdfium, item.get_matrix()
        x, y = ctypes.c_float(), ctypes.c_float()
        start = at = (0.0, 0.0)
        for index in range(pdfium.FPDFPath_CountSegments(item)):
            segment = pdfium.FPDFPath_GetPathSegment(item, index)
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            to = matrix.on_point(x.value, y.value)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                start = to
            elif kind == pdfium.FPDF_SEGMENT_LINETO and _is_straight(at, to):
                yield (*at, *to)
            at = to
            if pdfium.FPDFPathSegment_GetClose(segment) and _is_straight(at, start):
                yield (*at, *start)

    def _glyph(self, text: Any, index: int, character: str) -> Glyph:
        pdfium = self._pdfium
        x, y, box, matrix = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF(), pdfium.FS_MATRIX()
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        pdfium.FPDFText_GetLooseCharBox(text, index, box)
        pdfium.FPDFText_GetMatrix(text, index, matrix)
        size = pdfium.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
        edges = self._rule(box.left, box.bottom, box.right, box.top)
        return Glyph(character, edges.left, edges.right, self._place(x.value, y.value)[1], size)

    def _is_upright(self, angle: float) -> bool:
        return math.cos(angle + self._turn * math.pi / 2) > _UPRIGHT

    def _place(self, x: float, y: float) -> tuple[float, float]:
        match self._turn:
            case 1:
                return y, x
            case 2:
                return self._width - x, y
            case 3:
                return self._width - y, self._height - x
        return x, self._height - y

    def _rule(self, x: float, y: float, other_x: float, other_y: float) -> Rule:
        (left, top), (right, bottom) = self._place(x, y), self._place(other_x, other_y)
        return Rule(min(left, right), min(top, bottom), max(left, right), max(top, bottom))


def _clean(character: str) -> str:
    """The character as it is typed: radicals and compatibility forms as the characters they look like, "" for none."""
    if character == _HYPHEN_AT_LINE_END:
        return "-"
    return "" if unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp") else decompose(character)


def _drop_doubles(glyphs: Iterator[Glyph]) -> Iterator[Glyph]:
    """Without the second of two equal characters drawn over each other, as bold is faked."""
    seen: set[tuple[str, int, int]] = set()
    for glyph in glyphs:
        row, column = round(glyph.baseline), round(glyph.left / (_DOUBLE_OFFSET * (glyph.right - glyph.left) or 1.0))
        if seen.isdisjoint((glyph.character, row, column + shift) for shift in (-1, 0, 1)):
            seen.add((glyph.character, row, column))
            yield glyph


def _is_straight(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return min(abs(one[0] - other[0]), abs(one[1] - other[1])) <= _STRAIGHT
