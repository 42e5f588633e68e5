"""按级别: what is given depends on which tier the applicant belongs to."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pydantic import Field, model_validator
from pydantic.dataclasses import dataclass

from assistant.award.mechanisms.base import STRICT, Case, FactShape, Line, Mechanism, Outcome, undecided
from assistant.award.mechanisms.fields import OptionFact, bind_lists, is_subsequence

if TYPE_CHECKING:
    from assistant.award.mechanisms.calculation import Calculation


@dataclass(frozen=True, slots=True, config=STRICT)
class Tiers(Mechanism):
    """One calculation per value of an option fact; a value without one is not covered, and `otherwise` says so.

    `lists` (分别) are the text's own lists, one per column of the tiers, in the order of the tiers; `words` (原词) are
    the words that name the tiers there, when they are not the tiers' own names.
    """

    fact: OptionFact = Field(alias="事实")
    tiers: dict[str, "Calculation"] = Field(alias="各级")
    otherwise: str | None = Field(default=None, alias="未列")
    lists: dict[str, str] = Field(default_factory=dict, alias="分别")
    words: list[str] = Field(default_factory=list, alias="原词")
    own_words: dict[str, str] = Field(default_factory=dict, alias="另称")

    @model_validator(mode="before")
    @classmethod
    def _bind_lists(cls, raw: Any) -> Any:
        return bind_lists(raw, "各级")

    def calculate(self, case: Case) -> Outcome:
        """The tier's own outcome; with the tier unknown, what all tiers have in common."""
        tier = case.text(self.fact)
        if tier is None:
            outcomes = [one.calculate(replace(case, tier=name)) for name, one in self.tiers.items()]
            return undecided(outcomes, self.otherwise, (self.fact.name,), case)
        if tier not in self.tiers:
            return Outcome.refused(self.otherwise or f"条款没有列出“{tier}”")
        return self.tiers[tier].calculate(replace(case, tier=tier))

    def outline(self, case: Case) -> list[Line]:
        """One line per tier that is still possible."""
        known = case.text(self.fact)
        return [
            replace(line, label=line.label or tier, case={self.fact.name: tier, **line.case})
            for tier, inner in self.tiers.items()
            if known in (None, tier)
            for line in inner.outline(replace(case, tier=tier))
        ]

    def problems(self, facts: Mapping[str, FactShape]) -> list[str]:
        """Tiers that are no option, options without a tier, words that name another tier than their own."""
        allowed = facts[self.fact.name].values
        found = [f"“{tier}”不是事实“{self.fact.name}”的选项" for tier in self.tiers if tier not in allowed]
        unlisted = [option for option in allowed if option not in self.tiers]
        if unlisted and self.otherwise is None:
            found.append(f"选项{'、'.join(unlisted)}没有对应的级别，也没有写“未列”")
        for tier, word in zip(self.tiers, self.words or self.tiers, strict=True):
            if not (is_subsequence(tier, word) or is_subsequence(word, tier)):
                found.append(f"“原词”里的“{word}”说的不是“{tier}”")
        return found

    def tier_words(self) -> dict[str, str]:
        """For each tier the word that names it in the text."""
        printed = dict(zip(self.tiers, self.words or self.tiers, strict=True))
        return printed | self.own_words
