"""Conditions that a person must meet, judged in three values: met, failed, or not yet known."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assistant.award.comparisons import Comparison
from assistant.award.figures import Figure
from assistant.award.mechanisms.base import Case, Input


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a requirement is met (None: not known), the facts that would tell, and what to say."""

    met: bool | None
    missing: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ValueRequirement:
    """A fact must have one of some values; `reason` is what to say when it has another."""

    fact: Input
    allowed: tuple[str, ...]
    quote: str
    reason: str

    def judge(self, case: Case) -> Verdict:
        """Unknown facts stay unknown."""
        value = case.text(self.fact)
        if value is None:
            return Verdict(None, missing=(self.fact.name,))
        return Verdict(True) if value in self.allowed else Verdict(False, reasons=(self.reason,))


@dataclass(frozen=True, slots=True)
class FigureRequirement:
    """A figure must lie on one side of a limit; `at_limit` is what to say when it lies exactly on it."""

    fact: Input
    comparison: Comparison
    limit: Figure
    reason: str
    at_limit: str = ""

    @property
    def quote(self) -> str:
        """The words the limit stands in."""
        return self.limit.quote

    def judge(self, case: Case) -> Verdict:
        """Exact comparison, without tolerance."""
        value = case.figure(self.fact)
        if value is None:
            return Verdict(None, missing=(self.fact.name,))
        notes = (self.at_limit,) if self.at_limit and value == self.limit.value else ()
        if self._holds(value):
            return Verdict(True, notes=notes)
        return Verdict(False, reasons=(self.reason,), notes=notes)

    def _holds(self, value: Fraction) -> bool:
        limit = self.limit.value
        match self.comparison:
            case "不低于":
                return value >= limit
            case "高于":
                return value > limit
            case "不高于":
                return value <= limit
            case "低于":
                return value < limit


@dataclass(frozen=True, slots=True)
class SomeOfRequirement:
    """At least `count` of several requirements must be met."""

    count: int
    parts: tuple["Requirement", ...]
    quote: str
    reason: str

    def judge(self, case: Case) -> Verdict:
        """Met or failed as soon as the unknown ones can no longer change it."""
        verdicts = [part.judge(case) for part in self.parts]
        met = sum(verdict.met is True for verdict in verdicts)
        open_ = [verdict for verdict in verdicts if verdict.met is None]
        if met >= self.count:
            return Verdict(True)
        if met + len(open_) < self.count:
            return Verdict(False, reasons=(self.reason,))
        return Verdict(None, missing=tuple(dict.fromkeys(name for one in open_ for name in one.missing)))


Requirement = ValueRequirement | FigureRequirement | SomeOfRequirement


def judge_all(requirements: Sequence[Requirement], case: Case) -> Verdict:
    """All together: failed when one fails, whatever else is unknown; unknown when none fails and one is unknown.

    How a limit was read is noted only where it decides: when all are met, or when this one alone fails.
    """
    verdicts = [requirement.judge(case) for requirement in requirements]
    failed = [verdict for verdict in verdicts if verdict.met is False]
    if failed:
        reasons = tuple(reason for one in failed for reason in one.reasons)
        return Verdict(False, reasons=reasons, notes=failed[0].notes if len(failed) == 1 else ())
    missing = tuple(dict.fromkeys(name for verdict in verdicts for name in verdict.missing))
    if missing:
        return Verdict(None, missing)
    return Verdict(True, notes=tuple(note for verdict in verdicts for note in verdict.notes))


def quotes_of(requirements: Sequence[Requirement]) -> Iterator[str]:
    """The words of every requirement, and of those inside a some-of."""
    yield from (one.quote for one in (*requirements, *each_single(requirements)))


def each_single(requirements: Sequence[Requirement]) -> Iterator[ValueRequirement | FigureRequirement]:
    """Every requirement on one fact, those inside a some-of opened."""
    for requirement in requirements:
        if isinstance(requirement, SomeOfRequirement):
            yield from each_single(requirement.parts)
        else:
            yield requirement
