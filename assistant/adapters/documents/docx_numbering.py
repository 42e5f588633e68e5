"""Numbers that Word computes before numbered paragraphs: 一、 （一） 1. 第一条 ①, counted as Word counts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from assistant.adapters.documents.docx_names import W, index_of, is_on, number_of, value_of
from assistant.adapters.documents.docx_styles import NumberingUse, Styles
from assistant.adapters.documents.numerals import print_numeral
from assistant.errors import RequestError

_PLACE = re.compile(r"%([1-9])")
_TIGHT_ENDS = "、）)】》"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: `pattern` such as 第%1条; a step of a level up to `restarts_after` starts it anew."""

    start: int
    style: str
    pattern: str
    is_spaced: bool
    is_decimal: bool
    restarts_after: int
    paragraph_style: str | None


@dataclass(frozen=True, slots=True)
class _List:
    """A w:num: its abstract list, whose counters it shares, its levels, and the numbers it starts with by itself."""

    abstract: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]


class Numbering:
    """The lists of one document with their counters; ask for labels in reading order."""

    def __init__(self, root: Element | None, styles: Styles, name: str) -> None:
        self._styles = styles
        self._name = name
        self._lists: dict[int, _List] = {}
        self._links: dict[int, str] = {}
        if root is not None:
            abstracts = {one.get(f"{W}abstractNumId", ""): one for one in root.iter(f"{W}abstractNum")}
            for one in root.iter(f"{W}num"):
                self._add(one, abstracts)
        self._counters: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[int, int]] = set()

    def label(self, use: NumberingUse) -> str:
        """The number of the next paragraph of a list, with the space that follows it; "" for a bullet."""
        num_id = self._styles.list_of(self._links[use.num_id]) if use.num_id in self._links else use.num_id
        one = self._lists.get(num_id or 0)
        if one is None or num_id is None:
            return ""
        at = use.level if use.level is not None else _linked_level(one, use)
        level = one.levels.get(at)
        if level is None:
            return ""
        counters = self._count(num_id, one, at, level)
        return "" if level.style == "bullet" else self._print(one, level, counters)

    def _add(self, num: Element, abstracts: Mapping[str, Element]) -> None:
        num_id = index_of(num, "numId")
        abstract = value_of(num, "abstractNumId") or ""
        if link := value_of(abstracts.get(abstract), "numStyleLink"):
            self._links[num_id] = link
            return
        levels = _read_levels(abstracts.get(abstract))
        starts: dict[int, int] = {}
        for override in num.iter(f"{W}lvlOverride"):
            at = index_of(override, "ilvl")
            levels |= _read_levels(override)
            start = number_of(override, "startOverride")
            if start is not None:
                starts[at] = start
        self._lists[num_id] = _List(abstract, levels, starts)

    def _count(self, num_id: int, one: _List, at: int, level: Level) -> Mapping[int, int]:
        counters = self._counters.setdefault(one.abstract, {})
        if at in one.starts and (num_id, at) not in self._begun:
            counters[at] = one.starts[at]
        elif at in counters:
            counters[at] += 1
        else:
            counters[at] = level.start
        self._begun.add((num_id, at))
        for deeper in [place for place in counters if place > at]:
            if deeper not in one.levels or at <= one.levels[deeper].restarts_after:
                del counters[deeper]
        return counters

    def _print(self, one: _List, level: Level, counters: Mapping[int, int]) -> str:
        def fill(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            other = one.levels.get(place, level)
            return self._print_numeral("decimal" if level.is_decimal else other.style, counters.get(place, other.start))

        printed = _PLACE.sub(fill, level.pattern).strip()
        return printed + (" " if printed and level.is_spaced and printed[-1] not in _TIGHT_ENDS else "")

    def _print_numeral(self, style: str, number: int) -> str:
        printed = print_numeral(style, number)
        if printed is None:
            raise RequestError(
                f"{self._name}: numbers of style {style!r} are not known",
                f"{self._name} 用了不认识的自动编号样式（{style}），请把编号改为手工输入后再试。",
            )
        return printed


def _linked_level(one: _List, use: NumberingUse) -> int:
    return next((at for at, level in one.levels.items() if level.paragraph_style in use.styles), 0)


def _read_levels(parent: Element | None) -> dict[int, Level]:
    found = [] if parent is None else parent.iter(f"{W}lvl")
    return {index_of(one, "ilvl"): _read_level(one) for one in found}


def _read_level(one: Element) -> Level:
    at = index_of(one, "ilvl")
    restart = number_of(one, "lvlRestart")
    formats = [value for element in one.iter(f"{W}numFmt") if (value := element.get(f"{W}val"))]
    start = number_of(one, "start")
    return Level(
        start=0 if start is None else start,
        style=next((style for style in formats if style != "custom"), "custom" if formats else "decimal"),
        pattern=value_of(one, "lvlText") or "",
        is_spaced=value_of(one, "suff") != "nothing",
        is_decimal=is_on(one, "isLgl"),
        restarts_after=at - 1 if restart is None else restart - 1,
        paragraph_style=value_of(one, "pStyle"),
    )
