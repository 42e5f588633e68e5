"""What stands before the body: title, document number, issuer and date."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from assistant.language.numbers import read_ordinal
from assistant.library.outline import is_heading
from assistant.library.parts import DATE_LINE, SIGNATURE, squeeze
from assistant.library.source import Line

NUMBER = re.compile(
    r"[一-龥]{1,20}\s*[〔\[［【（(]\s*[0-9]{4}\s*[〕\]］】）)]\s*第?\s*[0-9]{1,5}\s*号"
    r"|[一-龥]{2,30}令\s*[（(]?\s*第\s*[0-9一二三四五六七八九十百]+\s*号\s*[）)]?"
)
DOCUMENT_KIND = re.compile(
    r"(?:通知|方案|办法|意见|措施|细则|规定|决定|条例|规划|政策|法|计划|公告|要点|指南|准则|规则|章程|解释|批复"
    r"|函|法典|纲要)"
    r"(?:[（(][^（()）]*[）)])?$"
)
HEADER = re.compile(r"^(.{2,40}?)文件$")
_ISSUER_IN_TITLE = re.compile(r"^(.{2,40}?(?:局|委员会|委|政府|办公室|厅|部|院|会|中心))关于")
_DATE = re.compile(
    r"([0-9]{4}|[〇零○一二三四五六七八九]{4})\s*年\s*([0-9]{1,2}|[一二三四五六七八九十]{1,3})\s*月"
    r"\s*([0-9]{1,2}|[一二三四五六七八九十]{1,3})\s*日"
)
_ADOPTED = re.compile(r"通过|公布|发布|制定|批准")


@dataclass(frozen=True, slots=True)
class Front:
    """The identity that a document states of itself; None where it does not."""

    title: str
    document_number: str | None
    issuer: str | None
    issued: date | None


def read_front(front: Sequence[Line], tail: Sequence[Line], body_title: str | None) -> Front:
    """The identity in the lines before and after the body."""
    title = body_title or _find_title(front)
    return Front(title, _find_number(front), _find_issuer(front, tail), _find_date(front, tail))


def find_dates(text: str) -> list[date]:
    """The full dates of a text in order; impossible ones (2月30日) are no dates."""
    return [found for match in _DATE.finditer(text) if (found := _read_date(match)) is not None]


def _find_title(lines: Sequence[Line]) -> str:
    """The heading that names a kind of document, with the issuer's line above it if it starts with 关于."""
    for index, line in enumerate(lines):
        text = _close_spaces(line.text)
        if not is_heading(line) or not DOCUMENT_KIND.search(text):
            continue
        above = _close_spaces(lines[index - 1].text) if index else ""
        is_continued = text.startswith("关于") and above and is_heading(lines[index - 1])
        if is_continued and not HEADER.match(above) and not NUMBER.fullmatch(above):
            return above + text
        return text
    return _close_spaces(lines[0].text) if lines else ""


def _close_spaces(text: str) -> str:
    """A title on one line: without the spaces that lines were filled with."""
    return re.sub(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])", "", text)


def _find_number(lines: Sequence[Line]) -> str | None:
    for line in lines:
        match = NUMBER.match(line.text)
        if match and (match.end() == len(line.text) or "签发" in line.text):
            return re.sub(r"\s", "", match[0])
    return None


def _find_issuer(front: Sequence[Line], tail: Sequence[Line]) -> str | None:
    for lines in (tail, front):
        for above, line in pairwise(lines):
            if DATE_LINE.fullmatch(line.text) and SIGNATURE.fullmatch(above.text):
                return squeeze(above.text)
    for line in front:
        match = HEADER.match(squeeze(line.text)) or _ISSUER_IN_TITLE.match(squeeze(line.text))
        if match and is_heading(line):
            return match[1]
    return None


def _find_date(front: Sequence[Line], tail: Sequence[Line]) -> date | None:
    for line in (*tail, *front):
        if DATE_LINE.fullmatch(line.text) and (dates := find_dates(line.text)):
            return dates[0]
    for line in front:
        if _ADOPTED.search(line.text) and (dates := find_dates(line.text)):
            return dates[0]
    return None


def _read_date(match: re.Match[str]) -> date | None:
    year, month, day = map(read_ordinal, match.groups())
    try:
        return date(year or 0, month or 0, day or 0)
    except ValueError:
        return None
