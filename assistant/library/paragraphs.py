"""Lines of one part to its text: page cuts closed, real paragraph breaks kept."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.domain import ReadingWarning, Span
from assistant.library.numbering import read_label
from assistant.library.outline import is_finished, place_of
from assistant.library.source import Line, tighten, tighten_heading
from assistant.library.traced import Traced, join
from assistant.library.units import is_unit_bracket, is_unit_line

_LATIN = re.compile(r"[A-Za-z]")
_CLOSERS = "）)》】〕]"
_LIST_STYLES = frozenset({"附件", "一、", "（一）", "1.", "（1）", "①"})


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """A part's whole text, and what looked wrong where two lines met."""

    text: Traced
    warnings: tuple[ReadingWarning, ...]


def join_lines(lines: Sequence[Line], headings: frozenset[int] = frozenset()) -> Paragraphs:
    """The text of lines. `headings` are the indices of lines that end where they end, sentence mark or not."""
    pieces: list[Traced] = []
    warnings: list[ReadingWarning] = []
    for index, line in enumerate(lines):
        if index:
            before = lines[index - 1]
            glue = _glue(before, line, is_heading=index - 1 in headings)
            pieces.append(Traced.added(glue))
            if not glue and before.text[-1] == line.text[0] and "\u4e00" <= line.text[0] <= "\u9fff":
                warnings.append(_doubled(before, line))
        pieces.append(clean_line(line, is_heading=index in headings))
    return Paragraphs(join(pieces), tuple(warnings))


def clean_line(line: Line, *, is_heading: bool = False) -> Traced:
    """A line as it goes into a text: the gap after its number kept as one space, others closed."""
    label = read_label(line.text)
    length = label.length if label else 0
    rest = line.body.cut(length)
    gap = Traced(" ", rest.origins[:1]) if label and rest.text[:1].isspace() else Traced()
    body = (tighten_heading if is_heading else tighten)(rest.strip())
    return tighten_heading(line.body.cut(0, length)) + gap + body


def _glue(before: Line, line: Line, *, is_heading: bool) -> str:
    if is_unit_bracket(line.text) and not before.is_row:
        return ""
    if is_heading or before.is_row or line.is_row or before.is_marked or line.is_marked:
        return "\n"
    if is_finished(before.text) or _starts_list(line.text) or is_unit_line(line.text) or _ends_bracket(before.text):
        return "\n"
    return " " if _LATIN.match(before.text[-1]) and _LATIN.match(line.text[0]) else ""


def _starts_list(text: str) -> bool:
    """Whether a line begins with a number of a list; 第X条 inside a part is a reference that a page cut off."""
    label = read_label(text)
    return label is not None and label.style in _LIST_STYLES


def _ends_bracket(before: str) -> bool:
    """Whether a closing bracket ends the paragraph, because what stands in or before it does."""
    if before[-1] not in _CLOSERS:
        return False
    inner = before.rstrip(_CLOSERS)
    return is_finished(inner) or re.search(r"[。！？；][（(][^（(]*$", inner) is not None


def _doubled(before: Line, line: Line) -> ReadingWarning:
    words = f"{before.text[-4:]}/{line.text[:4]}"
    place = place_of(line).start
    return ReadingWarning("doubled_at_break", f"换页处文字疑似重复：{words}", Span(place, place + 1))
