"""Statutes printed without line breaks: articles and chapters that stand inside a line get lines of their own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.library.numbering import RANKS, Label, goes_on_as_reference, read_label
from assistant.library.outline import HEADING_STYLES, LAW_STYLES, LONGEST_HEADING, WIDEST_GAP, is_heading
from assistant.library.source import Line

_CANDIDATE = re.compile(r"[第笫]\s*[〇○零一二三四五六七八九十百千0-9０-９]")
_SENTENCE_END = re.compile(r"[。；！？”）)」]\s*$")
_BARE_HEADING = re.compile(r"[。；]\s*(?!.*(?:[依按]照|根据|违反|适用|本[法条]|和|或|、)$)[一-龥、]{2,16}\s*$")


def separate_articles(lines: Sequence[Line]) -> list[Line]:
    """The lines, cut before each article or chapter that goes on with the numbering in the middle of a line."""
    counter = _Counter()
    return [piece for line in lines for piece in _separate(line, counter)]


def is_statute(lines: Sequence[Line]) -> bool:
    """Whether the lines hold articles: two in succession, or 第一条 and no other numbering."""
    labels = [label for line in lines if (label := line.label)]
    articles = [label for label in labels if label.style == "条" and not label.sub]
    if any(after.value == before.value + 1 for before, after in pairwise(articles)):
        return True
    return bool(articles) and articles[0].value == 1 and all(label.style == "条" for label in labels)


class _Counter:
    """The last number of each style, to know which may come next."""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}

    def expects(self, label: Label) -> bool:
        """Whether the label is the next one; articles in their own space may also leave a few out."""
        widest = WIDEST_GAP if label.style == "条" and label.is_spaced else 1
        return 1 <= label.value - self._last.get(label.style, 0) <= widest

    def may_begin(self, label: Label, line: Line) -> bool:
        """Whether the label at a line's start counts: the next one, the first article, or a chapter's heading."""
        is_first = label.style == "条" and label.style not in self._last
        is_title = label.style in HEADING_STYLES and len(line.text) <= LONGEST_HEADING
        return is_first or is_title or self.expects(label)

    def note(self, label: Label) -> None:
        self._last[label.style] = label.value
        self._last.update({style: 0 for style in HEADING_STYLES if RANKS[style] > label.rank})


def _separate(line: Line, counter: _Counter) -> Iterator[Line]:
    label = line.label
    if label and label.style in LAW_STYLES and counter.may_begin(label, line):
        counter.note(label)
    start = 0
    for match in () if line.is_row else _CANDIDATE.finditer(line.text):
        place = match.start()
        inner = read_label(line.text[place : place + LONGEST_HEADING]) if place > start else None
        if inner and inner.style in LAW_STYLES and counter.expects(inner) and _opens(line, start, place, inner):
            yield replace(line, body=line.body.cut(start, place).strip())
            counter.note(inner)
            start = place
    yield replace(line, body=line.body.cut(start).strip())


def _opens(line: Line, start: int, place: int, label: Label) -> bool:
    """Whether the label at `place` begins a part: after a sentence's end, or right after a chapter's heading."""
    after = line.text[place + label.length :]
    if goes_on_as_reference(after) or not after.strip():
        return False
    before = replace(line, body=line.body.cut(start, place))
    heading = read_label(before.text)
    if heading is not None and heading.style in HEADING_STYLES:
        return is_heading(before)
    if label.is_spaced and _BARE_HEADING.search(before.text):
        return True
    return _SENTENCE_END.search(before.text) is not None
