"""上限: no more than a stated sum."""

from dataclasses import replace
from fractions import Fraction

from pydantic import Field
from pydantic.dataclasses import dataclass

from assistant.award.exact import money_text
from assistant.award.figures import Money
from assistant.award.mechanisms.base import STRICT, Case, Line, Modifier, Outcome, Variant
from assistant.award.mechanisms.cap_readings import CapReading, CapReadings
from assistant.domain import Step

_NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True, config=STRICT)
class Cap(Modifier):
    """Cuts every figure at a stated sum and says whether it did.

    Several readings of what it is a cap of show only where they differ for this applicant.
    """

    limit: Money = Field(alias="金额")
    readings: CapReadings | None = Field(default=None, alias="几种读法")

    def apply(self, outcome: Outcome, case: Case) -> Outcome:
        """Each variant, cut at the limit; one per reading where the readings differ."""
        if self.readings is None:
            return outcome.each(lambda variant: self._cut(variant, _NOTHING, case))
        read = [self._read(variant, self.readings, case) for variant in outcome.variants]
        cut = replace(outcome, variants=tuple(one for group in read for one in group))
        if not any(self._could_be_less(way, outcome, case) for way in self.readings.ways):
            return cut
        differs = len({one.amount for one in cut.variants}) > 1
        return cut.saying(() if differs else (self.readings.left_open,), (self._assumption(self.readings, case),))

    def describe(self, line: Line, case: Case) -> Line:
        """…，最高不超过10万元."""
        text = f"{line.text}，最高不超过{money_text(self.limit.value)}"
        return replace(line, text=text, quotes=(*line.quotes, self.limit.quote))

    def _assumption(self, readings: CapReadings, case: Case) -> str:
        """That the sums not stated were left out, each by its name once another one is stated."""
        counted = list(dict.fromkeys(fact for way in readings.ways for fact in way.counted))
        left_out = [case.label(fact) for fact in counted if case.figure(fact) is None]
        if len(left_out) == len(counted):
            return readings.assumption
        return f"按“没有{'、'.join(left_out)}”计算（您没有说明）"

    def _read(self, variant: Variant, readings: CapReadings, case: Case) -> list[Variant]:
        read = [self._by(way, variant, case) for way in readings.ways]
        if len({one.amount for one in read}) == 1:
            return [replace(read[0], reading=variant.reading, basis=variant.basis)]
        return read

    def _by(self, way: CapReading, variant: Variant, case: Case) -> Variant:
        used = sum((case.figure(fact) or _NOTHING for fact in way.counted), start=_NOTHING)
        is_apart = way.sums == "分别" and len(variant.parts) > 1
        cut = self._cut_apart(variant, case) if is_apart else self._cut(variant, used, case)
        reading = "，".join(filter(None, (variant.reading, way.reading)))
        return replace(cut, reading=reading, basis="；".join(filter(None, (variant.basis, way.basis))))

    def _could_be_less(self, way: CapReading, outcome: Outcome, case: Case) -> bool:
        """Whether a sum that nobody stated could lower what this reading gives."""
        is_open = any(case.figure(fact) is None for fact in way.counted)
        return is_open and any(self._by(way, variant, case).amount > 0 for variant in outcome.variants)

    def _cut(self, variant: Variant, used: Fraction, case: Case) -> Variant:
        rest = max(_NOTHING, self.limit.value - used)
        before = (self._rest_step(used, rest, case),) if used else ()
        name = f"{'余下的' if used else ''}上限 {money_text(rest)}"
        if variant.amount <= rest:
            return replace(variant, steps=(*variant.steps, *before, case.step(f"不超过{name}")), parts=())
        text = f"超过{name}，按 {money_text(rest)} 计"
        return replace(variant, amount=rest, steps=(*variant.steps, *before, case.step(text)), parts=())

    def _rest_step(self, used: Fraction, rest: Fraction, case: Case) -> Step:
        limit = f"上限 {money_text(self.limit.value)}"
        if not rest:
            return case.step(f"已得 {money_text(used)}，{limit}已经用完")
        return case.step(f"{limit} − 已得 {money_text(used)} = {money_text(rest)}")

    def _cut_apart(self, variant: Variant, case: Case) -> Variant:
        """Every sum cut for itself."""
        kept = [min(part, self.limit.value) for part in variant.parts]
        total = sum(kept, start=_NOTHING)
        limit = f"各笔分别不超过上限 {money_text(self.limit.value)}"
        text = f"{limit}：{' + '.join(map(money_text, kept))} = {money_text(total)}"
        return replace(variant, amount=total, steps=(*variant.steps, case.step(text)), parts=())
