"""The grammar of addresses in speech: 第14条, 二（四）14, （二）里的第5项, 第三部分第二点, #14, 上一条, 倒数第二条."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.domain import Span
from assistant.language.numbers import read_ordinal
from assistant.library.numbering import fold
from assistant.library.traced import Traced


@dataclass(frozen=True, slots=True)
class Token:
    """One step of an address: `value` is its number in Arabic digits.

    `kind`: volume 编, chapter 章, node 节, part 部分, top 一、, mid （一）, annex 附件,
    item 条/项/行, point 点 (a mid or else an item), numeral 十四 alone (a top or else an item),
    last the nth from the end.
    """

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Reference:
    """An address as spoken, not yet looked up. `through` ends a range, `paragraph` and `point` are 款 and 项.

    `sentence` is the number of a 句 in the clause, −1 for its last.
    """

    span: Span
    tokens: tuple[Token, ...] = ()
    policy_id: str | None = None
    number: str | None = None
    relative: int | None = None
    through: str | None = None
    paragraph: int | None = None
    point: int | None = None
    sentence: int | None = None


_VARIANTS = str.maketrans("條項＃零", "条项#〇")
_SPACE = re.compile(r"(?<![A-Za-z0-9#])\s+|\s+(?![A-Za-z0-9#])")
_C = "[一二三四五六七八九十]{1,3}"
_N = "(?:[0-9]{1,4}|[〇一二三四五六七八九十百千]{1,7})"
_GLUE = r"[”\"」』]?(?:里面|里边|里头|里|之中|中|内|下面|下)?的?[、,，]?"
_NO_UNIT = r"(?![0-9.万亿千百元%‰年月日天个家户人名倍号级])"
_NOT_NOUN = r"(?![件例目]|产业链|生产线|线)"
_ITEM = (
    rf"(?:第(?P<item>{_N})(?:小项|条|项|点|个){_NOT_NOUN}"
    rf"|第(?P<open>[0-9]{{1,3}})(?=$|[，。？?！!的讲说])|(?P<bare>[0-9]{{1,3}})(?:[条项]{_NOT_NOUN}|{_NO_UNIT}))"
)
_MID = rf"(?:第?\((?P<mid>{_N})\)(?:部分|[点条项款节]{_NOT_NOUN})?|第(?P<point>{_N})小?(?:点|节|款))"
_TOP = (
    rf"(?:第(?P<part>{_N})大?部分|第(?P<top>{_N})大[点项条块]"
    rf"|第?(?P<short>{_C})[、.]?(?=\({_N}\)))"
)
_LAST = (
    rf"(?:倒数第?(?P<last>{_N})|(?P<end>最后|最末|末尾|末)的?(?:那|这)?[一1]?)"
    rf"(?:个?条(?:措施|款)?{_NOT_NOUN}(?![路龙心])|项(?=$|[，。？！?!的是讲说写有归呢吗第原全内]|措施|最))"
)
_SENTENCE = (
    r"(?:的|里|中)?(?:第(?P<sentence>[0-9]{1,2}|[一二三四五六七八九十]{1,2})句|(?P<closing>最后|末尾|末)的?一?句)"
)
_PART = rf"(?:第?(?P<paragraph>{_N})款)?(?:第?\(?(?P<sub>{_N})\)?项{_NOT_NOUN})?(?:{_SENTENCE})?"

_PATH = re.compile(rf"(?<![一二三四五六七八九十百千万0-9]){_TOP}(?:{_GLUE}{_MID})?(?:{_GLUE}{_ITEM})?")
_INNER = re.compile(rf"\((?P<mid>{_C})\)(?:部分|节)?{_GLUE}{_ITEM}")
_CHAPTER = re.compile(
    rf"(?=第)(?:第(?P<volume>{_N})编{_GLUE})?(?:第(?P<chapter>{_N})章(?!程))?(?:{_GLUE}第(?P<node>{_N})节(?!课))?"
    rf"(?:{_GLUE}第(?P<item>{_N})条{_NOT_NOUN})?"
)
_ARTICLE = re.compile(rf"第(?P<item>{_N})条{_NOT_NOUN}(?:之(?P<extra>{_C}))?{_PART}")
_NUMBERED = re.compile(rf"第(?P<item>{_N})项{_NOT_NOUN}(?:{_SENTENCE})?")
_ALONE = "(?<![0-9一二三四五六七八九十百千万第有给提写共说发了])"
_ALL = "(?:这|那)?(?:[两三四五六]|[0-9]{1,2})?个?(?:条款|条)"
_SERIES = re.compile(
    rf"(?:第{_N}(?:[条项]?(?:[、,，]|和|与|及|以及)第?{_N}){{1,20}}[条项]"
    rf"|{_ALONE}{_N}条?(?:(?:[、,，]|和|与|跟|及)第?{_N}){{1,20}}(?:条|{_ALL})){_NOT_NOUN}"
)
_COUNTED = re.compile(r"(?:这|那)?(?:[两三四五六]|(?<![0-9、,，])[0-9]{1,2})个?条款?$")
_RANGE = re.compile(
    rf"(?:第(?P<item>{_N})[条项]?(?:到|至|—+|-|~|～)第?(?P<through>{_N})[条项]"
    rf"|{_ALONE}(?P<first>{_N})条?(?:到|至|—+|-|~|～)第?(?P<until>{_N})条){_NOT_NOUN}"
)
_FROM_END = re.compile(rf"(?:{_TOP}{_GLUE})?(?:{_MID}{_GLUE})?{_LAST}(?:{_SENTENCE})?")
_SHORT = re.compile(
    rf"(?<![有共这那几前后给提每第、0-9一二三四五六七八九十百千万个数])(?P<item>{_N})[条项](?:{_SENTENCE})?"
    r"(?=$|[，。？！?!；：:,、）)》”]|的|是|里|中|说|讲|规定|写|原文|全文|内容|呢|吧|和|与|怎|什么|啥|责任|谁"
    r"|属|归|适用)"
)
_ANNEX = re.compile(
    rf"附[件表录](?P<annex>[0-9]{{1,2}}|{_C})?"
    rf"(?:{_GLUE}第(?P<row>{_N})(?:行|条|项|点){_NOT_NOUN})?"
)
_KEY = (
    rf"(?:附件[0-9]*|{_C}|第[一-龥]{{1,4}}(?:[编章节]|部分)|[0-9]{{1,4}})"
    rf"(?:-(?:[0-9]{{1,4}}|{_C}|第[一-龥]{{1,4}}[章节]))*(?:\([0-9]+\))?"
)
_HASH = re.compile(rf"(?<![A-Za-z0-9-])(?P<policy>[A-Za-z0-9][A-Za-z0-9-]*)?#(?P<number>{_KEY})(?![0-9-])")
_RELATIVE = re.compile(
    r"(?:(?P<backs>上上|[上前](?=一))一?[条项]|(?<![以最])(?P<ons>下下|[下后](?=一))一?[条项]"
    r"|(?:它|这一?条|该条|再|往)的?(?:(?P<before>[上前])|(?P<behind>[下后]))[面头边]?的?[那这]?一?[条项]"
    r"|往(?:(?P<up>[上前])|(?P<down>[下后]))[面头边]?再?(?:翻|数|退|推|挪|走|看|跳)?(?P<far>[一两二三四五1-5])[条项]"
    rf"|本条|本项|这一?条|该条){_NOT_NOUN}(?!政策)"
)
_WHOLE_NUMBER = re.compile(rf"第?(?P<item>{_N})")
_WHOLE_MID = re.compile(rf"第?\((?P<mid>{_C})\)")
_WHOLE_NUMERAL = re.compile(rf"(?P<numeral>{_C})[、.]?")
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
    "open": "item",
    "row": "item",
    "last": "last",
}


def find_references(text: str) -> list[Reference]:
    """Every address in a piece of speech, in order, none overlapping; a text that is an address as a whole is one."""
    folded = fold(text).translate(_VARIANTS)
    dense = Traced.source(folded).replace(_SPACE)
    whole = _read_whole(dense.text)
    found = [whole] if whole else sorted(_find_all(dense.text), key=lambda one: (one.span.start, -one.span.end))
    kept: list[Reference] = []
    for reference in found:
        if not kept or reference.span.start >= kept[-1].span.end:
            kept.append(reference)
    return [replace(one, span=Span(dense.origins[one.span.start], dense.origins[one.span.end - 1] + 1)) for one in kept]


def _read_whole(text: str) -> Reference | None:
    """The address that the whole text is, of a kind too vague inside a sentence (14, 一, （四）)."""
    if re.fullmatch("[0-9]{1,4}", text) or ("-" in text and _WHOLE_KEY.fullmatch(text)):
        return Reference(Span(0, len(text)), number=text)
    for pattern in (_WHOLE_MID, _WHOLE_NUMERAL, _WHOLE_NUMBER):
        if match := pattern.fullmatch(text):
            return _build(match)
    return None


def _find_all(text: str) -> Iterator[Reference]:
    for match in _HASH.finditer(text):
        yield Reference(Span(*match.span()), policy_id=match["policy"], number=match["number"])
    for match in _RELATIVE.finditer(text):
        yield Reference(Span(*match.span()), relative=_steps(match))
    for match in _SERIES.finditer(text):
        yield from _split_series(match)
    for match in _RANGE.finditer(text):
        first, last = match["item"] or match["first"], match["through"] or match["until"]
        yield Reference(Span(*match.span()), (Token("item", _arabic(first)),), through=_arabic(last))
    for pattern in (_FROM_END, _PATH, _INNER, _CHAPTER, _ARTICLE, _NUMBERED, _SHORT, _ANNEX):
        for match in pattern.finditer(text):
            if match[0]:
                yield _build(match)


def _steps(match: re.Match[str]) -> int:
    """How many clauses on (or back, below 0) a relative address leads."""
    if match["far"]:
        return (_whole(match["far"].replace("两", "二")) or 0) * (1 if match["down"] else -1)
    return len(match["ons"] or match["behind"] or "") - len(match["backs"] or match["before"] or "")


def _split_series(match: re.Match[str]) -> Iterator[Reference]:
    for number in re.finditer(_N, _COUNTED.sub("", match[0])):
        start = match.start() + number.start()
        yield Reference(Span(start, start + len(number[0])), (Token("item", _arabic(number[0])),))


def _build(match: re.Match[str]) -> Reference:
    groups = match.groupdict()
    tokens = [Token(_KINDS[name], _arabic(words)) for name, words in groups.items() if words and name in _KINDS]
    if groups.get("extra"):
        tokens[-1] = Token("item", f"{tokens[-1].value}-{_arabic(groups['extra'])}")
    if "annex" in groups and not groups["annex"]:
        tokens.insert(0, Token("annex", ""))
    if groups.get("end"):
        tokens.append(Token("last", "1"))
    paragraph, point = _whole(groups.get("paragraph")), _whole(groups.get("sub"))
    sentence = -1 if groups.get("closing") else _whole(groups.get("sentence"))
    return Reference(Span(*match.span()), tuple(tokens), paragraph=paragraph, point=point, sentence=sentence)


def _arabic(words: str) -> str:
    value = _whole(words)
    return words if value is None else str(value)


def _whole(words: str | None) -> int | None:
    return read_ordinal(words) if words else None
