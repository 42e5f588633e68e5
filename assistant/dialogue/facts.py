"""Facts of an award read from what a person said, each with the words it came from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.award import FactSpec
from assistant.dialogue.conditions import hear_yes_or_no
from assistant.dialogue.figures import earlier_and_current, hear_figures
from assistant.dialogue.figures_heard import Unclear
from assistant.dialogue.levels import stem_of
from assistant.dialogue.options import Choice, hear_option
from assistant.domain import Fact, Span


@dataclass(frozen=True, slots=True)
class Heard:
    """What one message says about a rule's facts.

    `facts` are settled; `alternatives` hold the options still possible, `compared` names those of them that the person
    set side by side, `cases` the figures said of each of these options; `unclear` are figures too vague to read.
    """

    facts: Mapping[str, Fact] = field(default_factory=dict)
    alternatives: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    compared: frozenset[str] = frozenset()
    cases: Mapping[str, Mapping[str, Fact]] = field(default_factory=dict)
    unclear: tuple[Unclear, ...] = ()


def hear_facts(
    specs: Sequence[FactSpec],
    text: str,
    *,
    about: Sequence[Span] = (),
    claims: Sequence[Span] = (),
    is_elliptical: bool = False,
) -> Heard:
    """The facts of `specs` that `text` states.

    `about` are the places where the text names the award: of several options the one beside the name counts.
    `claims` are figures the person wants checked, which are no facts.
    """
    figures, unclear = hear_figures(specs, text, claims)
    facts: dict[str, Fact] = {}
    alternatives: dict[str, tuple[str, ...]] = {}
    cases: dict[str, Mapping[str, Fact]] = {}
    optional = {spec.name for spec in specs if spec.is_optional}
    text = _without([one.span for one in figures if one.fact in optional], text)
    for spec in specs:
        if spec.kind == "bool" and (said := hear_yes_or_no(spec, text, about)):
            facts[spec.name] = _fact(spec.name, said, text)
        if spec.kind != "option":
            continue
        choices = hear_option(spec, text, about, claims, is_elliptical)
        if len(choices) == 1:
            facts[spec.name] = _fact(spec.name, choices[0], text)
        elif choices:
            alternatives[spec.name] = tuple(value for value, _ in choices)
            cases |= _figures_of_each(specs, choices, text)
    facts |= {one.fact: Fact(one.fact, one.value, "user", one.words, one.span) for one in figures}
    compared = frozenset(name for name in alternatives if cases)
    return Heard(facts, alternatives, compared, cases, unclear)


def _without(spans: Sequence[Span], text: str) -> str:
    """The text, as long as it was, with what is said at these places left out: 「其他项目配套过8万」 names no level."""
    for span in spans:
        text = text[: span.start] + "，" * (span.end - span.start) + text[span.end :]
    return text


def merge(earlier: Heard, later: Heard) -> Heard:
    """What both messages say together; the later one corrects or narrows the earlier."""
    alternatives = {name: values for name, values in earlier.alternatives.items() if name not in later.facts}
    facts = {name: fact for name, fact in {**earlier.facts, **later.facts}.items() if name not in later.alternatives}
    for name, values in later.alternatives.items():
        same_stem = _with_stem_of(earlier.facts.get(name), values)
        narrowed = same_stem or tuple(value for value in alternatives.get(name, values) if value in values) or values
        if len(narrowed) == 1:
            facts[name] = Fact(name, narrowed[0], "user")
        else:
            alternatives[name] = narrowed
    alternatives = {name: values for name, values in alternatives.items() if name not in facts}
    compared = (earlier.compared | later.compared) & alternatives.keys()
    return Heard(facts, alternatives, compared, later.cases or earlier.cases, later.unclear)


def _with_stem_of(fact: Fact | None, values: Sequence[str]) -> tuple[str, ...]:
    """The values that differ from an earlier one in their level alone: 国家级小巨人, then 「省级的呢」."""
    if fact is None:
        return ()
    return tuple(value for value in values if stem_of(value) == stem_of(fact.value))


def a_year_later(specs: Sequence[FactSpec], remembered: Heard, new: Heard) -> Heard:
    """What was remembered, seen from the next year: the figure of this year is then one of the years before."""
    pair = earlier_and_current(specs)
    if pair is None or pair[1].name not in new.facts or pair[1].name not in remembered.facts:
        return remembered
    earlier, current = pair
    moved = replace(remembered.facts[current.name], name=earlier.name)
    return replace(remembered, facts={**remembered.facts, earlier.name: moved})


def _figures_of_each(specs: Sequence[FactSpec], choices: Sequence[Choice], text: str) -> dict[str, Mapping[str, Fact]]:
    """For options set side by side, the figures said between one and the next; empty for options left open."""
    starts = [span.start for _, span in choices]
    if len(set(starts)) < len(starts):
        return {}
    cases: dict[str, Mapping[str, Fact]] = {}
    for (value, _), start, end in zip(choices, starts, [*starts[1:], len(text)], strict=True):
        figures, _unclear = hear_figures(specs, text[start:end])
        cases[value] = {one.fact: Fact(one.fact, one.value, "user", one.words) for one in figures}
    return cases


def _fact(name: str, choice: Choice, text: str) -> Fact:
    value, span = choice
    return Fact(name, value, "user", text[span.start : span.end], span)
