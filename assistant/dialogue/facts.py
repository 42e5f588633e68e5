"""Facts of an award read from what a person said, each with the words it came from."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.award import FactSpec
from assistant.dialogue.figures import FigureHeard, Unclear, hear_figures
from assistant.dialogue.levels import LEVELS, LevelMention, find_levels, level_of
from assistant.dialogue.negation import is_asked, is_denied
from assistant.domain import Fact, Span
from assistant.language.lexicon import Lexicon, Mention

_TOGETHER = re.compile(r"^[^，。？！；]{0,8}?(?:和|与|跟|及|还是|、|或者?|以及|，)[^。？！；]{0,6}$")
_BECAME = re.compile(r"(?:评|批|认定|备案|升|是|拿|属于|成|个)(?:上|成|为|了|到|的是|级)*$")
_OTHER = "其他"


@dataclass(frozen=True, slots=True)
class Heard:
    """What one message says about a rule's facts.

    `facts` are settled; `alternatives` hold the options still possible, `compared` names those of them that the person
    set side by side; `unclear` are figures that cannot be read exactly and must be asked about.
    """

    facts: Mapping[str, Fact] = field(default_factory=dict)
    alternatives: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    compared: frozenset[str] = frozenset()
    unclear: tuple[Unclear, ...] = ()


def hear_facts(
    specs: Sequence[FactSpec], text: str, *, about: Sequence[Span] = (), claims: Sequence[Span] = ()
) -> Heard:
    """The facts of `specs` that `text` states.

    `about` are the places where the text names the award: of several options the one beside the name counts.
    `claims` are figures the person wants checked, which are no facts.
    """
    facts: dict[str, Fact] = {}
    alternatives: dict[str, tuple[str, ...]] = {}
    compared = set()
    for spec in specs:
        if spec.kind == "option":
            values = _hear_option(spec, text, about)
            if len(values) == 1:
                facts[spec.name] = _fact(spec, *values[0], text)
            elif values:
                alternatives[spec.name] = tuple(value for value, _ in values)
                compared |= {spec.name} if len({span for _, span in values}) > 1 else set()
        if spec.kind == "bool" and (said := _hear_yes_or_no(spec, text)):
            facts[spec.name] = _fact(spec, *said, text)
    figures, unclear = hear_figures(specs, text, claims)
    facts.update({one.fact: _figure_fact(one) for one in figures})
    return Heard(facts, alternatives, frozenset(compared), unclear)


def merge(earlier: Heard, later: Heard) -> Heard:
    """What both messages say together; the later one corrects the earlier."""
    open_earlier = {name: values for name, values in earlier.alternatives.items() if name not in later.facts}
    alternatives = {**open_earlier, **later.alternatives}
    facts = {name: fact for name, fact in {**earlier.facts, **later.facts}.items() if name not in later.alternatives}
    alternatives = {name: values for name, values in alternatives.items() if name not in facts}
    return Heard(facts, alternatives, (earlier.compared | later.compared) & alternatives.keys(), later.unclear)


def _fact(spec: FactSpec, value: str, span: Span, text: str) -> Fact:
    return Fact(spec.name, value, "user", text[span.start : span.end], span)


def _figure_fact(figure: FigureHeard) -> Fact:
    return Fact(figure.fact, figure.value, "user", figure.words, figure.span)


def _hear_option(spec: FactSpec, text: str, about: Sequence[Span]) -> list[tuple[str, Span]]:
    """The options a text leaves possible: one when it is settled, several when left open or named side by side."""
    lexicon = Lexicon({option.value: option.words for option in spec.options})
    named = [one for one in lexicon.find(text) if one.words not in LEVELS]
    mentions = [one for one in named if not is_denied(text, one.span)]
    denied = {one.term for one in named} - {one.term for one in mentions}
    groups = _grouped(mentions)
    levels = [one for one in find_levels(text) if not is_denied(text, one.span)]
    if not groups:
        return _by_level(spec, levels, text, about, denied)
    chosen = [_settle(values, span, levels) for span, values in groups.items()]
    return _focus(chosen, text, about)


def _grouped(mentions: Iterable[Mention]) -> dict[Span, list[str]]:
    groups: dict[Span, list[str]] = {}
    for one in mentions:
        groups.setdefault(one.span, []).append(one.term)
    return groups


def _settle(values: list[str], span: Span, levels: Sequence[LevelMention]) -> list[tuple[str, Span]]:
    """Words that several options share are settled by a level said elsewhere."""
    if len(values) > 1:
        said = {one.level for one in levels}
        fitting = [value for value in values if level_of(value) in said]
        values = fitting or values
    return [(value, span) for value in values]


def _by_level(
    spec: FactSpec, levels: Sequence[LevelMention], text: str, about: Sequence[Span], denied: set[str]
) -> list[tuple[str, Span]]:
    """Options by level alone; a level that none has, said of the thing itself, is the option 其他."""
    by_level: dict[str, list[str]] = {}
    for option in spec.options:
        level = level_of(option.value)
        if level and option.value not in denied:
            by_level.setdefault(level, []).append(option.value)
    if not by_level:
        return []
    found = [(value, one.span) for one in levels for value in by_level.get(one.level, ())]
    if found:
        return _unique(found)
    foreign = [one for one in levels if not one.gives and _is_property(one.span, text, about)]
    has_other = any(option.value == _OTHER for option in spec.options)
    return [(_OTHER, foreign[-1].span)] if foreign and has_other else []


def _is_property(level: Span, text: str, about: Sequence[Span]) -> bool:
    """The level stands before the award's name, or is what the thing was recognised as: 「评上市级了」."""
    return any(0 <= name.start - level.end <= 6 for name in about) or bool(_BECAME.search(text[: level.start]))


def _focus(chosen: list[list[tuple[str, Span]]], text: str, about: Sequence[Span]) -> list[tuple[str, Span]]:
    """Of several mentions: the one beside the award's name, those named side by side, else the last."""
    values = _unique(pair for group in chosen for pair in group)
    if len(chosen) == 1 or len({value for value, _ in values}) == 1:
        return values
    beside = [group for group in chosen if any(0 <= name.start - group[0][1].end <= 4 for name in about)]
    if len(beside) == 1:
        return _unique(beside[0])
    if _are_side_by_side(chosen, text):
        return values
    return _unique(chosen[-1])


def _are_side_by_side(chosen: list[list[tuple[str, Span]]], text: str) -> bool:
    spans = [group[0][1] for group in chosen]
    return all(_TOGETHER.match(text[one.end : other.start]) for one, other in zip(spans, spans[1:], strict=False))


def _unique(pairs: Iterable[tuple[str, Span]]) -> list[tuple[str, Span]]:
    seen: dict[str, Span] = {}
    for value, span in pairs:
        seen.setdefault(value, span)
    return list(seen.items())


def _hear_yes_or_no(spec: FactSpec, text: str) -> tuple[str, Span] | None:
    """`true` or `false` with the words that say so; the last statement counts, questions do not."""
    lexicon = Lexicon({"true": spec.yes_words, "false": spec.no_words})
    said: tuple[str, Span] | None = None
    for mention in lexicon.find(text):
        if is_asked(text, mention.span):
            continue
        value = mention.term
        if is_denied(text, mention.span):
            value = _opposite(value)
        said = (value, mention.span)
    return said


def _opposite(value: str) -> str:
    return "false" if value == "true" else "true"
