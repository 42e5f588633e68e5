"""Whether what a person takes for granted agrees with the text: figures and units in a checking question."""

from collections.abc import Iterable, Sequence

from assistant.dialogue.ask import Ask
from assistant.dialogue.compared import amounts, figure, figures_in
from assistant.dialogue.settle import Settled
from assistant.domain import Award
from assistant.language.quantities import Quantity


def check_claims(settled: Settled, ask: Ask) -> str | None:
    """The verdict on the figures claimed for this award; None when none was claimed."""
    if not ask.claims:
        return None
    truths = figures_in(_true_texts(settled))
    return verdict([one for one in ask.claims if figure(one) not in truths])


def verdict(wrong: Sequence[Quantity]) -> str:
    """Right, or not so in the person's own figures."""
    return f"不对，不是{wrong[0].words}。" if wrong else "对。"


def _true_texts(settled: Settled) -> Iterable[str]:
    for award in settled.awards:
        yield from _award_texts(award)
    yield from (line.text for line in settled.lines)
    yield from settled.rule.conditions


def _award_texts(award: Award) -> Iterable[str]:
    yield from (f"{amount:f}元" for amount in amounts(award))
    yield from (step.text for step in award.steps)
