"""进档: a sum for reaching a threshold for the first time, higher thresholds giving more."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any, Literal

from pydantic import Field, model_validator
from pydantic.dataclasses import dataclass

from assistant.award.exact import money_text
from assistant.award.figures import Money
from assistant.award.mechanisms.base import STRICT, Case, FactShape, Line, Mechanism, Outcome, Variant
from assistant.award.mechanisms.fields import MoneyFact, bind_lists, twice


@dataclass(frozen=True, slots=True, config=STRICT)
class Milestone(Mechanism):
    """One threshold and the sum for reaching it."""

    threshold: Money = Field(alias="达到")
    reward: Money = Field(alias="奖励")

    def calculate(self, case: Case) -> Outcome:
        """The sum for this threshold alone."""
        text = f"首次达到{money_text(self.threshold.value)}：{money_text(self.reward.value)}"
        return Outcome.paid(self.reward.value, case.step(text))

    def outline(self, case: Case) -> list[Line]:
        """奖励5万元, labelled by its threshold."""
        text = case.gives(money_text(self.reward.value))
        return [
            Line(text, (self.threshold.quote, self.reward.quote), label=f"首次达到{money_text(self.threshold.value)}")
        ]


@dataclass(frozen=True, slots=True, config=STRICT)
class SeveralAtOnce:
    """How the text may be read when one year passes several thresholds."""

    reading: Literal["只给最高一档", "各档都给"] = Field(alias="读法")
    basis: str = Field(alias="依据")


@dataclass(frozen=True, slots=True, config=STRICT)
class Milestones(Mechanism):
    """Sums for thresholds reached now and never before. Rows ascend; the first reading is the most literal.

    With the earlier peak unknown the text's silence is filled by a named assumption: no threshold was reached before.
    """

    measure: MoneyFact = Field(alias="指标")
    earlier_peak: MoneyFact = Field(alias="以前最高")
    assumption: str = Field(alias="以前未说明时")
    milestones: list[Milestone] = Field(alias="各档", min_length=1)
    not_reached: str = Field(alias="未达到")
    not_first: str = Field(alias="不是首次")
    several: list[SeveralAtOnce] = Field(alias="同时跨几档", min_length=1)
    lists: dict[str, str] = Field(default_factory=dict, alias="分别")

    @model_validator(mode="before")
    @classmethod
    def _bind_lists(cls, raw: Any) -> Any:
        return bind_lists(raw, "各档")

    def calculate(self, case: Case) -> Outcome:
        """The sum of the threshold passed; several passed at once give one variant per reading."""
        now, peak = case.figure(self.measure), case.figure(self.earlier_peak)
        if peak is not None and peak >= self.milestones[-1].threshold.value:
            return Outcome.refused(self.not_first)
        if now is None:
            return Outcome.unknown((self.measure,))
        reached = [one for one in self.milestones if one.threshold.value <= now]
        if not reached:
            return Outcome.refused(self.not_reached)
        fresh = [one for one in reached if peak is None or one.threshold.value > peak]
        if not fresh:
            return Outcome.refused(self.not_first)
        outcome = fresh[-1].calculate(case) if len(fresh) == 1 else self._several(fresh, case)
        return outcome.saying(assumptions=(self.assumption,) if peak is None else ())

    def outline(self, case: Case) -> list[Line]:
        """One line per threshold that can still be reached for the first time."""
        now, peak = case.figure(self.measure), case.figure(self.earlier_peak)
        return [
            line
            for one in self.milestones
            if (now is None or one.threshold.value <= now) and (peak is None or one.threshold.value > peak)
            for line in one.outline(case)
        ]

    def problems(self, facts: Mapping[str, FactShape]) -> list[str]:
        """Thresholds or sums that do not ascend, a reading told twice."""
        thresholds = [one.threshold.value for one in self.milestones]
        rewards = [one.reward.value for one in self.milestones]
        found = [] if _ascends(thresholds) else ["各档的“达到”没有从低到高，或有重复"]
        found += [] if _ascends(rewards) else ["各档的“奖励”没有从低到高，或有重复"]
        return found + twice("同时跨几档", [way.reading for way in self.several])

    def _several(self, fresh: Sequence[Milestone], case: Case) -> Outcome:
        return Outcome("sum", tuple(self._variant(one, fresh, case) for one in self.several))

    def _variant(self, way: SeveralAtOnce, fresh: Sequence[Milestone], case: Case) -> Variant:
        passed = "、".join(money_text(one.threshold.value) for one in fresh)
        first = case.step(f"同一年首次达到{passed}")
        if way.reading == "只给最高一档":
            top = fresh[-1].reward.value
            return Variant(top, (first, case.step(f"{way.reading}：{money_text(top)}")), way.reading, way.basis)
        total = sum((one.reward.value for one in fresh), start=Fraction(0))
        parts = " + ".join(money_text(one.reward.value) for one in fresh)
        return Variant(
            total, (first, case.step(f"{way.reading}：{parts} = {money_text(total)}")), way.reading, way.basis
        )


def _ascends(values: Sequence[Any]) -> bool:
    return all(low < high for low, high in pairwise(values))
