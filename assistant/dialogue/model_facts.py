"""Whether what a language model says it heard is in the person's own words."""

import re
from collections.abc import Collection, Sequence

from pydantic import BaseModel

from assistant.award import FactSpec, Rule, read_facts
from assistant.dialogue.model_text import covered, plain
from assistant.dialogue.negation import is_asked, is_denied
from assistant.domain import Fact, Span
from assistant.errors import BadFact
from assistant.language.quantities import find_quantities

_FIGURES = ("money", "rate", "points", "count", "number")
_ENOUGH = 0.5
_NEGATION = re.compile(r"[不没未非无否]")
_ASKING = re.compile(r"[?？吗]|是不是|能不能|多少")
_SUPPOSED = re.compile(r"(?:如果|假如|假设|要是|万一)[^。！？；\n]*\Z")


class Told(BaseModel):
    """A fact as the model says it was told: its name, its value, and the words of the person."""

    name: str
    value: str
    words: str


def heard_fact(rule: Rule, told: Told, said: Sequence[str], taken: Collection[str]) -> Fact | None:
    """The fact of an award, if its words stand in one of the messages `said` and mean this value and no other.

    `taken` are figures that already mean something else: another fact, or what is to be confirmed.
    """
    spec = rule.fact(told.name)
    words = plain(told.words).strip("，。；！？、 ")
    text = next((one for one in said if words and words in one), None)
    if text is None or any(one.words in taken for one in find_quantities(words)):
        return None
    span = Span(text.index(words), text.index(words) + len(words))
    if _is_open(text, span) or any(one in words for one in spec.not_words):
        return None
    value = _read(rule, spec, told.value)
    if value is None:
        return None
    denied = is_denied(text, span) or bool(_NEGATION.search(words))
    if spec.kind in _FIGURES:
        figures = find_quantities(words)
        is_meant = not denied and len(figures) == 1 and _read(rule, spec, figures[0].words) == value
    else:
        is_meant = _means(spec, words, value, denied)
    return Fact(spec.name, value, "user", words, span) if is_meant else None


def _means(spec: FactSpec, words: str, value: str, is_denied: bool) -> bool:
    """Whether words without a figure mean this value; a date is never taken over."""
    if spec.kind == "bool":
        chosen, other = spec.yes_words, spec.no_words
        if value == "false":
            chosen, other = other, chosen
        return _is_nearer(words, chosen, other) and (value == "false" or not is_denied)
    if spec.kind == "option":
        chosen = next(one.words for one in spec.options if one.value == value)
        others = [word for one in spec.options if one.value != value for word in one.words]
        return not is_denied and _is_nearer(words, chosen, others)
    return False


def _is_open(text: str, span: Span) -> bool:
    """Whether the words are asked or supposed rather than stated."""
    before, words = text[: span.start], text[span.start : span.end]
    return bool(_ASKING.search(words) or _SUPPOSED.search(before + words)) or is_asked(text, span)


def _is_nearer(words: str, chosen: Sequence[str], others: Sequence[str]) -> bool:
    """Whether the words share much with one of the chosen expressions, and more than with any other."""
    nearest = _nearest(words, chosen)
    return nearest >= _ENOUGH and nearest > _nearest(words, others)


def _nearest(words: str, expressions: Sequence[str]) -> float:
    return max((covered(one, [words]) for one in expressions), default=0.0)


def _read(rule: Rule, spec: FactSpec, words: str) -> str | None:
    try:
        return read_facts(rule, {spec.name: words})[spec.name].value
    except BadFact:
        return None
