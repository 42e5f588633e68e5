"""A node of a calculation: exactly one mechanism, and the modifiers written beside it. Here is the whole closed set."""

from collections.abc import Mapping
from dataclasses import dataclass as plain_dataclass
from typing import Annotated, Any

from pydantic import ConfigDict, Field, GetCoreSchemaHandler, GetJsonSchemaHandler, model_validator
from pydantic.dataclasses import dataclass, rebuild_dataclass
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from assistant.award.mechanisms.bands import Band, Bands
from assistant.award.mechanisms.base import STRICT, Case, Line, Mechanism, Modifier, Outcome
from assistant.award.mechanisms.brackets import Brackets
from assistant.award.mechanisms.cap import Cap
from assistant.award.mechanisms.ceiling import Ceiling
from assistant.award.mechanisms.clawback import Clawback
from assistant.award.mechanisms.fixed import Fixed
from assistant.award.mechanisms.increments import Increments
from assistant.award.mechanisms.milestones import Milestones
from assistant.award.mechanisms.open_ended import OpenEnded
from assistant.award.mechanisms.periods import Period, Periods
from assistant.award.mechanisms.quantity import PerUnit
from assistant.award.mechanisms.ratio import Ratio
from assistant.award.mechanisms.rounding import Rounding
from assistant.award.mechanisms.several import Least, Sum
from assistant.award.mechanisms.table import Row, Table
from assistant.award.mechanisms.tiers import Tiers
from assistant.award.mechanisms.topup import TopUp


@plain_dataclass(frozen=True, slots=True)
class Short:
    """Lets the body of a mechanism with one part be written without that part's key: 定额: {值: …, 原文: …}."""

    key: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self._lengthen, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        whole = handler(schema)
        return {"anyOf": [handler.resolve_ref_schema(whole)["properties"][self.key], whole]}

    def _lengthen(self, raw: Any) -> Any:
        return raw if isinstance(raw, Mapping) and self.key in raw else {self.key: raw}


def _tell_one_mechanism(schema: dict[str, Any]) -> None:
    """Lets an editor see that a node has exactly one mechanism."""
    others = {"上限", "取整", "退回", "说明"}
    schema["oneOf"] = [{"required": [key]} for key in schema["properties"] if key not in others]


@dataclass(frozen=True, slots=True, config=STRICT | ConfigDict(json_schema_extra=_tell_one_mechanism))
class Calculation(Mechanism):
    """One mechanism, the modifiers in the order in which they are applied, and what is said with the result (说明)."""

    fixed: Annotated[Fixed, Short("金额")] | None = Field(default=None, alias="定额", description="条款写明的一个金额")
    ratio: Ratio | None = Field(default=None, alias="比例", description="某个金额的百分之几")
    tiers: Tiers | None = Field(default=None, alias="按级别", description="级别（选项）不同，算法不同")
    bands: Bands | None = Field(default=None, alias="按数额分档", description="数额在哪一档，就按哪一档算")
    table: Table | None = Field(default=None, alias="查表", description="按表格里的行算，各行互不重叠")
    periods: Periods | None = Field(default=None, alias="按日期", description="不同时期用不同的算法，各期不重叠")
    milestones: Milestones | None = Field(default=None, alias="进档", description="首次达到某个数额给一笔")
    increments: Increments | None = Field(default=None, alias="逐级", description="每提高一级，按相应金额的比例给")
    brackets: Brackets | None = Field(default=None, alias="超额累进", description="分段计算，各段用各段的比率")
    per_unit: PerUnit | None = Field(default=None, alias="按量", description="单价乘以人数、年数、面积等")
    top_up: TopUp | None = Field(default=None, alias="补差", description="标准减去已得的部分")
    least: Annotated[Least, Short("各项")] | None = Field(default=None, alias="孰低", description="几项里取最低的")
    sum: Annotated[Sum, Short("各项")] | None = Field(default=None, alias="合计", description="几项相加")
    ceiling: Annotated[Ceiling, Short("计算")] | None = Field(
        default=None, alias="最高", description="条款只给最高额，没有往下的公式"
    )
    open_ended: OpenEnded | None = Field(default=None, alias="无公式", description="条款只说支持，没有金额")

    cap: Annotated[Cap, Short("金额")] | None = Field(default=None, alias="上限", description="算出来超过的，按上限")
    rounding: Rounding | None = Field(default=None, alias="取整", description="条款写明的取整办法")
    clawback: Clawback | None = Field(default=None, alias="退回", description="没有满承诺期的，按未满时间退回")

    notes: list[str] = Field(default_factory=list, alias="说明", description="用到这一处计算时一并说明的话")

    @model_validator(mode="after")
    def _hold_one_mechanism(self) -> "Calculation":
        if len(self._sources()) != 1:
            raise ValueError("一处计算必须恰好用一种方法")
        readings = self.cap.readings if self.cap else None
        if readings and readings.are_of_sums and not (self.ratio and self.ratio.more):
            raise ValueError("“各笔: 分别”要和有“另有基数”的“比例”写在同一处")
        return self

    @property
    def source(self) -> Mechanism:
        """The one mechanism that gives the figure."""
        return self._sources()[0]

    @property
    def modifiers(self) -> tuple[Modifier, ...]:
        """What changes the figure afterwards, in order."""
        return tuple(part for part in (self.cap, self.rounding, self.clawback) if part is not None)

    def calculate(self, case: Case) -> Outcome:
        """The mechanism's outcome, modified where it has a figure."""
        outcome = self.source.calculate(case)
        for modifier in self.modifiers:
            outcome = modifier.apply(outcome, case) if outcome.has_figure else outcome
        return outcome.saying(self.notes)

    def outline(self, case: Case) -> list[Line]:
        """The mechanism's lines, each with what the modifiers add."""
        lines = self.source.outline(case)
        for modifier in self.modifiers:
            lines = [modifier.describe(line, case) for line in lines]
        return lines

    def _sources(self) -> list[Mechanism]:
        written = [part for name in _FIELDS if (part := getattr(self, name)) is not None]
        return [part for part in written if isinstance(part, Mechanism) and not isinstance(part, Modifier)]


_FIELDS = Calculation.field_names()


def _complete(*holders: Any) -> None:
    """Resolves the mechanisms' references to Calculation, which is defined after them."""
    for holder in holders:
        rebuild_dataclass(holder, force=True, _types_namespace={"Calculation": Calculation})


_complete(Tiers, Band, Bands, Row, Table, Period, Periods, TopUp, Least, Sum, Ceiling, Calculation)
