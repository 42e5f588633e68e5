"""Whether what a person takes for granted agrees with the text: figures and units in a checking question."""

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.dialogue.ask import Ask
from assistant.dialogue.settle import Settled
from assistant.domain import Award
from assistant.language.quantities import Quantity, find_quantities


@dataclass(frozen=True, slots=True)
class Verdict:
    """The claim is right or wrong; `opening` says so in the person's own figures."""

    is_right: bool
    opening: str


def check_claims(settled: Settled, ask: Ask) -> Verdict | None:
    """The verdict on the figures claimed for this award; None when none was claimed or the case is still open."""
    claims = [one for one in ask.claims if one.kind in ("money", "rate", "multiple", "points", "duration", "count")]
    if not claims:
        return None
    truths = {_key(one) for text in _true_texts(settled) for one in find_quantities(text)}
    wrong = [one for one in claims if _key(one) not in truths]
    if not wrong:
        return Verdict(True, "对。")
    return Verdict(False, f"不对，不是{wrong[0].words}。")


def _true_texts(settled: Settled) -> Iterable[str]:
    for award in settled.awards:
        yield from _award_texts(award)
    yield from (line.text for line in settled.lines)
    yield from settled.rule.conditions


def _award_texts(award: Award) -> Iterable[str]:
    yield from (f"{amount:f}元" for amount in (award.amount, award.low, award.high) if amount is not None)
    yield from (step.text for step in award.steps)
    yield from (f"{reading.amount:f}元" for reading in award.readings)


def _key(quantity: Quantity) -> tuple[str, str, object]:
    return quantity.kind, quantity.unit if quantity.kind in ("count", "duration") else "", quantity.value
