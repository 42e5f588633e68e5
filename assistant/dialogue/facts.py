"""Facts of an award read from what a person said, each with the words it came from."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.award import FactSpec
from assistant.dialogue.figures import Unclear, earlier_and_current, hear_figures
from assistant.dialogue.levels import stem_of
from assistant.dialogue.negation import is_asked, is_denied
from assistant.dialogue.options import Choice, are_side_by_side, hear_option
from assistant.domain import Fact, Span
from assistant.language.lexicon import Lexicon

_NEW = (
    r"(?:刚刚?|(?<![特高创革最更崭全重])新近?|首次|首批|头一?[回次]|第一[回次]|初次"
    r"|今年|上个?月|上周|前几天|昨天|最近)"
)
_RECOGNISED = (
    "认定",
    "备案",
    "评上",
    "评为",
    "获评",
    "批成",
    "批下来",
    "获批",
    "上榜",
    "入选",
    "拿到",
    "拿下",
    "通过",
    "发了牌",
    "发牌",
    "挂牌",
    "发证",
    "下来",
)
_NEW_PREFIX = re.compile(f"^{_NEW}")
_OLD = re.compile(
    r"[一二两三四五六七八九十几多\d]+年前[^，。？！；]{0,4}(?:认定|评|批|备案|拿)|(?:早|老早|以前|往年|多年前)就?(?:已经?)?(?:认定|评上|备案|是)|不是新(?:的|认定|备案|评)"
)
_AGAIN_PREFIX = re.compile(r"重新|再次|再度|第二次|复审|复核")
_AGAIN = re.compile(
    r"(?:又|再次|再度|第二[次回]|二次|重新)[^，。？！；新首]{0,6}?(?:认定|评上|考过|通过|过了|过审|拿到|续上)(?!的话)"
)
_ONCE = re.compile(r"(?:首次|头一回|头一次|第一次|第一回|初次|刚刚?|(?<![特高创革最更崭全重])新)[^，。？！；]{0,4}$")


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
        if spec.kind == "bool" and (said := _hear_yes_or_no(spec, text, about)):
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


def _hear_yes_or_no(spec: FactSpec, text: str, about: Sequence[Span]) -> Choice | None:
    """`true` or `false` with the words that say so; a denial counts more than a mention, a question not at all."""
    mentions = Lexicon({"true": spec.yes_words, "false": spec.no_words}).find(text)
    stated = [one for one in mentions if not is_asked(text, one.span)]
    denied = [(_opposite(one.term), one.span) for one in stated if is_denied(text, one.span)]
    denied += [("false", span) for span in _said_to_be_old(spec, text)]
    said = [(one.term, one.span) for one in stated if not is_denied(text, one.span)]
    said += [
        ("true", span)
        for span in (*_said_to_be_new(spec, text, about), *_said_again(spec, text))
        if not is_asked(text, span)
    ]
    if not denied and len({value for value, _ in said}) > 1 and are_side_by_side([span for _, span in said], text):
        return None
    negative = [one for one in (*denied, *said) if one[0] == "false"]
    decisive = negative or denied or said
    return decisive[-1] if decisive else None


def _said_to_be_new(spec: FactSpec, text: str, about: Sequence[Span]) -> list[Span]:
    """「刚被国家备案」 says 刚备案: a word of newness, then within a phrase what is new or the award itself."""
    roots = {_NEW_PREFIX.sub("", word) for word in spec.yes_words if _NEW_PREFIX.match(word)}
    roots = {root for root in roots if root}
    if not roots:
        return []
    roots |= {*_RECOGNISED, "的"}
    pattern = re.compile(f"{_NEW}[^，。？！；]{{0,10}}?(?:{'|'.join(map(re.escape, sorted(roots)))})")
    spans = [Span(*match.span()) for match in pattern.finditer(text)]
    spans += [Span(match.start(), name.start) for name in about if (match := _ONCE.search(text[: name.start]))]
    return [span for span in spans if not is_denied(text, span)]


def _said_again(spec: FactSpec, text: str) -> list[Span]:
    """「又考过一遍」「再次通过了」 state a fact that is about doing it again."""
    if not any(_AGAIN_PREFIX.match(word) for word in spec.yes_words):
        return []
    return [Span(*match.span()) for match in _AGAIN.finditer(text)]


def _said_to_be_old(spec: FactSpec, text: str) -> list[Span]:
    """「五年前认定的」「不是新的」 deny a fact that is about newness."""
    if not any(_NEW_PREFIX.match(word) for word in spec.yes_words):
        return []
    return [Span(*match.span()) for match in _OLD.finditer(text)]


def _opposite(value: str) -> str:
    return "false" if value == "true" else "true"


def _fact(name: str, choice: Choice, text: str) -> Fact:
    value, span = choice
    return Fact(name, value, "user", text[span.start : span.end], span)
