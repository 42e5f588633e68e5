"""The numbers before the parts of Chinese official documents: 第一章, 第十四条, 一、, （四）, 14., （1）, ①, 附件1."""

import re
from dataclasses import dataclass

from assistant.language.numbers import read_ordinal

RANKS: dict[str, int] = {
    style: rank
    for rank, style in enumerate(("附件", "编", "分编", "章", "节", "条", "部分", "一、", "（一）", "1.", "（1）", "①"))
}

_FOLD = str.maketrans("０１２３４５６７８９（）．笫○\u3000\xa0", "0123456789().第〇  ")
_DIGIT = "〇零一二三四五六七八九十百千0-9"
_NUMERAL = rf"[{_DIGIT}](?:\s?[{_DIGIT}－—\-])*"
_LONGEST_LABEL = 40
_CHINESE = r"[一二三四五六七八九十百]{1,5}"
_ANNEX_TAIL = r"(?=\s*(?:[:：]|$|[0-9一二三四五六七八九十]|[《“(\[]))"
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("第", re.compile(rf"第\s*({_NUMERAL})\s*(分编|编|章|节|条|部分|篇)(?![件例])(?:之({_CHINESE})(?![一-龥]))?")),
    ("一、", re.compile(rf"({_CHINESE})\s*[、.]")),
    ("（一）", re.compile(rf"\(\s*({_CHINESE})\s*\)[、.]?")),
    ("1.", re.compile(r"([0-9]{1,3})\s*[.、](?!\s?[0-9])")),
    ("（1）", re.compile(r"\(?\s*([0-9]{1,3})\s*\)[、.]?")),
    ("①", re.compile(r"([①-⑳])")),
    (
        "附件",
        re.compile(
            rf"附\s?(?:件|录|表)\s*(?:([0-9]{{1,3}}|{_CHINESE})(?=\s*(?:[:：.、]|$|\s|[《“(\[一-龥]))|{_ANNEX_TAIL})[:：.、]?"
        ),
    ),
)


_REFERENCE = re.compile(
    r"\s*(?:规定|的|所[列规称指述]|[、，]|至|[和或及与]第|第[一二三四五六七八九十0-9]+[款项]|之[一二三四五六]|中(?:的|规定|所))"
)


@dataclass(frozen=True, slots=True)
class Label:
    """A number at the start of a line.

    `printed` is its canonical form for paths (一, （四）, 14, 第三章, 附件1), `sub` the Y of 第X条之Y, `length` the
    characters it takes, `is_spaced` whether white space or the line's end follows.
    """

    style: str
    value: int
    printed: str
    length: int
    is_spaced: bool = False
    sub: int = 0

    @property
    def rank(self) -> int:
        """Depth of the style, outermost first."""
        return RANKS[self.style]


def fold(text: str) -> str:
    """The text, as long as before, with the widths and misprints of numbers evened out (（１）→(1), 笫→第)."""
    return text.translate(_FOLD)


def read_label(text: str) -> Label | None:
    """The number that a line starts with."""
    folded = fold(text[:_LONGEST_LABEL])
    for style, pattern in _PATTERNS:
        if match := pattern.match(folded):
            return _build(style, match, folded)
    return None


def goes_on_as_reference(rest: str) -> bool:
    """Whether what follows a 第X条 shows that the words refer to that article (…规定, …第二款) and do not begin it."""
    return _REFERENCE.match(rest) is not None


def _build(style: str, match: re.Match[str], folded: str) -> Label | None:
    value = _read_value(match[1] or "0")
    if value is None:
        return None
    is_spaced = match.end() == len(folded) or folded[match.end()].isspace()
    if style == "第":
        style = {"篇": "部分"}.get(match[2], match[2])
        sub = _read_value(match[3] or "0") or 0
        return Label(style, value, _print_di(match, value, sub), match.end(), is_spaced, sub)
    return Label(style, value, _print(style, match[1], value), match.end(), is_spaced)


def _print_di(match: re.Match[str], value: int, sub: int) -> str:
    if match[2] == "条":
        return f"{value}-{sub}" if sub else str(value)
    return f"第{_clean_numeral(match[1])}{match[2]}"


def _print(style: str, numeral: str | None, value: int) -> str:
    match style:
        case "附件":
            return f"附件{value or ''}"
        case "一、":
            return str(numeral)
        case "（一）" | "（1）":
            return f"（{numeral}）"
        case "①":
            return str(numeral)
    return str(value)


def _read_value(numeral: str) -> int | None:
    if numeral.isdigit() and numeral.isascii():
        return int(numeral)
    return read_ordinal(_clean_numeral(numeral))


def _clean_numeral(numeral: str) -> str:
    return re.sub(r"[－—\-]", "一", re.sub(r"\s", "", numeral))
