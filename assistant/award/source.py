"""How rules.yaml is written: the Chinese keys, checked strictly, before anything is bound to a clause."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from assistant.award.comparisons import Comparison
from assistant.award.figures import Money
from assistant.award.mechanisms.calculation import Calculation
from assistant.award.mechanisms.fields import AnyFact, Words
from assistant.award.schema import FactKind

KINDS: dict[str, FactKind] = {
    "选项": "option",
    "是否": "bool",
    "金额": "money",
    "比率": "rate",
    "百分点": "points",
    "数量": "count",
    "数": "number",
    "日期": "date",
}
KindName = Literal["选项", "是否", "金额", "比率", "百分点", "数量", "数", "日期"]


class Source(BaseModel):
    """Base of everything written in rules.yaml and examples.yaml: no key that is not known."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class FactSource(Source):
    """One fact: label, question, kind, and the words by which people say it."""

    label: str = Field(alias="标签", min_length=1)
    question: str = Field(alias="问题", min_length=1)
    kind: KindName = Field(alias="类型")
    options: dict[str, list[str]] = Field(default_factory=dict, alias="选项")
    words: Words = Field(default_factory=list, alias="说法")
    not_words: Words = Field(default_factory=list, alias="不是")
    yes_words: Words = Field(default_factory=list, alias="是")
    no_words: Words = Field(default_factory=list, alias="否")
    unit: str = Field(default="", alias="单位")
    is_optional: bool = Field(default=False, alias="可选", description="不追问；说了才算，没说的在结果里写明")

    @model_validator(mode="after")
    def _fit_kind(self) -> "FactSource":
        if (self.kind == "选项") != bool(self.options):
            raise ValueError("“选项”类型的事实要列出选项，其他类型不能有选项")
        return self


class RequirementSource(Source):
    """One condition: a fact and what it must be, or several of which some must hold."""

    fact: AnyFact | None = Field(default=None, alias="事实")
    must_be: Words = Field(default_factory=list, alias="须为")
    at_least: str | None = Field(default=None, alias="不低于")
    above: str | None = Field(default=None, alias="高于")
    at_most: str | None = Field(default=None, alias="不高于")
    below: str | None = Field(default=None, alias="低于")
    at_limit: str = Field(default="", alias="恰好等于时")
    count: int | None = Field(default=None, alias="满足其", ge=1)
    parts: list["RequirementSource"] = Field(default_factory=list, alias="各项")
    quote: str = Field(alias="原文", min_length=1)
    reason: str = Field(alias="不符", min_length=1)

    @model_validator(mode="after")
    def _say_one_thing(self) -> "RequirementSource":
        said = [bool(self.must_be), *(value is not None for _, value in self.limits()), bool(self.parts)]
        if sum(said) != 1:
            raise ValueError("一个条件只写一种要求：须为、不低于、高于、不高于、低于，或 满足其 + 各项")
        if bool(self.parts) != (self.count is not None) or bool(self.parts) == (self.fact is not None):
            raise ValueError("单项条件写“事实”，多项条件写“满足其”和“各项”")
        if self.count is not None and self.count > len(self.parts):
            raise ValueError("“满足其”多于“各项”")
        return self

    def limits(self) -> list[tuple[Comparison, str | None]]:
        """The comparisons with their limits as written."""
        return [("不低于", self.at_least), ("高于", self.above), ("不高于", self.at_most), ("低于", self.below)]


class SilenceSource(Source):
    """Something the text leaves open, and what that means."""

    topic: str = Field(alias="事项")
    text: str = Field(alias="说明")
    with_result: bool = Field(default=False, alias="随结果")


class UnboundSource(Source):
    """A figure of a clause that no rule uses, and why."""

    clause: str = Field(alias="条款")
    quote: str = Field(alias="原文")
    reason: str = Field(alias="理由", min_length=1)


class CombinationSource(Source):
    """Several awards that are given together only within a limit."""

    way: Literal["就高不重复", "合并上限"] = Field(alias="方式")
    awards: list[str] = Field(alias="奖补", min_length=2)
    clause: str = Field(alias="条款")
    quote: str = Field(alias="原文", min_length=1)
    limit: Money | None = Field(default=None, alias="上限")

    @model_validator(mode="after")
    def _fit_way(self) -> "CombinationSource":
        if (self.way == "合并上限") != (self.limit is not None):
            raise ValueError("“合并上限”要写“上限”，“就高不重复”不写")
        return self


class PeriodSource(Source):
    """From when to when (both days included) a rule holds, the words that say so, and why where they give no date."""

    start: date | None = Field(default=None, alias="起")
    end: date | None = Field(default=None, alias="止")
    quote: str = Field(alias="原文", min_length=1)
    reason: str = Field(default="", alias="理由")


class DeadlineSource(Source):
    """The last day of a time that the text names without a date, why it is that day, and what is said afterwards."""

    last_day: date = Field(alias="到")
    quote: str = Field(alias="原文", min_length=1)
    afterwards: str = Field(alias="过后", min_length=1)
    reason: str = Field(alias="理由", min_length=1)


class RuleSource(Source):
    """One award as written."""

    title: str = Field(alias="名称", min_length=1)
    clause: str = Field(alias="条款")
    annexes: Words = Field(default_factory=list, alias="另据")
    quote: str = Field(alias="原文", min_length=1)
    names: Words = Field(alias="说法", min_length=1)
    scope: Words = Field(alias="适用", min_length=1)
    verb: str = Field(alias="方式", min_length=1)
    one_off: str | None = Field(default=None, alias="一次性")
    requirements: list[RequirementSource] = Field(default_factory=list, alias="条件")
    calculation: Calculation = Field(alias="计算")
    conditions: Words = Field(default_factory=list, alias="须说明")
    notes: Words = Field(default_factory=list, alias="说明")
    silences: list[SilenceSource] = Field(default_factory=list, alias="未规定")
    period: PeriodSource | None = Field(default=None, alias="有效期")
    deadlines: list[DeadlineSource] = Field(default_factory=list, alias="期限")
    uncounted: str = Field(default="", alias="不计入合计", description="不是给申报人的钱，合计不加上它；这里写理由")


class RulesSource(Source):
    """A whole rules.yaml."""

    facts: dict[str, FactSource] = Field(default_factory=dict, alias="事实")
    rules: dict[str, RuleSource] = Field(alias="奖补", min_length=1)
    silences: list[SilenceSource] = Field(default_factory=list, alias="未规定")
    combinations: list[CombinationSource] = Field(default_factory=list, alias="组合")
    unbound: list[UnboundSource] = Field(default_factory=list, alias="不作计算")
