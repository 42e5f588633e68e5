"""Which figure of a message is which fact: by the words around it, by 从…到…, or because only one fits."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.award import FactSpec
from assistant.domain import Span
from assistant.language.lexicon import Lexicon
from assistant.language.numbers import plain_digits
from assistant.language.quantities import Quantity, find_approximate, find_quantities

EARLIER = re.compile(r"去年|上年|头年|前年|以前|之前|往年|历史|过去|原来|最高一年")
_FROM_TO = re.compile(r"(?:从|由|原来是?|原先是?|打)[^，。？！；]{0,6}$")
_TO = re.compile(r"^[^，。？！；]{0,6}?(?:，)?(?:升|涨|提|增|做|干|变|长|到|达|至|上)[^，。？！；]{0,5}$")
_RISES = re.compile(r"(?:提高|提升|增加|增长|上升|涨|升|多|提|高)了?(?:了|约|整整|整|有|出)?$")
_TOTAL_ANYWHERE = re.compile(r"一共|总共|合计|累计|共计|加起来|总计")
_TOTAL = re.compile(rf"(?:{_TOTAL_ANYWHERE.pattern})(?:是|有|拨了?|到账|给了?|收到)?$")
_CORRECTS_ANYWHERE = re.compile(r"说错|打错|搞错|弄错|记错|不对|更正|其实|改成|换成|如果|要是|合同")
_CORRECTS = re.compile(
    r"(?:说错|打错|搞错|弄错|记错|记岔|不对|更正|应该?是|其实是|改成|换成|换做|若是|要是|如果是)[^。？！]{0,8}$"
)
_DENIED = re.compile(r"(?:从没|没有?|未曾?|不(?!是)|还差|低于|超过)[^，。？！；\d]{0,4}$")
_SENTENCE = re.compile(r"[。？！；\n?!;]")
_COMMA = re.compile(r"[，,、]")
_PAST_YEAR = re.compile(r"(?:19|20)\d\d年|[一二两三四五六七八九十几\d]+年前")
_PHRASE = re.compile(r"[^，。？！；,;\n\d]*$")
_UP_TO = "[了过的是有共得到拿收给约款费补助资金额支持]{0,6}"
_SENTENCE_COST, _PHRASE_COST, _AFTER_COST, _AFTER_PHRASE_COST, _FOREIGN_COST, _CLOSE, _FAR = 14, 4, 2, 12, 10, 8, 30


@dataclass(frozen=True, slots=True)
class FigureHeard:
    """A figure that is the value of a fact: canonical `value` (yuan, percent with sign, plain number)."""

    fact: str
    value: str
    words: str
    span: Span


@dataclass(frozen=True, slots=True)
class Unclear:
    """A figure said in words that cannot be read exactly (「八十来万」)."""

    fact: str
    words: str


def hear_figures(
    specs: Sequence[FactSpec], text: str, claims: Sequence[Span] = ()
) -> tuple[list[FigureHeard], tuple[Unclear, ...]]:
    """Figures of `text` by fact, and those too vague to use. Claims are left out.

    An optional fact takes only a figure that its own words lead up to; the others share what is left.
    """
    quantities = [
        one for one in find_quantities(text) if one.span not in claims and not _DENIED.search(text[: one.span.start])
    ]
    negative = [one for one in quantities if one.value < 0]
    quantities = [one for one in quantities if one.value >= 0]
    heard = _hear_optional([spec for spec in specs if spec.is_optional], quantities, text)
    quantities = [one for one in quantities if one.span.end not in {said.span.end for said in heard}]
    specs = [spec for spec in specs if not spec.is_optional]
    for kind in ("money", "rate", "points", "count", "date", "number"):
        wanted = [spec for spec in specs if spec.kind == kind]
        if not wanted:
            continue
        fitting = _points(quantities, text) if kind == "points" else [q for q in quantities if _fits(q, wanted)]
        heard += _assign(wanted, fitting, text)
    rivals = _rivals(specs, quantities, text)
    heard = [one for one in heard if one.fact not in {rival.fact for rival in rivals}]
    below_zero = [Unclear(spec.name, one.words) for one in negative for spec in specs if spec.kind == one.kind]
    return heard, (*rivals, *below_zero[:1], *_vague(specs, heard, text))


def earlier_and_current(specs: Sequence[FactSpec]) -> tuple[FactSpec, FactSpec] | None:
    """The fact about earlier years and the one about the current year, where the money facts are just these two."""
    money = [spec for spec in specs if spec.kind == "money" and not spec.is_optional]
    earlier = [spec for spec in money if any(EARLIER.search(word) for word in spec.words)]
    current = [spec for spec in money if spec not in earlier]
    return (earlier[0], current[0]) if len(earlier) == len(current) == 1 else None


def _hear_optional(specs: Sequence[FactSpec], quantities: Sequence[Quantity], text: str) -> list[FigureHeard]:
    """Each figure that words of an optional fact lead up to, with these words; of several the fullest count."""
    heard: dict[str, FigureHeard] = {}
    for quantity in quantities:
        fitting = [spec for spec in specs if _fits(quantity, [spec])]
        led = [(len(word), spec, start) for spec in fitting for word, start in _leads(spec.words, quantity, text)]
        if led:
            _, spec, start = max(led, key=lambda one: one[0])
            span = Span(start, quantity.span.end)
            heard.setdefault(spec.name, FigureHeard(spec.name, _canonical(quantity), text[span.start : span.end], span))
    return list(heard.values())


def _leads(words: Sequence[str], quantity: Quantity, text: str) -> Iterator[tuple[str, int]]:
    """The words that lead up to a figure, with their place; “…” in a word stands for a few others of its phrase."""
    phrase = _PHRASE.search(text[: quantity.span.start])
    for word in words if phrase else ():
        pattern = ".{0,8}".join(map(re.escape, word.split("…")))
        if phrase and (match := re.search(rf"{pattern}{_UP_TO}$", phrase[0])):
            yield word, phrase.start() + match.start()


def _fits(quantity: Quantity, wanted: Sequence[FactSpec]) -> bool:
    if wanted[0].kind == "count":
        return quantity.kind in ("count", "duration") and any(spec.unit in ("", quantity.unit) for spec in wanted)
    return quantity.kind == wanted[0].kind


def _points(quantities: Sequence[Quantity], text: str) -> list[Quantity]:
    """Percentage points said as such, as a rise in percent, or as the difference of 从20%升到24%."""
    rates = [one for one in quantities if one.kind == "rate"]
    for one, other in pairwise(rates):
        between = text[one.span.end : other.span.start]
        if _TO.match(between) and not _RISES.search(between):
            span = Span(one.span.start, other.span.end)
            return [Quantity((other.value - one.value) * 100, "points", "个百分点", span, text[span.start : span.end])]
    said = [one for one in quantities if one.kind == "points"]
    rises = [one for one in rates if _RISES.search(text[: one.span.start])]
    return said or [Quantity(one.value * 100, "points", "个百分点", one.span, one.words) for one in rises]


def _assign(specs: Sequence[FactSpec], quantities: Sequence[Quantity], text: str) -> list[FigureHeard]:
    pair = _from_to(specs, quantities, text)
    if pair:
        return pair
    foreign = _words_of_the_other(specs)
    costs = sorted(
        (cost, -quantity.span.start, at, quantity)
        for quantity in quantities
        for at, spec in enumerate(specs)
        if _fits(quantity, [spec]) or spec.kind == "points"
        if (cost := _cost(spec, foreign.get(spec.name, ()), quantity, text)) is not None
    )
    taken: dict[int, Quantity] = {}
    used: set[Span] = set()
    for _, _, at, quantity in costs:
        if at not in taken and quantity.span not in used:
            taken[at] = quantity
            used.add(quantity.span)
    return [_heard(specs[at], quantity) for at, quantity in sorted(taken.items())]


def _from_to(specs: Sequence[FactSpec], quantities: Sequence[Quantity], text: str) -> list[FigureHeard]:
    """「从两亿六做到五亿二」: the first figure belongs to the fact about earlier years, the second to the other."""
    related = earlier_and_current(specs)
    if related is None:
        return []
    earlier, later = related
    for one, other in pairwise(quantities):
        starts = _FROM_TO.search(text[: one.span.start])
        if starts and _TO.match(text[one.span.end : other.span.start]):
            return [_heard(earlier, one), _heard(later, other)]
    return []


def _words_of_the_other(specs: Sequence[FactSpec]) -> dict[str, tuple[str, ...]]:
    """For the fact about earlier years and the one about this year, the words of the other."""
    pair = earlier_and_current(specs)
    if pair is None:
        return {}
    earlier, current = pair
    return {earlier.name: current.words, current.name: earlier.words}


def _cost(spec: FactSpec, other_words: Sequence[str], quantity: Quantity, text: str) -> int | None:
    """How far a figure is from the words of a fact; None where words of another figure are nearer."""
    near = _distance(_anchors(spec.words, text), quantity.span, text)
    foreign = _distance(_anchors(spec.not_words, text), quantity.span, text)
    if foreign is not None and foreign <= (_CLOSE if near is None else near):
        return None
    before = text[: quantity.span.start]
    phrase = before[max((before.rfind(mark) for mark in "，。？！；,、\n"), default=-1) + 1 :]
    cost = _FAR if near is None else near
    cost += _FOREIGN_COST if any(word in phrase for word in (*spec.not_words, *other_words)) else 0
    if _TOTAL.search(before) or _CORRECTS.search(before):
        cost -= _FAR
    return cost


def _anchors(words: Sequence[str], text: str) -> list[Span]:
    """Where the words stand; words about earlier years also mean any year named by number."""
    spans = [mention.span for mention in Lexicon({"words": words}).find(text)] if words else []
    if any(EARLIER.search(word) for word in words):
        spans += [Span(*match.span()) for match in _PAST_YEAR.finditer(text)]
    return spans


def _distance(anchors: Sequence[Span], span: Span, text: str) -> int | None:
    """Characters between a figure and the nearest anchor, with a price for each mark between; None beyond reach."""
    gaps = []
    for anchor in anchors:
        if anchor.end <= span.start:
            between, phrase_cost, price = text[anchor.end : span.start], _PHRASE_COST, 0
        elif span.end <= anchor.start:
            between, phrase_cost, price = text[span.end : anchor.start], _AFTER_PHRASE_COST, _AFTER_COST
        else:
            return 0
        price += _SENTENCE_COST * len(_SENTENCE.findall(between)) + phrase_cost * len(_COMMA.findall(between))
        gaps.append(len(between) + price)
    nearest = min(gaps, default=None)
    return None if nearest is None or nearest > _FAR else nearest


def _heard(spec: FactSpec, quantity: Quantity) -> FigureHeard:
    return FigureHeard(spec.name, _canonical(quantity), quantity.words, quantity.span)


def _canonical(quantity: Quantity) -> str:
    if quantity.kind == "rate":
        return f"{plain_digits(quantity.value * 100)}%"
    return plain_digits(quantity.value)


def _rivals(specs: Sequence[FactSpec], quantities: Sequence[Quantity], text: str) -> list[Unclear]:
    """Several figures that all stand right behind words of the only money fact, none a total or a correction."""
    money = [spec for spec in specs if spec.kind == "money"]
    if len(money) != 1 or _TOTAL_ANYWHERE.search(text) or _CORRECTS_ANYWHERE.search(text):
        return []
    anchors = {span.end for span in _anchors(money[0].words, text)}
    beside = [one for one in quantities if one.kind == "money" and {one.span.start, one.span.start - 1} & anchors]
    if len(beside) < 2:
        return []
    return [Unclear(money[0].name, "、".join(one.words for one in beside))]


def _vague(specs: Sequence[FactSpec], heard: Sequence[FigureHeard], text: str) -> tuple[Unclear, ...]:
    known = {one.fact for one in heard}
    open_money = [spec for spec in specs if spec.kind == "money" and spec.name not in known]
    spans = find_approximate(text) if open_money else []
    return tuple(Unclear(open_money[0].name, text[span.start : span.end]) for span in spans[:1])
