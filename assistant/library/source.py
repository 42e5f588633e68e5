"""A source as it came, cut into lines without Markdown, HTML and page marks; every character keeps its offset."""

import re
from dataclasses import dataclass

from assistant.library.numbering import Label, read_label
from assistant.library.traced import Traced

_INVISIBLE = re.compile(
    "[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u00ad\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f]"
)
_ESCAPE = re.compile(r"\\(?=[.()\[\]*#_>~|+\-])")
_SPACE_ENTITY = re.compile(r"&(?:nbsp|ensp|emsp|#160|#12288);")
_PAGE_NUMBER_AT_FEED = re.compile(r"(?<=\n)[ \t]*\d{1,4}[ \t]*\n?(?=\f)|(?<=\f)[ \t\n]*\d{1,4}[ \t]*(?=\n)")
_CELL_EDGE = re.compile(r"</t[dh]>\s*<t[dh]\b[^<>]*>", re.I)
_LINE_TAG = re.compile(r"<br\s*/?>|</(?:p|div|tr|li|h[1-6]|caption|table)>", re.I)
_TAG = re.compile(
    r"<!--(?:(?!<!--).)*?-->|</?[a-z][a-z0-9]*\b[^<>]*>|!\[[^\]\n]{0,300}\]\([^)\n]{0,500}\)", re.I | re.S
)
_LINE_END = re.compile(r"\r\n|[\r\n\f\v\u0085\u2028\u2029]")
_HEADING_MARK = re.compile(r"^\s*#{1,6}(?:\s+|(?=[^\s#\d]))")
_QUOTE_MARK = re.compile(r"^\s*>\s?")
_BOLD = re.compile(r"\*{2,3}")
_ARTEFACT = re.compile(
    r"[-—–―~·•]+\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\s*[-—–―~·•]+"
    r"|第\s*\d{1,4}\s*页[，,/\s]*(?:共\s*\d{1,4}\s*页)?|page\s*\d{1,4}(?:\s*of\s*\d{1,4})?"
    r"|[\s|]*|[-*_=\s]{3,}|(?=[^-]*--)[\s:|-]+",
    re.I,
)
_CELL_BAR = re.compile(r"\s?(?<!\\)\|\s?")
_EDGE_BARS = re.compile(r"^\|\s?|\s?\|$")
_CJK = "\u2e80-\u9fff\uf900-\ufaff\uff01-\uff0f\uff1a-\uff20\uff3b-\uff65“”‘’…—〔〕"
_LONE_SPACE = re.compile(rf"(?!(?<=[局委办厅部院])\s[省市州县区镇乡])(?<=[{_CJK}])\s(?=[{_CJK}])")
_ANY_SPACE = re.compile(rf"(?<=[{_CJK}])\s+(?=[{_CJK}])")
_WIDE_SPACE = re.compile(r"\s{2,}|[^\S ]")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: `is_marked` when the source marks it as a heading, `is_row` when it is a row of a table."""

    body: Traced
    is_marked: bool = False
    is_row: bool = False

    @property
    def text(self) -> str:
        """The line's characters, spaces as they came."""
        return self.body.text

    @property
    def label(self) -> Label | None:
        """The number that the line starts with; rows of a table have none."""
        return None if self.is_row else read_label(self.text)


def read_lines(traced: Traced) -> list[Line]:
    """The lines that carry text, in order. Page numbers, rules, images and marks are left out."""
    for pattern, new in (
        (_INVISIBLE, ""),
        (_SPACE_ENTITY, " "),
        (_PAGE_NUMBER_AT_FEED, ""),
        (_CELL_EDGE, " | "),
        (_LINE_TAG, "\n"),
        (_TAG, ""),
    ):
        traced = traced.replace(pattern, new)
    lines = (_read_line(piece) for piece in traced.split(_LINE_END))
    return [line for line in lines if line is not None]


def tighten(traced: Traced) -> Traced:
    """The text without the lone spaces that scans put between Chinese characters.

    A wider gap stays as one space, and so does one that parts two units (县财政局 县税务局).
    """
    return traced.replace(_LONE_SPACE).replace(_WIDE_SPACE, " ")


def tighten_heading(traced: Traced) -> Traced:
    """The text without any space between Chinese characters, as headings are spread out to fill a line (总　则)."""
    return traced.replace(_ANY_SPACE).replace(_WIDE_SPACE, " ")


def _read_line(piece: Traced) -> Line | None:
    piece = piece.replace(_QUOTE_MARK)
    bare = piece.replace(_HEADING_MARK).strip()
    is_bold = bare.text.startswith("**") and bare.text.endswith("**") and len(_BOLD.findall(bare.text)) == 2
    is_marked = is_bold or _HEADING_MARK.match(piece.text) is not None
    body = bare.replace(_BOLD).strip()
    if _ARTEFACT.fullmatch(body.text):
        return None
    is_row = _is_row(body.text)
    if is_row:
        body = body.replace(_WIDE_SPACE, " ").replace(_EDGE_BARS).replace(_CELL_BAR, " | ")
    body = body.replace(_ESCAPE).strip()
    return Line(body, is_marked=is_marked and not is_row, is_row=is_row) if body.text else None


def _is_row(text: str) -> bool:
    return " | " in text or (text.startswith("|") and text.count("|") > 1)
