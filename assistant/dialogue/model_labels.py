"""Which figure of a text belongs to which level, tier or option: by order, by 分别, or by what stands nearest."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.dialogue.levels import find_levels, level_of
from assistant.dialogue.model_ground import Figure, figure, is_article
from assistant.dialogue.model_text import statements
from assistant.domain import Answer, Award, Span
from assistant.language.quantities import Quantity, find_quantities

_THRESHOLD = re.compile(r"(?:达到|达|满|超过|突破|不低于)$")
_CAP = re.compile(r"不(?:得|能|会)?(?:超过|高于)$")
_LISTED = re.compile(
    r"^(?:企业|项目|孵化器|称号|的|[、和与及跟或/，])*$|^[^，。；：\d]{0,8}[、和与及跟或][^，。；：\d]{0,3}$"
)
_BETWEEN = r"[^、，。；：（）和与及或\d]{0,10}"
_YES_NO = ("是", "否", "true", "false", "其他")
AMBIGUOUS = "?"


@dataclass(frozen=True, slots=True)
class Label:
    """A level, option or threshold named at a place."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Pair:
    """A figure with the labels it is said of: none, one, several alike, or AMBIGUOUS."""

    labels: tuple[str, ...]
    figure: Figure
    quantity: Quantity
    statement: str


def options_of(answer: Answer) -> tuple[str, ...]:
    """The option values that this answer tells apart."""
    values = [value for award in answer.awards for value in award.facts.values()]
    values += [option for one in answer.missing for option in one.options]
    return tuple(dict.fromkeys(one for one in values if one not in _YES_NO and re.search(r"[\u4e00-\u9fff]", one)))


def award_labels(award: Award) -> tuple[str, ...]:
    """The options that this result is for."""
    return tuple(one for one in award.facts.values() if one not in _YES_NO and re.search(r"[\u4e00-\u9fff]", one))


def pair_figures(text: str, options: Sequence[str]) -> list[Pair]:
    """The figures of a plain text in order, each with its labels; a statement without any keeps the one before."""
    pairs: list[Pair] = []
    current: tuple[str, ...] = ()
    for statement in statements(text):
        quantities = [one for one in find_quantities(statement) if not is_article(one)]
        labels = find_labels(statement, options, quantities)
        thresholds = {label.span for label in labels}
        counted = [one for one in quantities if one.span not in thresholds]
        pairs += _pair(statement, labels, counted, current)
        if labels:
            current = (labels[-1].name,)
    return pairs


def find_labels(text: str, options: Sequence[str], quantities: Iterable[Quantity]) -> list[Label]:
    """Options, levels beyond them, and thresholds (首次达到3亿元) in order."""
    labels = [_label_at(text, mention.span, mention.level, options) for mention in find_levels(text)]
    for option in options:
        if level_of(option) is None:
            labels += [Label(option, Span(*match.span())) for match in re.finditer(re.escape(option), text)]
    for one in quantities:
        before = text[: one.span.start]
        if one.kind == "money" and _THRESHOLD.search(before) and not _CAP.search(before):
            labels.append(Label(f"达到{one.value:f}", one.span))
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


def _pair(statement: str, labels: list[Label], quantities: list[Quantity], current: tuple[str, ...]) -> Iterable[Pair]:
    groups = _runs(statement, labels)
    for at, run in enumerate(groups):
        start = run[-1].span.end
        end = groups[at + 1][0].span.start if at + 1 < len(groups) else len(statement)
        inside = [one for one in quantities if start <= one.span.start < end]
        names = tuple(label.name for label in run)
        yield from _within(statement, names, inside)
    first = groups[0][0].span.start if groups else len(statement)
    fallback = tuple(label.name for label in groups[0]) if groups and not current else current
    yield from (_made(statement, fallback, one) for one in quantities if one.span.start < first)


def _within(statement: str, names: tuple[str, ...], inside: list[Quantity]) -> Iterable[Pair]:
    """The figures after a run of labels: one for each label in order, or one for all of them."""
    same_kind = [one for one in inside if inside and one.kind == inside[0].kind]
    if len(names) == 1 or len(same_kind) == 1:
        yield from (_made(statement, names, one) for one in inside)
        return
    for kind in dict.fromkeys(one.kind for one in inside):
        alike = [one for one in inside if one.kind == kind]
        listed = zip(names, alike, strict=True) if len(alike) == len(names) else ((AMBIGUOUS, one) for one in alike)
        yield from (_made(statement, (name,), one) for name, one in listed)


def _made(statement: str, labels: tuple[str, ...], quantity: Quantity) -> Pair:
    return Pair(labels, figure(quantity), quantity, statement)


def _runs(text: str, labels: list[Label]) -> list[list[Label]]:
    """Labels listed side by side (国家级和省级) together, others alone."""
    runs: list[list[Label]] = []
    for label in labels:
        if runs and _LISTED.match(text[runs[-1][-1].span.end : label.span.start]):
            runs[-1].append(label)
        else:
            runs.append([label])
    return runs
