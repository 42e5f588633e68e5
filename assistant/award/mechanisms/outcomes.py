"""What a mechanism makes of a case: figures with their steps, a refusal, an open promise, or facts that are missing."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from assistant.award.exact import money_text
from assistant.award.mechanisms.cases import Case, Input
from assistant.domain import Step

OutcomeKind = Literal["sum", "ceiling", "open", "refused", "unknown"]


@dataclass(frozen=True, slots=True)
class Variant:
    """One figure (yuan) with the steps to it; `reading` and `basis` say which of several readings of the text it is.

    `parts` are the sums it is made of, where the text may mean them one by one (省、市两笔补助).
    """

    amount: Fraction
    steps: tuple[Step, ...] = ()
    reading: str = ""
    basis: str = ""
    parts: tuple[Fraction, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a mechanism makes of a case; of several variants the first is the most literal reading.

    `sum` and `ceiling` carry variants, `refused` its reasons, `open` what the text does not say, `unknown` the facts
    that could still change the result, most decisive first.
    """

    kind: OutcomeKind
    variants: tuple[Variant, ...] = ()
    missing: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()

    @classmethod
    def paid(cls, amount: Fraction, *steps: Step) -> "Outcome":
        """One figure, and how it came about."""
        return cls("sum", (Variant(amount, steps),))

    @classmethod
    def refused(cls, reason: str) -> "Outcome":
        """Nothing, for the reason given."""
        return cls("refused", reasons=(reason,))

    @classmethod
    def unknown(cls, facts: Iterable[Input]) -> "Outcome":
        """Nothing yet: these facts are needed."""
        return cls("unknown", missing=tuple(fact.name for fact in facts))

    @classmethod
    def without_figure(cls, reason: str) -> "Outcome":
        """Support that the text does not put into a figure."""
        return cls("open", reasons=(reason,))

    @property
    def has_figure(self) -> bool:
        """Whether there are variants to count with."""
        return self.kind in ("sum", "ceiling")

    def each(self, change: Callable[[Variant], Variant]) -> "Outcome":
        """The same outcome with every variant changed."""
        return replace(self, variants=tuple(change(variant) for variant in self.variants))

    def saying(self, notes: Iterable[str] = (), assumptions: Iterable[str] = ()) -> "Outcome":
        """The same outcome with more notes and assumptions, each once."""
        return replace(
            self,
            notes=tuple(dict.fromkeys((*self.notes, *notes))),
            assumptions=tuple(dict.fromkeys((*self.assumptions, *assumptions))),
        )


def undecided(outcomes: Sequence[Outcome], otherwise: str | None, unknown: Iterable[str], case: Case) -> Outcome:
    """What several possible outcomes give together while it is unknown which holds.

    `otherwise` refuses where none of them does, if that can be. Where all give the same it no longer matters; else the
    unknown facts are missing, and what each outcome misses.
    """
    if otherwise is not None:
        outcomes = [*outcomes, Outcome.refused(otherwise)]
    first = outcomes[0]
    amounts = [variant.amount for variant in first.variants]
    is_same = all(
        one.kind == first.kind and [variant.amount for variant in one.variants] == amounts for one in outcomes
    )
    if not is_same or first.kind == "unknown":
        inner = (name for one in outcomes for name in one.missing)
        return Outcome("unknown", missing=tuple(dict.fromkeys((*unknown, *inner))))
    return replace(first, notes=()).each(
        lambda variant: replace(variant, steps=(case.step(f"无论哪种情形，都是 {money_text(variant.amount)}"),))
    )
