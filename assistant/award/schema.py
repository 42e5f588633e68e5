"""What an award rule is, once read: facts it asks for, requirements, a calculation, and what its text leaves open."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.award.figures import Figure
from assistant.award.mechanisms.calculation import Calculation
from assistant.award.requirements import Requirement
from assistant.domain import Clause

FactKind = Literal["option", "bool", "money", "rate", "points", "count", "number", "date"]


@dataclass(frozen=True, slots=True)
class Option:
    """One value of an option fact, with the words people use for it (its own name is one of them)."""

    value: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FactSpec:
    """One fact a rule needs, and how people say it.

    `words` are anchors that stand near the figure of this fact, `not_words` anchors that mean another figure;
    `yes_words` and `no_words` settle a yes-or-no fact. `unit` is the measure word of a count. An optional fact is never
    asked for; where it could change the result, the result says that it was left out.
    """

    name: str
    label: str
    question: str
    kind: FactKind
    options: tuple[Option, ...] = ()
    words: tuple[str, ...] = ()
    not_words: tuple[str, ...] = ()
    yes_words: tuple[str, ...] = ()
    no_words: tuple[str, ...] = ()
    unit: str = ""
    is_optional: bool = False

    @property
    def choices(self) -> tuple[str, ...]:
        """What a form offers: the options' values, 是/否 for a yes-or-no fact, nothing for a figure."""
        if self.kind == "bool":
            return ("是", "否")
        return tuple(option.value for option in self.options)


@dataclass(frozen=True, slots=True)
class Silence:
    """Something the text leaves open: the topic (叠加, 取整 …), what that means, and whether every result says so."""

    topic: str
    text: str
    with_result: bool = False


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day of a time that the text names without a date (“…”末), and what is said afterwards."""

    last_day: date
    afterwards: str
    quote: str
    reason: str


@dataclass(frozen=True, slots=True)
class Term:
    """From when to when (both days included) a rule itself holds, and the words that say so.

    `reason` says why it is these days where the words give no date.
    """

    start: date | None
    end: date | None
    quote: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Unbound:
    """A piece of a clause that no rule uses, on purpose."""

    clause: Clause
    quote: str


@dataclass(frozen=True, slots=True)
class Combination:
    """Several awards of a policy taken together: all up to a limit (合并上限), without one the highest (就高不重复)."""

    policy_id: str
    awards: tuple[str, ...]
    clause: Clause
    quote: str
    limit: Figure | None = None

    @property
    def quotes(self) -> tuple[str, ...]:
        """The verbatim pieces it rests on."""
        return (self.quote,) if self.limit is None else (self.quote, self.limit.quote)


@dataclass(frozen=True, slots=True)
class Rule:
    """One award of one clause.

    `names` are what people call the award or its subject. `scope` and `conditions` are verbatim pieces of the clause:
    whom it covers, and the limits that a complete answer must state. `quote` is the verbatim grant itself, `verb` what
    it does with the money (奖励, 补助, 配套). `annexes` are further clauses in which its figures stand, such as rows of
    a table, `unbound` the pieces that no calculation uses, on purpose, in its clauses and in those no award rests on.
    It holds from `effective` to `until`, both days included, by its own `term` or that of the policy. `uncounted` says
    why its money is not added up with other awards, empty where it is.
    """

    id: str
    policy_id: str
    title: str
    clause: Clause
    quote: str
    verb: str
    names: tuple[str, ...]
    facts: tuple[FactSpec, ...]
    requirements: tuple[Requirement, ...]
    calculation: Calculation
    scope: tuple[str, ...]
    conditions: tuple[str, ...]
    notes: tuple[str, ...]
    silences: tuple[Silence, ...]
    unbound: tuple[Unbound, ...]
    effective: date | None
    until: date | None
    version: str
    place: str
    one_off_quote: str = ""
    annexes: tuple[Clause, ...] = ()
    combination: Combination | None = None
    deadlines: tuple[Deadline, ...] = ()
    term: Term | None = None
    uncounted: str = ""

    @property
    def ref(self) -> str:
        """The address of the clause this award rests on."""
        return self.clause.ref

    @property
    def sources(self) -> tuple[Clause, ...]:
        """Its clause and the further clauses its figures stand in."""
        return (self.clause, *self.annexes)

    @property
    def number(self) -> str:
        """The number of the clause this award rests on."""
        return self.clause.number

    @property
    def one_off(self) -> bool:
        """Whether the text says that it is given once."""
        return bool(self.one_off_quote)

    @property
    def key(self) -> str:
        """The address of the award itself, unique in the corpus: `policy-id:award-id`."""
        return f"{self.policy_id}:{self.id}"

    @property
    def fact_names(self) -> tuple[str, ...]:
        """Names of the facts it uses, in the order in which they are asked."""
        return tuple(spec.name for spec in self.facts)

    def fact(self, name: str) -> FactSpec:
        """The description of one of its facts; KeyError for a fact it does not use."""
        return next(spec for spec in self.facts if spec.name == name)


@dataclass(frozen=True, slots=True)
class OutlineLine:
    """What a rule gives in one case still open: `case` maps facts to values, `quote` is where its figures stand."""

    case: Mapping[str, str]
    label: str
    text: str
    quote: str
