"""Which figure of a message is which fact: by the words around it, by 从…到…, or because only one fits."""

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.award import FactSpec
from assistant.dialogue.figures_heard import FigureHeard, Unclear, as_heard, fits
from assistant.dialogue.levels import find_levels
from assistant.dialogue.optional_facts import hear_optional, hear_second
from assistant.domain import Span
from assistant.language.lexicon import small_lexicon
from assistant.language.numbers import plain_digits
from assistant.language.quantities import Quantity, find_approximate, find_quantities

EARLIER = re.compile(r"去年|上年|头年|前年|以前|之前|往年|历史|过去|原来|最高一年")
_FROM_TO = re.compile(r"(?:从|由|原来是?|原先是?|打)[^，。？！；]{0,6}$")
_TO = re.compile(
    r"^\s*(?:→|[-=—]+>)\s*$"
    r"|^[^，。？！；]{0,6}?(?:，)?(?:升|涨|提|增|做|干|变|长|到|达|至|上)[^，。？！；]{0,5}$"
)
_RISES = re.compile(r"(?:提高|提升|增加|增长|上升|涨|升|多|提|高)了?(?:了|约|整整|整|有|出)?$")
_TOTAL_ANYWHERE = re.compile(r"一共|总共|合计|累计|共计|加起来|总计")
_TOTAL = re.compile(rf"(?:{_TOTAL_ANYWHERE.pattern})(?:是|有|拨了?|到账|给了?|收到)?$")
_CORRECTS_ANYWHERE = re.compile(r"说错|打错|搞错|弄错|记错|不对|更正|其实|改成|换成|如果|要是|合同")
_CORRECTS = re.compile(
    r"(?:说错|打错|搞错|弄错|记错|记岔|不对|更正|应该?是|其实是|改成|换成|换做|若是|要是|如果是)[^。？！]{0,8}$"
)
_MISTAKE = re.compile(r"不对[，。]|[说打搞弄记写看]错|记岔|口误|更正")
_DENIED = re.compile(r"(?:从没|没有?|未曾?|不(?!是)|还差|低于|超过)[^，。？！；\d]{0,4}$")
_NARROWS = re.compile(r"其中[^，。？！；\d]{0,4}(?:符合|属于|满足|真正|合规|合格|够条件|可?以?算)")
_PORTION = re.compile(
    r"(?:第?[一二三四五1-5]|头一?|首|前一?|后一?|另外?一?|最后一?)(?:笔|批|次|期|回|座|处|台)|[上下]半年|后来|接着|随后|又|另外|先(?![进生后行])|尾款|剩下"
)
_NOT_YET = re.compile(r"还没|没[到来拨下]|未|待|尚|预计|还要|还差|才给|才拨|等|计划")
_ACCORDING_TO = re.compile(r"(?:说|报|显示|写|审计|口径|统计|账[上面]|财务|税务)[^，。？！；\d]{0,6}$")
_ANOTHER = re.compile(r"(?:又|也|还|另)有?(?:一?个|人|的)?(?:说法?|报|版本|口径)[^，。？！；\d]{0,3}$")
_LISTED = re.compile(r"(?<!第)[两二三四五六几2-6](?:笔|批|次|期|座|处|台|回)[^。？！；\d]{0,8}$")
_REAL = re.compile(r"已经?(?:实际)?(?:到|拨|收|下达|付)|实际|实[付花收交缴]|[折扣惠]后")
_NOMINAL = re.compile(r"原价|标价|报价|定价|挂牌价|预算")
_NOT_COME = re.compile(r"[^，。？！；]{0,4}?(?:没|未|待)(?:有)?(?:到|来|拨|下|收)")
_SAME = r"[^，。？！；\d]{0,8}?(?:没有?(?:再)?(?:涨|变|提|增|升)|持平|不变|下降|下滑|降了|掉了)"
_NOTHING = re.compile(r"(?:一分|一毛|一块|分文)钱?[都也还]*[没未](?:有)?(?:到|拨|给|来|收|下|见)")
_RECEIVED = re.compile(r"到账|拨|给|收到|到位")
_SPENT = re.compile(r"花了?|投了|投入|支出|自己|自筹|自掏|垫|买了?")
_SENTENCE = re.compile(r"[。？！；\n?!;]")
_COMMA = re.compile(r"[，,、]")
_PAST_YEAR = re.compile(r"(?:19|20)\d\d年|[一二两三四五六七八九十几\d]+年前")
_NOW = re.compile(r"今年|本年|当年|首次|突破|创")
_MARKS = "，。？！；,、\n（）()"
_ABOVE = ("国家级", "省级", "市级")
_MONTHS = "个月"
_YEAR = re.compile(r"今年|本年度?|当年|去年|上年度?|前年")
_PART_OF_YEAR = re.compile(r"半年|季|月")
_SENTENCE_COST, _PHRASE_COST, _AFTER_COST, _AFTER_PHRASE_COST, _FOREIGN_COST, _CLOSE, _FAR = 14, 4, 2, 12, 10, 8, 30


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
    if any(spec.unit == _MONTHS for spec in specs):
        quantities = [_in_months(one) for one in quantities]
    heard = hear_optional([spec for spec in specs if spec.is_optional], quantities, text)
    heard = heard or hear_second(specs, quantities, text)
    quantities = [one for one in quantities if one.span.end not in {said.span.end for said in heard}]
    specs = [spec for spec in specs if not spec.is_optional]
    for kind in ("money", "rate", "points", "count", "date", "number"):
        wanted = [spec for spec in specs if spec.kind == kind]
        if not wanted:
            continue
        measured = [_as_rate(one) for one in quantities] if kind == "rate" else quantities
        fitting = _points(quantities, text) if kind == "points" else [q for q in measured if fits(q, wanted)]
        heard += _assign(wanted, fitting, text)
    summed = _nothing_yet(specs, text) or _with_portions(specs, heard, quantities, text)
    is_summed, heard = summed != heard, summed
    heard += [one for one in _unchanged(specs, text) if one.fact not in {known.fact for known in heard}]
    rivals = [] if is_summed else _rivals(specs, quantities, text)
    heard = [one for one in heard if one.fact not in {rival.fact for rival in rivals}]
    below_zero = [Unclear(spec.name, one.words) for one in negative for spec in specs if spec.kind == one.kind]
    return heard, (*rivals, *below_zero[:1], *_vague(specs, heard, text))


def earlier_and_current(specs: Sequence[FactSpec]) -> tuple[FactSpec, FactSpec] | None:
    """The fact about earlier years and the one about the current year, where the money facts are just these two."""
    money = [spec for spec in specs if spec.kind == "money" and not spec.is_optional]
    earlier = [spec for spec in money if any(EARLIER.search(word) for word in spec.words)]
    current = [spec for spec in money if spec not in earlier]
    return (earlier[0], current[0]) if len(earlier) == len(current) == 1 else None


def _as_rate(one: Quantity) -> Quantity:
    """A number of points as a rate: 费率1.5个点."""
    if one.kind != "points" or not one.words.endswith("个点"):
        return one
    return Quantity(one.value / 100, "rate", "%", one.span, one.words)


def _in_months(one: Quantity) -> Quantity:
    """A number of years as months."""
    if one.kind != "duration" or one.unit != "年":
        return one
    return Quantity(one.value * 12, one.kind, _MONTHS, one.span, one.words)


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
    quantities = quantities if foreign else _arrived_at(_of_now(quantities, text), text)
    costs = sorted(
        (cost, -quantity.span.start, at, quantity)
        for quantity in quantities
        for at, spec in enumerate(specs)
        if (fits(quantity, [spec]) or spec.kind == "points")
        and (cost := _cost(spec, foreign.get(spec.name, ()), quantity, text)) is not None
    )
    costs = _highest_first(specs, costs, text)
    taken: dict[int, Quantity] = {}
    used: set[Span] = set()
    for _, _, at, quantity in costs:
        if at not in taken and quantity.span not in used:
            taken[at] = quantity
            used.add(quantity.span)
    return [as_heard(specs[at], quantity) for at, quantity in sorted(taken.items())]


def _unchanged(specs: Sequence[FactSpec], text: str) -> list[FigureHeard]:
    """Zero points for a rise that did not happen: 配套率跟去年一样没涨."""
    wanted = [spec for spec in specs if spec.kind == "points"]
    found = [(spec, match) for spec in wanted for word in spec.words for match in re.finditer(word + _SAME, text)]
    return [FigureHeard(spec.name, "0", match[0], Span(*match.span())) for spec, match in found[:1]]


def _nothing_yet(specs: Sequence[FactSpec], text: str) -> list[FigureHeard]:
    """Zero for the only money fact, of a kind that is received, where nothing has come: 一分钱还没到账."""
    money = [spec for spec in specs if spec.kind == "money"]
    match = _NOTHING.search(text)
    if match is None or len(money) != 1 or not any(_RECEIVED.search(word) for word in money[0].words):
        return []
    return [FigureHeard(money[0].name, "0", match[0], Span(*match.span()))]


def _highest_first(
    specs: Sequence[FactSpec], costs: list[tuple[int, int, int, Quantity]], text: str
) -> list[tuple[int, int, int, Quantity]]:
    """The costs with the highest of several earlier figures before the others, for a fact that is about the highest."""
    earlier = [one for one in costs if "最高" in specs[one[2]].label and _is_earlier(one[3], text)]
    if len(earlier) < 2:
        return costs
    highest = max(earlier, key=lambda one: one[3].value)
    return [highest, *(one for one in costs if one not in earlier)]


def _arrived_at(quantities: Sequence[Quantity], text: str) -> list[Quantity]:
    """The figures without those that something rose from: 余额由4亿增加到7亿."""
    left = {
        one.span
        for one, other in pairwise(quantities)
        if _FROM_TO.search(text[: one.span.start]) and _TO.match(text[one.span.end : other.span.start])
    }
    return [one for one in quantities if one.span not in left]


def _of_now(quantities: Sequence[Quantity], text: str) -> list[Quantity]:
    """The figures without those of earlier years, where one of this year is told apart from them."""
    later = [one for one in quantities if not _is_earlier(one, text)]
    has_now = any("今年" in text[_phrase_start(one, text) : one.span.start] for one in later)
    return later if has_now else list(quantities)


def _is_earlier(one: Quantity, text: str) -> bool:
    phrase = text[_phrase_start(one, text) : one.span.start]
    return bool(EARLIER.search(phrase) or _PAST_YEAR.search(phrase)) and not _NOW.search(phrase)


def _phrase_start(one: Quantity, text: str) -> int:
    return max((text.rfind(mark, 0, one.span.start) for mark in _MARKS), default=-1) + 1


def _with_portions(
    specs: Sequence[FactSpec], heard: list[FigureHeard], quantities: Sequence[Quantity], text: str
) -> list[FigureHeard]:
    """A fact as the sum of what came in portions: 第一笔30万，第二笔20万; those still to come do not count."""
    for spec in specs:
        rivals = [one for one in specs if (one.kind, one.unit) == (spec.kind, spec.unit)]
        fitting = [one for one in quantities if fits(one, [spec])]
        if spec.kind in ("money", "count") and len(rivals) == 1:
            heard = _summed(spec, heard, fitting, text)
    return heard


def _summed(spec: FactSpec, heard: list[FigureHeard], sums: Sequence[Quantity], text: str) -> list[FigureHeard]:
    if len(sums) < 2 or _TOTAL_ANYWHERE.search(text[: sums[-1].span.start]):
        return heard
    listed = _listed(sums, text)
    portions = listed if len(listed) > 1 else [one for one in sums if _is_portion(one, spec, text)]
    if len(portions) < 2 or _CORRECTS_ANYWHERE.search(text[: portions[-1].span.end].replace("合同", "")):
        return heard
    span = Span(portions[0].span.start, portions[-1].span.end)
    total = plain_digits(sum((one.value for one in portions), portions[0].value * 0))
    summed = FigureHeard(spec.name, total, text[span.start : span.end], span)
    return [*(one for one in heard if one.fact != summed.fact), summed]


def _listed(sums: Sequence[Quantity], text: str) -> list[Quantity]:
    """The amounts of a list: 三笔分别是20万、15万、25万."""
    starts = [at for at, one in enumerate(sums) if _LISTED.search(text[: one.span.start])]
    listed = list(sums[starts[0] : starts[0] + 1]) if starts else []
    for one in sums[starts[0] + 1 :] if starts else ():
        if not re.fullmatch(r"[、和，]", text[listed[-1].span.end : one.span.start]):
            break
        listed.append(one)
    return listed


def _is_portion(one: Quantity, spec: FactSpec, text: str) -> bool:
    start = _phrase_start(one, text)
    ends = [at for mark in _MARKS if (at := text.find(mark, one.span.end)) >= 0]
    phrase = text[start : min(ends, default=len(text))]
    is_foreign = any(word in phrase for word in spec.not_words) or EARLIER.search(phrase)
    return bool(_PORTION.search(phrase)) and not _NOT_YET.search(phrase) and not is_foreign


def _from_to(specs: Sequence[FactSpec], quantities: Sequence[Quantity], text: str) -> list[FigureHeard]:
    """「从两亿六做到五亿二」: the first figure belongs to the fact about earlier years, the second to the other."""
    related = earlier_and_current(specs)
    if related is None:
        return []
    earlier, later = related
    for one, other in pairwise(quantities):
        starts = _FROM_TO.search(text[: one.span.start])
        if starts and _TO.match(text[one.span.end : other.span.start]):
            return [as_heard(earlier, one), as_heard(later, other)]
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
    phrase = before[_phrase_start(quantity, text) :]
    is_received = any(_RECEIVED.search(word) for word in spec.words)
    if is_received and _NOT_COME.match(text, quantity.span.end):
        return None
    if near is None and is_received and _SPENT.search(phrase):
        return None
    cost = _FAR if near is None else near
    cost += _FAR * (bool(_NOMINAL.search(phrase)) - bool(_REAL.search(phrase)))
    cost += _FOREIGN_COST if any(word in phrase for word in (*spec.not_words, *other_words)) else 0
    if _NARROWS.search(phrase):
        cost -= 2 * _FAR
    has_anchor = any(one.end <= quantity.span.start for one in _anchors(spec.words, text))
    if (_TOTAL.search(before) and (has_anchor or near is None)) or _CORRECTS.search(before):
        cost -= _FAR
    return cost


def _anchors(words: Sequence[str], text: str) -> list[Span]:
    """Where the words stand; words about earlier years also mean any year named by number."""
    spans = [mention.span for mention in small_lexicon({"words": words}).find(text)] if words else []
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


def _rivals(specs: Sequence[FactSpec], quantities: Sequence[Quantity], text: str) -> list[Unclear]:
    """Several figures that all stand right behind words of the only money fact, none a total or a correction."""
    money = [spec for spec in specs if spec.kind == "money"]
    told = accounts(quantities, text)
    pair = earlier_and_current(specs)
    if len(told) > 1 and (pair or len(money) == 1):
        return [Unclear((pair[1] if pair else money[0]).name, "、".join(one.words for one in told))]
    if _TOTAL_ANYWHERE.search(text) or _CORRECTS_ANYWHERE.search(text):
        return []
    if pair:
        return _rivals_of_one_year(pair, quantities, text)
    if len(money) != 1:
        return []
    anchors = {span.end for span in _anchors(money[0].words, text)}
    sums = [one for one in _of_now(quantities, text) if one.kind == "money"]
    beside = [one for one in sums if {one.span.start, one.span.start - 1} & anchors]
    beside = beside if len(beside) > 1 else _of_two_givers(money[0], sums, text)
    if len(beside) < 2:
        return []
    return [Unclear(money[0].name, "、".join(one.words for one in beside))]


def _of_two_givers(spec: FactSpec, sums: Sequence[Quantity], text: str) -> list[Quantity]:
    """The sums that different levels give, each said right behind its giver: 省里补100万，市里补80万."""
    given: dict[str, Quantity] = {}
    for one in sums:
        phrase = text[_phrase_start(one, text) : one.span.start]
        levels = [level for level in find_levels(phrase) if level.gives and level.level in _ABOVE]
        if len(levels) == 1 and levels[0].span.start == 0 and not any(word in phrase for word in spec.not_words):
            given.setdefault(levels[0].level, one)
    return list(given.values())


def _rivals_of_one_year(pair: Sequence[FactSpec], quantities: Sequence[Quantity], text: str) -> list[Unclear]:
    """Different sums of one and the same year: 今年营收3.2亿，今年营收2.8亿."""
    told: dict[str, list[Quantity]] = {}
    for one in quantities:
        phrase = text[_phrase_start(one, text) : one.span.start]
        said = _YEAR.search(phrase)
        is_whole = one.kind == "money" and not _PART_OF_YEAR.search(phrase)
        if said and is_whole and not any(word in phrase for word in _of_year(pair, said[0]).not_words):
            told.setdefault(said[0], []).append(one)
    rivals = [(year, sums) for year, sums in told.items() if len({one.value for one in sums}) > 1]
    return [Unclear(_of_year(pair, year).name, "、".join(one.words for one in sums)) for year, sums in rivals]


def _of_year(pair: Sequence[FactSpec], year: str) -> FactSpec:
    """The fact about earlier years, or the one about this year."""
    return pair[0] if EARLIER.search(year) else pair[1]


def corrects(one: Quantity, text: str) -> bool:
    """Whether a figure corrects one said before: 打错了，应该是18万."""
    match = _CORRECTS.search(text[: one.span.start])
    return match is not None and bool(_MISTAKE.search(text[: one.span.start]))


def accounts(quantities: Sequence[Quantity], text: str) -> list[Quantity]:
    """Amounts that different sources give for one thing: 审计说3.1亿，报税的是2.9亿; none where they agree."""
    sums = [one for one in quantities if one.kind == "money"]
    told = [one for one in sums if _ACCORDING_TO.search(text[: one.span.start])]
    for one, other in pairwise(sums):
        if _ANOTHER.search(text[one.span.end : other.span.start]):
            told = [one, other]
    return told if len({one.value for one in told}) > 1 and not EARLIER.search(text) else []


def _vague(specs: Sequence[FactSpec], heard: Sequence[FigureHeard], text: str) -> tuple[Unclear, ...]:
    known = {one.fact for one in heard}
    open_money = [spec for spec in specs if spec.kind == "money" and spec.name not in known]
    spans = find_approximate(text) if open_money else []
    return tuple(Unclear(open_money[0].name, text[span.start : span.end]) for span in spans[:1])
