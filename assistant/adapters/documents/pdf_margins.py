"""Running heads, running feet and page numbers, told from the text that they frame."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import median

from assistant.adapters.documents.pdf_lines import Line

_EDGE_LINES = 2
_SAME_HEIGHT = 4.0
_APART = 1.4
_OTHER_SIZE = 0.1
_PAGE_NUMBER = re.compile(
    r"[-—–―~·•]+\s*[0-9０-９]{1,4}\s*[-—–―~·•]+|第\s*[0-9]{1,4}\s*页(?:\s*[，,/]?\s*共\s*[0-9]{1,4}\s*页)?"
    r"|page\s*[0-9]{1,4}(?:\s*of\s*[0-9]{1,4})?",
    re.I,
)
_BARE_NUMBER = re.compile(r"([0-9]{1,4})(?:\s*/\s*[0-9]{1,4})?")
_DIGITS = re.compile(r"[0-9０-９]+")

Key = tuple[str, int]


def drop_margins(pages: Mapping[int, Sequence[Line]]) -> dict[int, list[Line]]:
    """The lines of each page (by its number) without running heads and feet and page numbers.

    A line repeated at the same height of two pages is one only where it stands apart from the text or is set in another
    size: on a grid of lines, any two pages may begin or end alike.
    """
    counts = _count_repeated(pages)
    size = median([line.size for lines in pages.values() for line in lines] or [0.0])
    kept: dict[int, list[Line]] = {}
    for number, lines in pages.items():
        leading = _measure_leading(lines)
        body = list(lines)
        while body and _is_margin(body[0], _is_apart(body[: _EDGE_LINES + 1], leading, size), counts):
            body.pop(0)
        while body and _is_margin(body[-1], _is_apart(body[: -_EDGE_LINES - 2 : -1], leading, size), counts):
            body.pop()
        kept[number] = body
    return kept


def _count_repeated(pages: Mapping[int, Sequence[Line]]) -> Counter[Key]:
    """How many pages hold, among their first and last two lines, the same words at the same height, numbers aside."""
    counts: Counter[Key] = Counter()
    for lines in pages.values():
        edges = (*lines[:_EDGE_LINES], *lines[-_EDGE_LINES:])
        counts.update({key for line in edges for key in _keys(line)})
    return counts


def _is_margin(line: Line, is_apart: bool, counts: Mapping[Key, int]) -> bool:
    if _PAGE_NUMBER.fullmatch(line.text):
        return True
    number = _BARE_NUMBER.fullmatch(line.text)
    is_repeated = any(counts.get(key, 0) > 1 for key in _keys(line))
    return is_apart and (is_repeated or (number is not None and number[1] == str(line.page)))


def _is_apart(lines: Sequence[Line], leading: float, size: float) -> bool:
    """Whether the first of some lines, alone or with the second, stands off from the others, or is of another size."""
    gaps = [abs(after.baseline - line.baseline) for line, after in pairwise(lines)]
    return not gaps or max(gaps) > _APART * leading or abs(lines[0].size - size) > _OTHER_SIZE * size


def _measure_leading(lines: Sequence[Line]) -> float:
    """The usual distance of two lines of a page."""
    return median([after.baseline - line.baseline for line, after in pairwise(lines)]) if len(lines) > 1 else 0.0


def _keys(line: Line) -> tuple[Key, Key]:
    """What equal lines share: the words without numbers, and the height, in two overlapping steps."""
    words = _DIGITS.sub("0", line.text.replace(" ", ""))
    step = round(line.baseline / _SAME_HEIGHT)
    return (words, 2 * step), (words, 2 * round(line.baseline / _SAME_HEIGHT - 0.5) + 1)
