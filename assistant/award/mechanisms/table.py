"""查表: the rows of a table, each for certain options and answers, each with its calculation."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import combinations, product
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator, Field
from pydantic.dataclasses import dataclass

from assistant.award.mechanisms.base import STRICT, Case, FactShape, Input, Line, Mechanism, Outcome, undecided
from assistant.award.mechanisms.fields import TRUTH, Words

if TYPE_CHECKING:
    from assistant.award.mechanisms.calculation import Calculation

_ANSWERS = {value: answer for answer, value in TRUTH.items()}


def _values(written: list[str]) -> list[str]:
    return [TRUTH.get(value, value) for value in written]


@dataclass(frozen=True, slots=True, config=STRICT)
class Row:
    """The values for which a row holds (a fact not named may have any), and its calculation."""

    when: dict[str, Annotated[Words, AfterValidator(_values)]] = Field(alias="当", min_length=1)
    inner: "Calculation" = Field(alias="计算")

    def agrees(self, case: Case) -> bool:
        """Whether no known fact speaks against the row."""
        return all(case.values.get(fact, values[0]) in values for fact, values in self.when.items())

    def unknown(self, case: Case) -> list[str]:
        """The facts of the row that are not known."""
        return [fact for fact in self.when if fact not in case.values]

    @property
    def label(self) -> str:
        """The row's values in words."""
        return "，".join("或".join(_ANSWERS.get(value, value) for value in values) for values in self.when.values())


@dataclass(frozen=True, slots=True, config=STRICT)
class Table(Mechanism):
    """Rows that exclude each other; a case in none is not covered, and `otherwise` says so.

    `own_words` (另称) are the words that name a value in the table where it is not the value itself, by fact.
    """

    rows: list[Row] = Field(alias="各行", min_length=1)
    otherwise: str | None = Field(default=None, alias="未列")
    own_words: dict[str, dict[str, str]] = Field(default_factory=dict, alias="另称")

    def parts(self) -> Iterator[object]:
        """The rows opened too."""
        for row in self.rows:
            yield from (Input(fact, ("option", "bool")) for fact in row.when)
            yield row.inner

    def calculate(self, case: Case) -> Outcome:
        """The outcome of the row that holds; unknown facts when more than one still may."""
        possible = [row for row in self.rows if row.agrees(case)]
        if not possible:
            return Outcome.refused(self.otherwise or "条款的表中没有列出这种情形")
        outcomes = [row.inner.calculate(replace(case, tier=row.label)) for row in possible]
        unknown = [fact for row in possible for fact in row.unknown(case)]
        if not unknown:
            return outcomes[0]
        return undecided(outcomes, self.otherwise, unknown, case)

    def outline(self, case: Case) -> list[Line]:
        """One line per row that is still possible."""
        return [
            replace(line, label=line.label or row.label, case={**self._single(row), **line.case})
            for row in self.rows
            if row.agrees(case)
            for line in row.inner.outline(replace(case, tier=row.label))
        ]

    def problems(self, facts: Mapping[str, FactShape]) -> list[str]:
        """Values that are no option, rows that overlap, and cases in no row that nothing is said about."""
        found = [
            f"“{value}”不是事实“{fact}”可有的值"
            for row in self.rows
            for fact, values in row.when.items()
            for value in values
            if value not in facts[fact].values
        ]
        found += [
            f"“{one.label}”与“{other.label}”两行重叠"
            for one, other in combinations(self.rows, 2)
            if _overlap(one, other)
        ]
        found += [
            f"“另称”里的“{fact}”或它的“{value}”不在“各行”里"
            for fact, words in self.own_words.items()
            for value in words
            if not any(TRUTH.get(value, value) in row.when.get(fact, ()) for row in self.rows)
        ]
        if self.otherwise is None and not found and self._has_gap(facts):
            found.append("有的情形不在任何一行，也没有写“未列”")
        return found

    def words_of(self, row: Row) -> Iterator[str]:
        """The words that name the values of a row in the text."""
        for fact, values in row.when.items():
            written = [_ANSWERS.get(value, value) for value in values]
            yield from (self.own_words.get(fact, {}).get(value, value) for value in written)

    def _single(self, row: Row) -> dict[str, str]:
        return {fact: values[0] for fact, values in row.when.items() if len(values) == 1}

    def _has_gap(self, facts: Mapping[str, FactShape]) -> bool:
        names = list(dict.fromkeys(fact for row in self.rows for fact in row.when))
        choices = product(*(facts[name].values for name in names))
        cases = (dict(zip(names, choice, strict=True)) for choice in choices)
        return any(
            not any(all(case[fact] in values for fact, values in row.when.items()) for row in self.rows)
            for case in cases
        )


def _overlap(one: Row, other: Row) -> bool:
    shared = set(one.when) & set(other.when)
    return all(set(one.when[fact]) & set(other.when[fact]) for fact in shared)
