"""What became of a language model's drafts: how many passed the guard, were repaired, or gave way."""

from collections import Counter
from collections.abc import Iterable

from eval.labels import GUARDED
from eval.rates import Rate, wilson
from eval.replay import CaseResult


def guard_rates(cases: Iterable[CaseResult]) -> dict[str, Rate]:
    """The share of each fate among the drafts of the scored turns; empty where no model was asked."""
    fates = Counter(turn.exchange.answer.responder for case in cases for turn in case.turns)
    drafts = sum(fates[name] for name in GUARDED)
    if not drafts:
        return {}
    return {name: wilson([1.0] * fates[name] + [0.0] * (drafts - fates[name])) for name in GUARDED}
