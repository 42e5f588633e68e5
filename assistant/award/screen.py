"""One profile against many awards, and what to ask next."""

from collections.abc import Iterable, Sequence
from datetime import date

from assistant.award.evaluate import evaluate
from assistant.award.schema import Rule
from assistant.domain import Award, AwardStatus, Facts, MissingFact

_ORDER: dict[AwardStatus, int] = {
    "exact": 0, "range": 1, "at_most": 1, "needs_facts": 2, "undetermined": 3, "not_eligible": 4,
}  # fmt: skip


def screen(rules: Iterable[Rule], facts: Facts, as_of: date) -> list[Award]:
    """Every award, the payable first, then what needs facts, what the text leaves open, and what is refused."""
    return sorted((evaluate(rule, facts, as_of) for rule in rules), key=lambda award: _ORDER[award.status])


def next_question(awards: Sequence[Award]) -> MissingFact | None:
    """The fact that settles most of the awards still open; None when none is open."""
    weights: dict[str, tuple[int, float]] = {}
    asked: dict[str, MissingFact] = {}
    for award in awards:
        for missing in award.missing:
            count, share = weights.get(missing.fact, (0, 0.0))
            weights[missing.fact] = (count + 1, share + 1 / len(award.missing))
            asked.setdefault(missing.fact, missing)
    if not asked:
        return None
    return asked[max(asked, key=lambda fact: weights[fact])]
