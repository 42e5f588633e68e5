"""From when until when a document is in force, where its own text says so."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.domain import Clause
from assistant.language.numbers import read_ordinal
from assistant.library.front import find_dates

_SELF = (
    r"本(?:法|条例|办法|规定|细则|方案|意见|措施|政策|通知|规则|计划|解释|章程|准则|决定"
    r"|若干[^，。；]{0,8}|实施[^，。；]{0,8})"
)
_START = re.compile(
    rf"{_SELF}[^。；]{{0,12}}?(?:自|从)([^。；，]{{2,24}}?)(?:之日)?起?(?:开始)?(?:施行|执行|实施|生效|试行)"
)
_ISSUE = re.compile(r"(?:印发|发布|公布|下发|颁布|签发|发文)")
_YEARS = re.compile(r"有效期(?:限)?(?:为|是|暂定|暂定为)?\s*([0-9]{1,2}|[一二三四五六七八九十]{1,2})\s*年")
_END = re.compile(r"有效期(?:限)?(?:截止|截至|到|至)+([^。；，]{6,20}?日)|(?:有效|执行|实施)至([^。；，]{6,20}?日)")


@dataclass(frozen=True, slots=True)
class Validity:
    """First and last day in force; None where the text is silent."""

    start: date | None = None
    end: date | None = None


def find_validity(clauses: Sequence[Clause], issued: date | None) -> Validity:
    """What the clauses say of the document's own validity; 自印发之日起 counts from `issued`."""
    text = "\n".join(clause.text for clause in clauses if clause.kind not in ("annex", "table_row"))
    start = _find_start(text, issued)
    return Validity(start, _find_end(text, start))


def _find_start(text: str, issued: date | None) -> date | None:
    for match in _START.finditer(text):
        if dates := find_dates(match[1]):
            return dates[0]
        if _ISSUE.search(match[1]) and "后" not in match[1]:
            return issued
    return None


def _find_end(text: str, start: date | None) -> date | None:
    if match := _END.search(text):
        dates = find_dates(match[1] or match[2])
        return dates[0] if dates else None
    match = _YEARS.search(text)
    years = read_ordinal(match[1]) if match else None
    if start is None or years is None:
        return None
    return _add_years(start, years) - timedelta(days=1)


def _add_years(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
