"""Which figure of a text belongs to which level, tier or option: by order, by 分别, or by what stands nearest."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.dialogue.compared import Figure, counted, figure
from assistant.dialogue.levels import find_levels, level_of
from assistant.dialogue.model_text import plain, statements
from assistant.domain import Answer, Award, Reading, Span
from assistant.language.quantities import Quantity

_THRESHOLD = re.compile(r"(?:达到|达|满|超过|突破|不低于)$")
_CAP = re.compile(r"(?:不|没有?|未)(?:得|能|会)?(?:超过|高于)$")
_CAP_AFTER = re.compile(r"^的?(?:最高)?(?:上限|限额)")
_APART = re.compile(r"前提|条件|如果|请|需要|须")
_LISTED = re.compile(r"^(?:企业|项目|称号|的|[、和与及跟或/，])*$|^[^，。；：\d]{0,8}[、和与及跟或][^，。；：\d]{0,3}$")
_BETWEEN = r"[^、，。；：（）和与及或\d]{0,10}"
_YES_NO = ("是", "否", "true", "false", "其他")


@dataclass(frozen=True, slots=True)
class Names:
    """Option values, and the levels that pay in this answer."""

    options: tuple[str, ...]
    payers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Label:
    """A level, option or threshold named at a place."""

    name: str
    span: Span
    is_threshold: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """A figure with the labels it is said of: none, one, several alike, or (as one name) several in no clear order."""

    labels: tuple[str, ...]
    figure: Figure
    quantity: Quantity
    is_inherited: bool = False


def names_of(answer: Answer) -> Names:
    """What this answer tells apart, and who pays: the level that its responsible units are named after."""
    values = [value for award in answer.awards for value in award.facts.values()]
    values += [option for one in answer.missing for option in one.options]
    values += [reading_name(reading) for award in answer.awards for reading in award.readings]
    options = tuple(dict.fromkeys(one for one in values if _is_option(one)))
    units = [unit for one in answer.citations for unit in one.responsible_units]
    return Names(options, frozenset(f"{unit[0]}级" for unit in units))


def reading_name(reading: Reading) -> str:
    """What a way to read the text is called: the words before its first colon."""
    return plain(reading.text.split("：")[0])


def award_labels(award: Award) -> tuple[str, ...]:
    """The options that this result is for."""
    return tuple(filter(_is_option, award.facts.values()))


def _is_option(value: str) -> bool:
    return value not in _YES_NO and bool(re.search(r"[\u4e00-\u9fff]", value))


def pair_figures(text: str, names: Names) -> list[Pair]:
    """The figures of a plain text in order, each with its labels; a statement without any keeps the one before."""
    pairs: list[Pair] = []
    current: tuple[str, ...] = ()
    for statement in statements(text):
        quantities = counted(statement)
        labels = find_labels(statement, names, quantities)
        thresholds = {label.span for label in labels}
        others = [one for one in quantities if one.span not in thresholds]
        pairs += _pair(statement, labels, others, current)
        if labels:
            current = (labels[-1].name,)
    return pairs


def find_labels(text: str, names: Names, quantities: Iterable[Quantity]) -> list[Label]:
    """Options, levels beyond them, and thresholds (首次达到3亿元) in order; not the level that pays."""
    told_apart = {level_of(option) for option in names.options}
    labels = [
        _label_at(text, one.span, one.level, names.options)
        for one in find_levels(text)
        if one.level in told_apart or one.level not in names.payers
    ]
    for option in names.options:
        if level_of(option) is None:
            labels += [Label(option, Span(*match.span())) for match in re.finditer(re.escape(option), text)]
    for one in quantities:
        before, after = text[: one.span.start], text[one.span.end :]
        is_cap = _CAP.search(before) or _CAP_AFTER.match(after)
        if one.kind == "money" and _THRESHOLD.search(before) and not is_cap:
            labels.append(Label(f"达到{one.value:f}", one.span, is_threshold=True))
    return sorted(labels, key=lambda label: label.span.start)


def _label_at(text: str, span: Span, level: str, options: Sequence[str]) -> Label:
    """The option that the words after a level name, the longest; else the level itself."""
    best = Label(level, span)
    for option in options:
        if level_of(option) != level:
            continue
        match = re.compile(_BETWEEN + re.escape(option.removeprefix(level))).match(text, span.end)
        if match and match.end() > best.span.end:
            best = Label(option, Span(span.start, match.end()))
        elif match and best.name == level:
            best = Label(option, best.span)
    return best


def _pair(text: str, labels: Sequence[Label], quantities: list[Quantity], current: tuple[str, ...]) -> Iterable[Pair]:
    runs = _runs(text, labels)
    first = runs[0][0].span.start if runs else len(text)
    for one in quantities:
        if one.span.start < first:
            is_apart = not runs or runs[0][0].is_threshold or _APART.search(text[one.span.end : first])
            if not current and not is_apart:
                yield Pair(tuple(label.name for label in runs[0]), figure(one), one)
            else:
                yield Pair(current, figure(one), one, is_inherited=True)
    for at, run in enumerate(runs):
        end = runs[at + 1][0].span.start if at + 1 < len(runs) else len(text)
        after = Span(run[-1].span.end, end)
        yield from _after_run(text, run, [one for one in quantities if after.start <= one.span.start < after.end])


def _after_run(text: str, run: Sequence[Label], inside: Sequence[Quantity]) -> Iterable[Pair]:
    """Figures after one label are its own; after several, in order with 分别 or side by side, else of all together."""
    names = tuple(label.name for label in run)
    if len(names) == 1 or not inside:
        yield from (Pair(names, figure(one), one) for one in inside)
        return
    start = run[-1].span.end
    comma = text.find("，", inside[0].span.end)
    reach = len(text) if "分别" in text[start : inside[0].span.start] or comma < 0 else comma
    for kind in dict.fromkeys(one.kind for one in inside):
        alike = [one for one in inside if one.kind == kind and one.span.start < reach]
        if len(alike) == len(names):
            yield from (Pair((name,), figure(one), one) for name, one in zip(names, alike, strict=True))
        else:
            together = names if len(alike) == 1 else ("|".join(sorted(names)),)
            yield from (Pair(together, figure(one), one) for one in alike)
    yield from (Pair((), figure(one), one) for one in inside if one.span.start >= reach)


def _runs(text: str, labels: Sequence[Label]) -> list[list[Label]]:
    """Labels listed side by side (国家级和省级) together, others alone."""
    runs: list[list[Label]] = []
    for label in labels:
        if runs and _LISTED.match(text[runs[-1][-1].span.end : label.span.start]):
            runs[-1].append(label)
        else:
            runs.append([label])
    return runs
