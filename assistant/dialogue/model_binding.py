"""Whether each figure and unit of a draft belongs where the draft puts it: to this mark, level, ceiling and role."""

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from assistant.dialogue.compared import Figure, amounts, counted, figure, figures_in
from assistant.dialogue.levels import find_levels, level_of
from assistant.dialogue.model_ground import Backing, Ground, stated_figures
from assistant.dialogue.model_labels import Names, Pair, award_labels, pair_figures, reading_name
from assistant.dialogue.model_sums import check_sums
from assistant.dialogue.model_text import Segment, plain, statements
from assistant.domain import Violation
from assistant.language.quantities import Quantity

_CAP_BEFORE = re.compile(
    r"(?:最高|最多|至多|顶多|上限|封顶|(?:不|没有?|未)(?:得|能|会)?(?:超过|高于|超出))"
    r"(?:额度?|金额|限额|为|是|可达|可|到|不超过|给予|奖励|补助|补贴|支持|的|按|：|获得|达|线|，)*$"
)
_CAP_AFTER = re.compile(r"^的?(?:封顶|以内|以下|为上限|为限|上限|（上限）|的最高限额)")
_GRANT_BEFORE = re.compile(
    r"(?:奖励?|补助|补贴|补偿|配套|给予?|发放?|支持|获得|获|领取?|享受|拿到?|得到?|可得|奖补|资助)"
    r"(?:您|贵(?:公司|企业|单位)|资金|金额|款|了|的|为|是|约|共|计|合计|最高|不超过|到)*$"
)
_GRANT_AFTER = re.compile(r"^的?(?:一次性|[国省市区县]级)*(?:奖励|补助|补贴|补偿|配套(?!率)|奖补|资助|计(?!算))")
_DENIED_BEFORE = re.compile(r"(?:不是|并非|而非|不为|不等于|没有)(?:您说的|所说的)?$")
_UNIT_END = re.compile(r"(?:局|委员会|厅|管委会|办公室|政府(?![性投部])|部门)")
_PAYER = re.compile(
    r"(?:由)?(国家|中央|省|市|区|县)(?:级|里|上)?(?:财政(?!局|厅|部)|资金|政府)|由(国家|省|市|区|县)(?:级|里|上)"
)
_OVER = re.compile(r"(?<!不)(?<!没有)(?<!没)(?<!未)(?:超过|超出)了?(?:上限|最高限额)?$")
_PLACE = "省市县区镇乡"
_SHORTEST_UNIT = 3
_LEAD = 7


def check_binding(segments: Sequence[Segment], ground: Ground) -> Iterable[Violation]:
    """The violations of each stretch against the ground of its own marks."""
    for segment in segments:
        backing = ground.backing(segment.marks)
        text = without_quotations(segment.text, backing.quotes)
        yield from _check_figures(text, backing)
        yield from _check_pairs(text, backing, ground.names)
        yield from _check_readings(text, backing, ground.names)
        yield from _check_payers(text, backing, ground.names)
        yield from _check_levels(text, backing, ground)
        results: set[Figure] = {("money", "", one) for award in backing.awards for one in amounts(award)}
        yield from check_sums(text, backing.statements, ground.question, results)
        yield from _check_denials(text, backing)
        yield from _check_units(text, backing)


def without_quotations(text: str, quotes: Sequence[str]) -> str:
    """The text without the cited words where it repeats a whole citation, or whole sentences of one."""
    for quote in quotes:
        for whole in (quote.rstrip("。；"), *(one.rstrip("。；") for one in statements(quote))):
            text = text.replace(whole, "")
    return text


def _check_figures(text: str, backing: Backing) -> Iterable[Violation]:
    known = figures_in(backing.statements).union(*(stated_figures(award) for award in backing.awards))
    for quantity in counted(text):
        if figure(quantity) not in known:
            yield Violation("figure", quantity.words, "这个数不是这一处标记所依据的条款或测算结果给出的结论")
        elif not _is_capped_alike(quantity, text, backing):
            yield Violation("ceiling", quantity.words, "“最高”“不超过”与依据不一致：上限不能说成定额，定额不能说成上限")
        elif _is_granted(quantity, text) and not _may_be_granted(quantity, text, backing):
            yield Violation("figure", quantity.words, "这个数是计算的依据或过程，不是可得的金额")


def _check_pairs(text: str, backing: Backing, names: Names) -> Iterable[Violation]:
    told = [pair for source in backing.statements for pair in pair_figures(source, names)]
    allowed = _allowed_pairs(told, backing)
    labelled, known = {found for _, found in allowed}, {name for name, _ in allowed}
    inherited = {(name, pair.figure) for pair in told for name in pair.labels}
    for pair in pair_figures(text, names):
        for name in pair.labels:
            if pair.is_inherited and (pair.figure not in labelled or (name, pair.figure) in inherited):
                continue
            is_said = name not in names.options and any(name in one for one in backing.statements)
            if _is_allowed(name, pair.figure, allowed, known) or (is_said and pair.figure not in labelled):
                continue
            yield Violation("level", pair.quantity.words, f"“{name}”与这个数对不上，请把每一级、每一档分开写清")


def _check_readings(text: str, backing: Backing, names: Names) -> Iterable[Violation]:
    """What a way to read the text comes to: the last figure said of it is one that the evidence ends with."""
    readings = [reading for award in backing.awards for reading in award.readings]
    allowed = {(reading_name(one), ("money", "", one.amount)) for one in readings}
    allowed |= {pair for source in backing.statements for pair in _conclusions(source, names)}
    for name, found in _conclusions(text, names):
        if name in map(reading_name, readings) and (name, found) not in allowed:
            yield Violation("figure", name, "这种读法的结果不是这个数")


def _conclusions(text: str, names: Names) -> Iterable[tuple[str, Figure]]:
    """The last amount said of each label, statement by statement."""
    for statement in statements(text):
        pairs = [pair for pair in pair_figures(statement, names) if pair.figure[0] == "money"]
        yield from {name: pair.figure for pair in pairs for name in pair.labels}.items()


def _check_payers(text: str, backing: Backing, names: Names) -> Iterable[Violation]:
    """Another level's treasury pays only where the evidence says so in the same words."""
    told = "\n".join((*backing.told, *backing.quotes))
    for match in _PAYER.finditer(text):
        if f"{match[1] or match[2]}级" not in names.payers and match[0].removeprefix("由") not in told:
            yield Violation("payer", match[0], "依据没有说由这一级出资")


def _check_levels(text: str, backing: Backing, ground: Ground) -> Iterable[Violation]:
    """Levels that only the quotation knows belong to other cases."""
    told = [one.level for source in (*backing.statements, ground.question) for one in find_levels(source)]
    chosen = [level_of(option) for option in ground.names.options]
    for one in find_levels(text):
        if one.level not in (*told, *chosen, *ground.names.payers):
            yield Violation("level", one.level, "这里说的不是这一级")


def _check_denials(text: str, backing: Backing) -> Iterable[Violation]:
    """A figure that the evidence denies (不是15万) may not be affirmed, nor the other way round."""
    told = [(one, plain_text) for plain_text in backing.told for one in counted(plain_text)]
    for quantity in counted(text):
        stands = {_is_denied(one, where) for one, where in told if figure(one) == figure(quantity)}
        if stands and _is_denied(quantity, text) not in stands:
            yield Violation("denial", quantity.words, "肯定和否定与依据相反")


def _check_units(text: str, backing: Backing) -> Iterable[Violation]:
    known = [*backing.units, *(unit for award in backing.awards for unit in award.responsible_units)]
    told = "\n".join((*backing.told, *backing.quotes))
    for match in _UNIT_END.finditer(text):
        before = text[: match.end()]
        shared = max((_shared_tail(before, unit) for unit in known), key=len, default="")
        stranger = before[: len(before) - len(shared)][-1:] in tuple(_PLACE) and shared not in known
        if len(shared) >= _SHORTEST_UNIT and not stranger:
            continue
        if before[-_SHORTEST_UNIT - 1 :] not in told:
            yield Violation("unit", before[-6:], "依据里没有这个单位，或者它不负责这一条")
        elif _is_named_only_to_deny(before[-_SHORTEST_UNIT:], told) and not _denied_unit(before):
            yield Violation("unit", before[-6:], "依据说的是不由这个单位负责")
    if len(backing.marks) > 1 and backing.unit_sets > 1 and any(unit in text for unit in known):
        yield Violation("unit", text[-20:], "几个标记的责任单位不同，请每一条后面只写自己的标记")


def _stand(quantity: Quantity, text: str) -> Literal["over", "ceiling", "plain"]:
    """Whether a figure is exceeded (超过上限30万元), a ceiling, or neither."""
    before, after = text[: quantity.span.start], text[quantity.span.end :]
    if _OVER.search(before) and (before.endswith(("上限", "限额")) or _CAP_AFTER.match(after)):
        return "over"
    return "ceiling" if _CAP_BEFORE.search(before) or _CAP_AFTER.match(after) else "plain"


def _is_capped_alike(quantity: Quantity, text: str, backing: Backing) -> bool:
    """Whether the evidence states the figure as a ceiling (or not) just as the text does."""
    if quantity.kind not in ("money", "rate"):
        return True
    stands = {
        _stand(one, source)
        for source in backing.statements
        for one in counted(source)
        if figure(one) == figure(quantity)
    }
    return not stands or _stand(quantity, text) in stands


def _is_granted(quantity: Quantity, text: str) -> bool:
    before, after = text[: quantity.span.start], text[quantity.span.end :]
    return quantity.kind == "money" and bool(_GRANT_BEFORE.search(before) or _GRANT_AFTER.match(after))


def _may_be_granted(quantity: Quantity, text: str, backing: Backing) -> bool:
    """Whether it is a result, or the evidence itself speaks of it as granted; text without awards is not judged.

    What the person stated (市里补助了200万) is granted by nobody but whom the evidence names right before it.
    """
    if not backing.awards or any(quantity.value in amounts(award) for award in backing.awards):
        return True
    same = [
        (one, source)
        for source in backing.statements
        for one in counted(source)
        if figure(one) == figure(quantity) and _is_granted(one, source)
    ]
    if not any(figure(quantity) in stated_figures(award) for award in backing.awards):
        return bool(same)
    before = text[: quantity.span.start][-_LEAD:]
    levels = {label for award in backing.awards for label in award_labels(award)}
    is_named = any(level_of(label) == one.level for label in levels for one in find_levels(before))
    return is_named or any(source[: one.span.start].endswith(before) for one, source in same)


def _allowed_pairs(told: Sequence[Pair], backing: Backing) -> set[tuple[str, Figure]]:
    allowed = {(name, pair.figure) for pair in told for name in pair.labels if not pair.is_inherited}
    for award in backing.awards:
        results: set[Figure] = {("money", "", one) for one in amounts(award)}
        results |= stated_figures(award) | figures_in(plain(step.text) for step in award.steps)
        allowed |= {(label, one) for label in award_labels(award) for one in results}
    return allowed


def _is_allowed(name: str, found: Figure, allowed: set[tuple[str, Figure]], named: set[str]) -> bool:
    """The label itself, or the bare level of the only option of that level."""
    alike = {one for one in named if one == name or level_of(one) == name or level_of(name) == one}
    if (name, found) in allowed:
        return True
    return len(alike - {name}) == 1 and (next(iter(alike - {name})), found) in allowed


def _is_denied(quantity: Quantity, text: str) -> bool:
    return bool(_DENIED_BEFORE.search(text[: quantity.span.start]))


def _shared_tail(text: str, unit: str) -> str:
    size = next((size for size in range(len(unit), 0, -1) if text.endswith(unit[-size:])), 0)
    return unit[len(unit) - size :]


def _is_named_only_to_deny(name: str, told: str) -> bool:
    places = [match.end() for match in re.finditer(re.escape(name), told)]
    return all(_denied_unit(told[:end]) for end in places)


def _denied_unit(before: str) -> bool:
    return bool(re.search(r"(?:不是|并非|不由|不归|而非)[^，。；]{0,12}$", before))
