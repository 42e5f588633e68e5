"""Facts that nobody is asked for: heard only where their own words lead up to a figure."""

import re
from collections.abc import Iterator, Sequence

from assistant.award import FactSpec
from assistant.dialogue.figures_heard import FigureHeard, canonical, fits
from assistant.dialogue.levels import find_levels
from assistant.domain import Span
from assistant.language.quantities import Quantity

_PHRASE = re.compile(r"[^，。？！；,;\n\d]*$")
_ALSO = re.compile(r"另外|[又还也另]")
_UP_TO = "[了过的是有共得到拿收给约款费补助资金额支持]{0,6}"


def hear_optional(specs: Sequence[FactSpec], quantities: Sequence[Quantity], text: str) -> list[FigureHeard]:
    """Each figure that words of an optional fact lead up to, with these words; of several the fullest count."""
    heard: dict[str, FigureHeard] = {}
    for quantity in quantities:
        fitting = [spec for spec in specs if fits(quantity, [spec])]
        led = [(len(word), spec, start) for spec in fitting for word, start in _leads(spec.words, quantity, text)]
        if led:
            _, spec, start = max(led, key=lambda one: one[0])
            span = Span(start, quantity.span.end)
            heard.setdefault(spec.name, FigureHeard(spec.name, canonical(quantity), text[span.start : span.end], span))
    return list(heard.values())


def hear_second(specs: Sequence[FactSpec], quantities: Sequence[Quantity], text: str) -> list[FigureHeard]:
    """The second of two figures that two givers add to one fact, without 又 or 也: 省里补100万，市里补80万."""
    for spec in (one for one in specs if not one.is_optional and one.kind == "money"):
        led = [(one, start) for one in quantities if (start := _start_of_lead(spec, one, text)) is not None]
        givers = [find_levels(text[start : one.span.start]) for one, start in led]
        if len(led) != 2 or not all(givers) or givers[0][0].level == givers[1][0].level:
            continue
        quantity, start = led[1]
        span = Span(start, quantity.span.end)
        for other in (one for one in specs if one.is_optional and fits(quantity, [one])):
            plain = [_ALSO.sub("", word) for word in other.words if _ALSO.search(word)]
            if any(True for _ in _leads(plain, quantity, text)):
                return [FigureHeard(other.name, canonical(quantity), text[span.start : span.end], span)]
    return []


def _start_of_lead(spec: FactSpec, quantity: Quantity, text: str) -> int | None:
    return min((start for _, start in _leads(spec.words, quantity, text)), default=None)


def _leads(words: Sequence[str], quantity: Quantity, text: str) -> Iterator[tuple[str, int]]:
    """The words that lead up to a figure, with their place; “…” in a word stands for a few others of its phrase."""
    phrase = _PHRASE.search(text[: quantity.span.start])
    for word in words if phrase else ():
        pattern = ".{0,8}".join(map(re.escape, word.split("…")))
        if phrase and (match := re.search(rf"{pattern}{_UP_TO}$", phrase[0])):
            yield word, phrase.start() + match.start()
