"""The large parts of a document file: what comes before the body, the body, its annexes, and the signature after it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.library.articles import is_statute, separate_articles
from assistant.library.numbering import RANKS, fold
from assistant.library.outline import LAW_STYLES, PLAN_STYLES, is_heading
from assistant.library.source import Line

DATE_LINE = re.compile(
    r"[（(]?\s*(?:[0-9]{4}|[〇零一二三四五六七八九]{4})\s*年\s*[0-9一二三四五六七八九十]{1,3}\s*月"
    r"\s*[0-9一二三四五六七八九十]{1,3}\s*日\s*[）)]?"
)
_CLOSING = re.compile(
    r"[（(]此件[^（()）]*[）)]|(?:抄送|主送|分送|抄报)\s*[：:].*"
    r"|[^，。]{2,40}[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日印发"
)
SIGNATURE = re.compile(r"[^，。；：！？,;:]{2,60}(?:局|委|政府|办公室|厅|部|院|会|中心|处|组|办|公司|行|社|署)")
_INNER_TITLE = re.compile(r"(?:关于)?(?:印发|公布|发布|转发|下发)[《<]?(.{4,120}?)[》>]?的(?:通知|公告|决定|函)$")
_LONGEST_LISTED = 80
_MISREAD = 0.05
_CONTENTS = re.compile(r"目\s*[录次]")


@dataclass(frozen=True, slots=True)
class Parts:
    """A document's lines by part; `styles` are the labels that structure its body.

    Each annex's first line carries its label. `title` is the body's own title where a notice before it names it.
    """

    styles: frozenset[str]
    front: list[Line]
    body: list[Line]
    tail: list[Line]
    annexes: list[list[Line]]
    title: str | None


def divide(lines: Sequence[Line]) -> Parts:
    """The parts of a document."""
    separated = separate_articles(lines)
    if is_statute(separated):
        start = _find_statute(separated)
        return _build(separated, LAW_STYLES, start, _find_body_title(separated)[1])
    after, title = _find_body_title(lines)
    return _build(list(lines), PLAN_STYLES, _find_plan(lines, after), title)


def squeeze(text: str) -> str:
    """A title without spaces and title marks, for comparing."""
    return re.sub(r"[\s《》<>]", "", fold(text))


def _build(lines: list[Line], styles: frozenset[str], start: int, title: str | None) -> Parts:
    starts = [index for index in range(start + 1, len(lines)) if _is_annex(lines[index])]
    body = lines[start : starts[0] if starts else len(lines)]
    tail = _take_tail(body)
    annexes: list[list[Line]] = []
    for one, after in pairwise([*starts, len(lines)]):
        annex = lines[one:after]
        signature = _take_tail(annex)
        if _is_listing(annex, is_last=after == len(lines), has_signature=bool(signature)):
            tail += annex
        else:
            annexes.append(annex)
        tail += signature
    return Parts(styles, lines[:start], body, tail, annexes, title)


def _is_listing(lines: Sequence[Line], *, is_last: bool, has_signature: bool) -> bool:
    """Whether an 附件 only names the annexes that follow, above the signature or before the first of them."""
    label = lines[0].label
    is_short = all(len(line.text) <= _LONGEST_LISTED and not line.is_row and "。" not in line.text for line in lines)
    return is_short and (has_signature or (not is_last and label is not None and label.value == 0))


def _is_annex(line: Line) -> bool:
    label = line.label
    return label is not None and label.style == "附件" and len(line.text) <= _LONGEST_LISTED


def _take_tail(lines: list[Line]) -> list[Line]:
    """Removes signature, date and distribution lines from the end of `lines` (never its first) and gives them."""
    tail: list[Line] = []
    while len(lines) > 1 and _closes(lines[-1], has_tail=bool(tail)):
        tail.insert(0, lines.pop())
    return tail


def _closes(line: Line, *, has_tail: bool) -> bool:
    if line.is_row:
        return False
    text = line.text
    return bool(DATE_LINE.fullmatch(text) or _CLOSING.fullmatch(text) or (has_tail and SIGNATURE.fullmatch(text)))


def _find_statute(lines: Sequence[Line]) -> int:
    """The first article's line, or the chapter headings right above it."""
    labels = [line.label for line in lines]
    start = next(i for i, label in enumerate(labels) if label and label.style == "条")
    rank = RANKS["条"]
    while start and (above := labels[start - 1]) and above.style in LAW_STYLES and above.rank < rank:
        start, rank = start - 1, above.rank
    return start


def _find_plan(lines: Sequence[Line], after: int) -> int:
    """The first numbered part's line; the number of lines where nothing is numbered."""
    starts = [index for index in range(after, len(lines)) if _starts_plan(lines[index])]
    if not starts:
        return len(lines)
    has_contents = any(_CONTENTS.fullmatch(line.text) for line in lines[: starts[0]])
    first = squeeze(re.sub(r"[.…·\s0-9]+$", "", lines[starts[0]].text))
    repeats = [index for index in starts[1:] if squeeze(lines[index].text) == first]
    return repeats[0] if has_contents and repeats else starts[0]


def _starts_plan(line: Line) -> bool:
    label = line.label
    if label is None or label.style not in PLAN_STYLES or label.value < 1:
        return False
    return label.value == 1 or label.style in ("一、", "部分")


def _find_body_title(lines: Sequence[Line]) -> tuple[int, str | None]:
    """The line after the body's own title, with that title, where a notice (关于印发《…》的通知) announces it."""
    for index, line in enumerate(lines):
        match = _INNER_TITLE.search(squeeze(line.text)) if is_heading(line) else None
        if match is None:
            continue
        for later in range(index + 1, len(lines)):
            title = squeeze(lines[later].text)
            if _is_nearly(title, match[1]):
                return later + 1, title
    return 0, None


def _is_nearly(title: str, announced: str) -> bool:
    """Whether a line is the title that a notice announces, a character or so of a long one misread."""
    wrong = sum(one != other for one, other in zip(title, announced, strict=False))
    return len(title) == len(announced) and wrong <= _MISREAD * len(announced)
