"""One applicant as a rule sees it: what is known, how the rule calls it, and the day that counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from assistant.domain import Step


@dataclass(frozen=True, slots=True)
class Input:
    """The name of a fact that a mechanism reads, and the kinds of fact it can be (empty: any).

    A mechanism does without an optional one and says so; any other is asked for or assumed.
    """

    name: str
    kinds: tuple[str, ...] = ()
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class FactShape:
    """The values an option or yes-or-no fact can have, and the unit a count is given in (empty: any)."""

    values: tuple[str, ...] = ()
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """What is known about one applicant: canonical values by fact name, and how the rule calls each fact.

    `verb` is what the text does with the money (奖励, 补助, 配套); `tier` names the tier under judgement, if any;
    `is_ceiling` holds inside 最高.
    """

    values: Mapping[str, str]
    labels: Mapping[str, str]
    as_of: date
    ref: str
    verb: str = ""
    tier: str = ""
    is_ceiling: bool = False

    def text(self, fact: Input) -> str | None:
        """The canonical value as it stands (an option, a date), None when unknown."""
        return self.values.get(fact.name)

    def figure(self, fact: Input) -> Fraction | None:
        """A figure in yuan, fraction, points or number, None when unknown."""
        value = self.values.get(fact.name)
        if value is None:
            return None
        return Fraction(value[:-1]) / 100 if value.endswith("%") else Fraction(value)

    def label(self, fact: Input) -> str:
        """How the rule calls a fact, for people."""
        return self.labels[fact.name]

    def gives(self, what: str) -> str:
        """What is given, with the verb of the text: 奖励20万元, 最高30万元."""
        return f"{'最高' if self.is_ceiling else self.verb}{what}"

    def step(self, text: str) -> Step:
        """A line of calculation that rests on the rule's clause."""
        return Step(text, self.ref)
