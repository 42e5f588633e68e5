"""The grammar of addresses in speech: 第14条, 二（四）14, （二）里的第5项, 第三部分第二点, #14, 上一条."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.domain import Span
from assistant.language.numbers import read_ordinal
from assistant.library.numbering import fold


@dataclass(frozen=True, slots=True)
class Token:
    """One step of an address: `value` is its number in Arabic digits.

    `kind`: volume 编, chapter 章, node 节, part 部分, top 一、, mid （一）, annex 附件,
    item 条/项/行, point 点 (a mid or else an item), numeral 十四 alone (a top or else an item).
    """

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Reference:
    """An address as spoken, not yet looked up. `through` ends a range, `paragraph` and `point` are 款 and 项."""

    span: Span
    tokens: tuple[Token, ...] = ()
    policy_id: str | None = None
    number: str | None = None
    relative: int | None = None
    through: str | None = None
    paragraph: int | None = None
    point: int | None = None


_C = "[一二三四五六七八九十]{1,3}"
_N = "(?:[0-9]{1,4}|[〇一二三四五六七八九十百千]{1,7})"
_GLUE = r"\s*(?:里面|里边|里|之中|中|内|下面|下)?\s*的?\s*[、,，]?\s*"
_NO_UNIT = r"(?![0-9.万亿千百元%‰年月日天个家户人名倍号级]|\s*(?:万|亿|元|%|‰|个|家|户|人|年|月|日))"
_NOT_NOUN = r"(?![件例目]|产业链|生产线|线)"
_ITEM = (
    rf"(?:第\s*(?P<item>{_N})\s*(?:小项|条|项|点|个){_NOT_NOUN}"
    rf"|(?P<bare>[0-9]{{1,3}})\s*(?:[条项]{_NOT_NOUN}|{_NO_UNIT}))"
)
_MID = rf"(?:第?\s*\(\s*(?P<mid>{_N})\s*\)(?:部分|[点条项]{_NOT_NOUN})?|第\s*(?P<point>{_N})\s*小?(?:点|节))"
_TOP = (
    rf"(?:第\s*(?P<part>{_N})\s*大?部分|第\s*(?P<top>{_N})\s*大[点项条块]"
    rf"|第?(?P<short>{_C})\s*[、.]?\s*(?=\(\s*{_N}\s*\)))"
)
_PART = rf"(?:\s*第?\s*(?P<paragraph>{_N})\s*款)?(?:\s*第?\s*\(?\s*(?P<sub>{_N})\s*\)?\s*项{_NOT_NOUN})?"

_PATH = re.compile(rf"(?<![一二三四五六七八九十百千万0-9]){_TOP}(?:{_GLUE}{_MID})?(?:{_GLUE}{_ITEM})?")
_INNER = re.compile(rf"\(\s*(?P<mid>{_C})\s*\){_GLUE}{_ITEM}")
_CHAPTER = re.compile(
    rf"(?:第\s*(?P<volume>{_N})\s*编{_GLUE})?(?:第\s*(?P<chapter>{_N})\s*章(?![程]))?(?:{_GLUE}第\s*(?P<node>{_N})\s*节(?!课))?"
    rf"(?:{_GLUE}第\s*(?P<item>{_N})\s*条{_NOT_NOUN})?"
)
_ARTICLE = re.compile(rf"第\s*(?P<item>{_N})\s*条{_NOT_NOUN}(?:之\s*(?P<extra>{_C}))?{_PART}")
_NUMBERED = re.compile(rf"第\s*(?P<item>{_N})\s*项{_NOT_NOUN}")
_SERIES = re.compile(rf"第\s*{_N}(?:\s*[条项]?\s*(?:[、,，]|和|与|及|以及)\s*第?\s*{_N})+\s*[条项]{_NOT_NOUN}")
_RANGE = re.compile(
    rf"第\s*(?P<item>{_N})\s*[条项]?\s*(?:到|至|—+|-|~|～)\s*第?\s*(?P<through>{_N})\s*[条项]{_NOT_NOUN}"
)
_SHORT = re.compile(
    rf"(?<![有共这那几前后给提每第、0-9一二三四五六七八九十百千万个])(?P<item>{_N})\s*[条项]"
    r"(?=\s*(?:$|[，。？！?!；：:,、）)》”]|的|是|里|中|说|讲|规定|写|原文|全文|内容|呢|吧|和|与|怎|什么|啥|责任|谁"
    r"|属|归|适用))"
)
_ANNEX = re.compile(
    rf"附\s?[件表录]\s*(?P<annex>[0-9]{{1,2}}|{_C})?"
    rf"(?:{_GLUE}第\s*(?P<row>{_N})\s*(?:行|条|项|点){_NOT_NOUN})?"
)
_KEY = (
    rf"(?:附件[0-9]*|{_C}|第[一-龥]{{1,4}}(?:[编章节]|部分)|[0-9]{{1,4}})"
    rf"(?:-(?:[0-9]{{1,4}}|{_C}|第[一-龥]{{1,4}}[章节]))*(?:\([0-9]+\))?"
)
_HASH = re.compile(rf"(?<![A-Za-z0-9-])(?P<policy>[A-Za-z0-9][A-Za-z0-9-]*)?#\s*(?P<number>{_KEY})(?![0-9-])")
_RELATIVE = re.compile(
    rf"(?:(?P<back>[上前]一[条项])|(?P<on>(?<!以)[下后]一[条项])|(?P<here>本条|本项|这一?条|该条)){_NOT_NOUN}(?!政策)"
)
_WHOLE_NUMBER = re.compile(rf"第?\s*(?P<item>{_N})")
_WHOLE_MID = re.compile(rf"第?\(\s*(?P<mid>{_C})\s*\)")
_WHOLE_NUMERAL = re.compile(rf"(?P<numeral>{_C})\s*[、.]?")
_WHOLE_KEY = re.compile(_KEY)

_KINDS = {
    "annex": "annex",
    "volume": "volume",
    "chapter": "chapter",
    "node": "node",
    "part": "part",
    "top": "top",
    "short": "top",
    "numeral": "numeral",
    "mid": "mid",
    "point": "point",
    "item": "item",
    "bare": "item",
    "row": "item",
}


def find_references(text: str) -> list[Reference]:
    """Every address in a piece of speech, in order, none overlapping; a text that is an address as a whole is one."""
    folded = fold(text).replace("條", "条").replace("項", "项").replace("＃", "#").replace("零", "〇")
    if whole := _read_whole(folded):
        return [whole]
    kept: list[Reference] = []
    for reference in sorted(_find_all(folded), key=lambda one: (one.span.start, -one.span.end)):
        if not kept or reference.span.start >= kept[-1].span.end:
            kept.append(reference)
    return kept


def _read_whole(folded: str) -> Reference | None:
    """The address that the whole text is, of a kind too vague inside a sentence (14, 一, （四）)."""
    bare = folded.strip()
    span = Span(folded.find(bare), folded.find(bare) + len(bare))
    if re.fullmatch("[0-9]{1,4}", bare) or ("-" in bare and _WHOLE_KEY.fullmatch(bare)):
        return Reference(span, number=bare)
    for pattern in (_WHOLE_MID, _WHOLE_NUMERAL, _WHOLE_NUMBER):
        if match := pattern.fullmatch(bare):
            return replace(_build(match), span=span)
    return None


def _find_all(folded: str) -> Iterator[Reference]:
    for match in _HASH.finditer(folded):
        yield Reference(Span(*match.span()), policy_id=match["policy"], number=match["number"])
    for match in _RELATIVE.finditer(folded):
        yield Reference(Span(*match.span()), relative=-1 if match["back"] else 1 if match["on"] else 0)
    for match in _SERIES.finditer(folded):
        yield from _split_series(match)
    for match in _RANGE.finditer(folded):
        yield replace(_build(match), through=_arabic(match["through"]))
    for pattern in (_PATH, _INNER, _CHAPTER, _ARTICLE, _NUMBERED, _SHORT, _ANNEX):
        for match in pattern.finditer(folded):
            if match[0]:
                yield _build(match)


def _split_series(match: re.Match[str]) -> Iterator[Reference]:
    for number in re.finditer(_N, match[0]):
        start = match.start() + number.start()
        yield Reference(Span(start, start + len(number[0])), (Token("item", _arabic(number[0])),))


def _build(match: re.Match[str]) -> Reference:
    groups = match.groupdict()
    tokens = [Token(_KINDS[name], _arabic(words)) for name, words in groups.items() if words and name in _KINDS]
    if groups.get("extra"):
        tokens[-1] = Token("item", f"{tokens[-1].value}-{_arabic(groups['extra'])}")
    if "annex" in groups and not groups["annex"]:
        tokens.insert(0, Token("annex", ""))
    start, end = match.span()
    words = match[0]
    span = Span(start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip()))
    return Reference(span, tuple(tokens), paragraph=_whole(groups.get("paragraph")), point=_whole(groups.get("sub")))


def _arabic(words: str) -> str:
    value = _whole(words)
    return words if value is None else str(value)


def _whole(words: str | None) -> int | None:
    return read_ordinal(words) if words else None
