"""The unit of the figure that a question asks for, and whether a text states a figure in it."""

import re
from collections.abc import Iterable

from assistant.dialogue import kinds
from assistant.dialogue.ask import Ask
from assistant.dialogue.coverage import has_figures
from assistant.language.quantities import find_quantities

_FIGURE_ASKED = (
    ("multiple", re.compile(r"几倍|多少倍|倍数|倍(?=[？?吗吧对，]|$)")),
    ("points", re.compile(r"百分点")),
    ("rate", re.compile(r"百分之|千分之|几成|比例|费率|几个点|利率|几‰|几%")),
)
_MEASURE_WORD = re.compile(r"(?:多少|(?<![十百好没近])几)[十百千]*(家|户|个|项|人|款|年|天|平方?米?|亩|名|所|次|岁|届)")
_ALIKE = ("家", "户", "个")
_LOOSE = ("个", "项", "款")


def measure_asked(ask: Ask) -> str | None:
    """A kind of quantity, or the measure word after 多少 where a count is asked for."""
    for kind, pattern in _FIGURE_ASKED:
        if pattern.search(ask.words):
            return kind
    match = _MEASURE_WORD.search(ask.words)
    return match[1] if match and ask.asks_for(kinds.COUNT) else None


def states_figure(text: str, measure: str) -> bool:
    """Whether a text states a figure in this unit; a proportion may be a rate, points or a multiple."""
    same = _ALIKE if measure in _ALIKE else (measure,)
    same = (*same, "multiple", "points") if measure == "rate" else same
    return any(one.kind in same or one.unit in same for one in find_quantities(text))


def is_counted_nowhere(ask: Ask, texts: Iterable[str]) -> bool:
    """Whether a figure is asked for in a unit in which none of the texts states any; 几个 may be any unit."""
    measure = measure_asked(ask)
    if measure is None or measure in _LOOSE or not ask.asks_for(kinds.COUNT) or ask.asks_for(kinds.AMOUNT):
        return False
    return not has_figures(ask) and not any(states_figure(text, measure) for text in texts)
