"""The characters of a page to its lines, as the eye reads them."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from assistant.adapters.documents.pdf_page import Glyph

_SAME_LINE = 0.4
_WIDE_GAP = 1.2
_OTHER_GAP = 0.4
_PROSE_GAP = 0.18
_FEW_GAPS = 4
_LATIN = re.compile(r"[A-Za-z]")
_CJK = re.compile("[\u2e80-\U0003ffff]")
_RUN = re.compile(r"[A-Za-z]+|[0-9０-９][0-9０-９.,．，]*[%％‰]?|.", re.S)
_STICKS = re.compile(r"[，。、；：！？）》”’】〕…,.;:!?)\]]+")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line. `head` is the width of what could not be parted at its start: a character, a number, a word."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    head: float
    page: int = 0


def find_lines(glyphs: Iterable[Glyph], page: int = 0) -> list[Line]:
    """The lines from top to bottom."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda one: one.baseline):
        if rows and glyph.baseline - rows[-1][-1].baseline <= _SAME_LINE * min(glyph.size, rows[-1][-1].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    lines = (_build(sorted(row, key=lambda one: one.left), page) for row in rows)
    return [line for line in lines if line is not None]


def glue(before: Line, after: Line) -> str:
    """What stands between two lines of one paragraph: a space between words of letters, else nothing."""
    return " " if _LATIN.match(before.text[-1]) and _LATIN.match(after.text[0]) else ""


def _build(glyphs: Sequence[Glyph], page: int) -> Line | None:
    inked = [glyph for glyph in glyphs if not glyph.character.isspace()]
    if not inked:
        return None
    sizes = Counter(round(glyph.size, 1) for glyph in inked)
    return Line(
        text=_spell(glyphs).strip(),
        left=inked[0].left,
        right=max(glyph.right for glyph in inked),
        baseline=inked[0].baseline,
        size=sizes.most_common(1)[0][0],
        head=_measure_head(inked),
        page=page,
    )


def _spell(glyphs: Sequence[Glyph]) -> str:
    """The characters with spaces where a gap is wider than the line's usual one, which justified lines stretch."""
    gaps = [after.left - before.right for before, after in pairwise(glyphs)]
    usual = max(median(gaps), 0.0) if len(gaps) > _FEW_GAPS else 0.0
    text = glyphs[0].character
    for gap, (before, glyph) in zip(gaps, pairwise(glyphs), strict=True):
        if not before.character.isspace() and not glyph.character.isspace():
            text += _space((gap - usual) / (glyph.size or 1.0), before.character, glyph.character)
        text += glyph.character
    return text


def _space(gap: float, before: str, after: str) -> str:
    """The space that a gap, in characters, stands for.

    Next to a digit or mark it must be wide: Chinese is set a little apart from them, and spaced digits are one number.
    """
    if gap > _WIDE_GAP:
        return "  "
    is_prose = all(map(_CJK.match, before + after)) or all(map(_LATIN.match, before + after))
    return " " if gap > (_PROSE_GAP if is_prose else _OTHER_GAP) else ""


def _measure_head(glyphs: Sequence[Glyph]) -> float:
    text = "".join(glyph.character[:1] for glyph in glyphs)
    run = _RUN.match(text)
    end = run.end() if run else 1
    mark = _STICKS.match(text, end)
    return glyphs[(mark.end() if mark else end) - 1].right - glyphs[0].left
