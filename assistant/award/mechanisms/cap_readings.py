"""How the text may mean a cap when it does not say of what it is one: of a project, a firm, a year, of each sum."""

from typing import Literal

from pydantic import Field, model_validator
from pydantic.dataclasses import dataclass

from assistant.award.mechanisms.base import STRICT
from assistant.award.mechanisms.fields import OptionalMoney, twice


@dataclass(frozen=True, slots=True, config=STRICT)
class CapReading:
    """One way: what was received before that counts towards the cap, and whether each sum has a cap of its own."""

    reading: str = Field(alias="读法", min_length=1)
    basis: str = Field(alias="依据", min_length=1)
    counted: list[OptionalMoney] = Field(default_factory=list, alias="计入")
    sums: Literal["合并", "分别"] = Field(default="合并", alias="各笔")


@dataclass(frozen=True, slots=True, config=STRICT)
class CapReadings:
    """All ways, the most literal first.

    While a sum that counts is not stated, `left_open` says what the text leaves open; `assumption` says, while none is,
    that they were left out.
    """

    ways: list[CapReading] = Field(alias="各种", min_length=2)
    left_open: str = Field(default="", alias="未写明")
    assumption: str = Field(default="", alias="已得未说明时")

    @model_validator(mode="after")
    def _say_what_they_leave_open(self) -> "CapReadings":
        if len({bool(self.left_open), bool(self.assumption), any(one.counted for one in self.ways)}) > 1:
            raise ValueError("“未写明”和“已得未说明时”跟着读法的“计入”一起写")
        if any(one.counted and one.sums == "分别" for one in self.ways):
            raise ValueError("“各笔: 分别”的一种不写“计入”：已得的分不到各笔")
        if repeated := twice("各种", [one.reading for one in self.ways]):
            raise ValueError(repeated[0])
        return self

    @property
    def are_of_sums(self) -> bool:
        """Whether some way gives each sum a cap of its own."""
        return any(one.sums == "分别" for one in self.ways)
