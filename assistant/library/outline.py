"""Lines to a tree: which numbers at line starts open a part, and under which other part."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.domain import ReadingWarning, Span
from assistant.library.numbering import RANKS, Label, goes_on_as_reference
from assistant.library.source import Line
from assistant.library.traced import NOWHERE

HEADING_STYLES = frozenset({"编", "分编", "章", "节"})
LAW_STYLES = HEADING_STYLES | {"条"}
PLAN_STYLES = frozenset({"编", "章", "节", "部分", "一、", "（一）", "1."})
LONGEST_HEADING = 40
WIDEST_GAP = 3

_SENTENCE_MARKS = frozenset("。！？；，：!?;:")
_STOPS = frozenset("。！？；：」”’!?;:")
_MESSAGES = {"gap_in_numbers": "编号不连续", "unplaced_number": "编号不合顺序，按正文处理"}


@dataclass(slots=True)
class Node:
    """A numbered part: its own lines (the first one holds the label) and the parts below it."""

    label: Label
    lines: list[Line]
    children: "list[Node]" = field(default_factory=list)


@dataclass(slots=True)
class Outline:
    """The parts of a stretch of lines; `intro` are the lines before the first one."""

    intro: list[Line] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    warnings: list[ReadingWarning] = field(default_factory=list)


def build_outline(lines: Sequence[Line], styles: frozenset[str]) -> Outline:
    """The tree of the labels of `styles`; every other line belongs to the part before it."""
    return _Builder(styles).build(lines)


def is_heading(line: Line) -> bool:
    """Whether a line looks like a heading: marked as one, or short and without the marks of a sentence."""
    return not line.is_row and (line.is_marked or reads_as_heading(line.text))


def find_headings(lines: Sequence[Line]) -> frozenset[int]:
    """The indices of the lines that look like headings."""
    return frozenset(index for index, line in enumerate(lines) if is_heading(line))


def reads_as_heading(text: str) -> bool:
    """Whether a line's words alone look like a heading."""
    return len(text) <= LONGEST_HEADING and not _SENTENCE_MARKS & set(text)


def is_finished(text: str) -> bool:
    """Whether a paragraph ends where a sentence may end, so that the next line is not its continuation."""
    return text[-1:] in _STOPS


def place_of(line: Line) -> Span:
    """Where a line stands in the source."""
    known = [origin for origin in line.body.origins if origin != NOWHERE]
    return Span(known[0], known[-1] + 1) if known else Span(0, 0)


class _Builder:
    def __init__(self, styles: frozenset[str]) -> None:
        self._styles = styles
        self._outline = Outline()
        self._open: list[Node] = []
        self._last: dict[str, Label] = {}
        self._listed: dict[str, int] = {}

    def build(self, lines: Sequence[Line]) -> Outline:
        previous: Line | None = None
        for line in lines:
            label = line.label
            if label is None or label.style not in self._styles or not self._admits(label, line, previous):
                self._append(line)
            else:
                self._start(Node(label, [line]))
            previous = line
        return self._outline

    def _append(self, line: Line) -> None:
        (self._open[-1].lines if self._open else self._outline.intro).append(line)

    def _start(self, node: Node) -> None:
        while self._open and self._open[-1].label.rank >= node.label.rank:
            self._open.pop()
        (self._open[-1].children if self._open else self._outline.nodes).append(node)
        self._open.append(node)
        self._last[node.label.style] = node.label
        self._listed = {}

    def _admits(self, label: Label, line: Line, previous: Line | None) -> bool:
        """Whether the label opens a part, rather than starting a list, a reference or a cut line inside one."""
        if label.style in HEADING_STYLES and not is_heading(line):
            return False
        if self._is_listed(label, previous):
            return False
        if label.style == "条" and not label.is_spaced and goes_on_as_reference(line.text[label.length :]):
            return False
        if self._continues(label):
            return label.style not in ("条", "1.") or label.is_spaced or not _is_cut(previous)
        return self._jumps(label, line, previous)

    def _is_listed(self, label: Label, previous: Line | None) -> bool:
        """Whether the label belongs to a list inside the innermost part, which a colon began."""
        if not self._open or label.rank > self._open[-1].label.rank or label.rank <= RANKS["一、"]:
            return False
        begins = label.value == 1 and previous is not None and previous.text[-1:] in "：:"
        goes_on = label.value == self._listed.get(label.style, -1) + 1
        closes = self._continues(label) and previous is not None and previous.text[-1:] not in "；;"
        if begins or (goes_on and not closes):
            self._listed[label.style] = label.value
            return True
        return False

    def _continues(self, label: Label) -> bool:
        last = self._last.get(label.style)
        if last is None:
            return label.value == 1
        if label.sub:
            return (label.value, label.sub) == (last.value, last.sub + 1)
        return label.value == last.value + 1 or (label.value == 1 and self._may_restart(label))

    def _may_restart(self, label: Label) -> bool:
        """Numbers start again under a new parent; articles never do."""
        is_open = any(node.label.style == label.style for node in self._open)
        return label.style != "条" and (not is_open or label.style == "一、")

    def _jumps(self, label: Label, line: Line, previous: Line | None) -> bool:
        """Whether a number out of its order still opens a part; either way the reader warns."""
        last = self._last.get(label.style)
        start = last.value if last else 0
        is_first_article = label.style == "条" and last is None and label.is_spaced
        is_small_gap = start < label.value <= start + WIDEST_GAP and not label.sub and not _is_cut(previous)
        admitted = line.is_marked or is_first_article or is_small_gap
        code = "gap_in_numbers" if admitted else "unplaced_number"
        text = f"{_MESSAGES[code]}：{line.text[: label.length + 12]}"
        self._outline.warnings.append(ReadingWarning(code, text, place_of(line)))
        return admitted


def _is_cut(line: Line | None) -> bool:
    return line is not None and not is_finished(line.text) and not is_heading(line) and line.text[-1:] not in "）)》"
