"""Printed lines to paragraphs: a line that had no room for more goes on in the next one, across pages too."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from assistant.adapters.documents.blocks import Paragraph
from assistant.adapters.documents.pdf_lines import Line, glue
from assistant.library.numbering import read_label

_ENDS = "。！？；：!?;:"
_CLOSERS = "”’」）)》】"
_OPENING, _CLOSING = re.compile("[（(]"), re.compile("[）)]")
_LARGE = 1.15
_ROOM = 0.6
_NEAR = 0.7
_LEAST_INDENT, _MOST_INDENT = 1.4, 2.7
_INDENTED_SHARE = 0.08
_WIDE_LEADING = 1.5
_LARGEST_LEADING = 2.4
_FEW_LINES = 4
_LONGEST_NUMBER = 4.0
_EDGE_SHARE = 0.15


@dataclass(frozen=True, slots=True)
class Setting:
    """How a document is set: size of its body, distance of its lines, left and right edge of each page."""

    size: float
    leading: float
    edges: Mapping[int, tuple[float, float]]
    is_indented: bool


def join_lines(lines: Sequence[Line], setting: Setting) -> list[Paragraph]:
    """The paragraphs of lines that no table parts; those set larger than the body are headings."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _goes_on(groups[-1], line, setting):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_build(group, setting) for group in groups]


def measure(pages: Mapping[int, Sequence[Line]]) -> Setting:
    """The setting that most of a document's lines show."""
    lines = [line for one in pages.values() for line in one]
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    size = sizes.most_common(1)[0][0] if sizes else 0.0
    steps = [after.baseline - line.baseline for one in pages.values() for line, after in pairwise(one)]
    edges = _measure_edges(pages, size)
    indents = sum(_LEAST_INDENT * size < line.left - edges[line.page][0] < _MOST_INDENT * size for line in lines)
    return Setting(size, median(steps) if steps else 0.0, edges, indents > _INDENTED_SHARE * len(lines))


def _measure_edges(pages: Mapping[int, Sequence[Line]], size: float) -> dict[int, tuple[float, float]]:
    """Left and right edge of the text of each page; a page of few lines has those of the others."""
    body = {page: [one for one in lines if abs(one.size - size) < 0.1 * size] for page, lines in pages.items()}
    own = {page: _find_edges(lines, size) for page, lines in body.items() if lines}
    full = [own[page] for page in own if len(body[page]) >= _FEW_LINES] or list(own.values()) or [(0.0, 0.0)]
    usual = (median(left for left, _ in full), median(right for _, right in full))
    return {page: own[page] if len(body[page]) >= _FEW_LINES else usual for page in pages}


def _find_edges(lines: Sequence[Line], size: float) -> tuple[float, float]:
    left = -_find_edge(sorted((-one.left for one in lines), reverse=True), size)
    return left, _find_edge(sorted((one.right for one in lines), reverse=True), size)


def _find_edge(places: Sequence[float], size: float) -> float:
    """The outermost place that a good share of the lines come near; the outermost of all where none is so."""
    needed = max(_FEW_LINES, round(_EDGE_SHARE * len(places))) - 1
    near = (place for place, other in zip(places, places[needed:], strict=False) if place - other <= size)
    return next(near, places[0])


def _build(group: Sequence[Line], setting: Setting) -> Paragraph:
    text = group[0].text
    for before, line in pairwise(group):
        text += glue(before, line) + line.text
    return Paragraph(text, 1 if _is_large(group[0], setting) else 0)


def _goes_on(group: Sequence[Line], line: Line, setting: Setting) -> bool:
    before = group[-1]
    has_label = read_label(line.text) is not None
    if _is_large(before, setting) or _is_large(line, setting):
        return _is_same_heading(before, line) and not has_label
    if before.page == line.page and line.baseline - before.baseline > _WIDE_LEADING * setting.leading:
        return False
    if abs(before.size - line.size) > 0.1 * before.size or not _is_full(before, line, setting):
        return False
    is_finished = _is_finished(group)
    if setting.is_indented and _offset(line, setting) < _NEAR:
        return not (has_label and is_finished)
    return not has_label and not is_finished and (_is_below(group, line, setting) or _is_centred(line, setting))


def _is_finished(group: Sequence[Line]) -> bool:
    """Whether a paragraph's lines end a sentence, outside of a bracket."""
    text = "".join(line.text for line in group)
    is_open = len(_OPENING.findall(text)) > len(_CLOSING.findall(text))
    return not is_open and text.rstrip(_CLOSERS)[-1:] in _ENDS


def _is_below(group: Sequence[Line], line: Line, setting: Setting) -> bool:
    """Whether a line starts at the text's edge, under the line above it, or behind the number that it hangs on."""
    if line.page != group[-1].page or _offset(line, setting) < _NEAR:
        return True
    is_hanging = len(group) == 1 and read_label(group[0].text) is not None
    shift = (line.left - group[-1].left) / (line.size or 1.0)
    return abs(shift) < _NEAR or (is_hanging and 0 < shift < _LONGEST_NUMBER)


def _is_centred(line: Line, setting: Setting) -> bool:
    left, right = setting.edges[line.page]
    before, after = line.left - left, right - line.right
    return before > line.size and abs(before - after) < line.size


def _is_full(before: Line, line: Line, setting: Setting) -> bool:
    """Whether what starts `line` had no room left in the line above it."""
    return setting.edges[before.page][1] - before.right < line.head + _ROOM * before.size


def _offset(line: Line, setting: Setting) -> float:
    """How far right of the text's left edge a line starts, in characters."""
    return (line.left - setting.edges[line.page][0]) / (line.size or 1.0)


def _is_large(line: Line, setting: Setting) -> bool:
    return line.size > _LARGE * setting.size


def _is_same_heading(before: Line, line: Line) -> bool:
    is_same_size = abs(before.size - line.size) < 0.05 * line.size
    return is_same_size and before.page == line.page and line.baseline - before.baseline < _LARGEST_LEADING * line.size
