"""What a rule states without a figure of its own: how many conditions, to what unit, from which day to which day."""

import re
from collections.abc import Iterator, Mapping

from assistant.award.checks.terms import day_problems
from assistant.award.mechanisms.periods import Period
from assistant.award.mechanisms.rounding import Rounding
from assistant.award.requirements import Requirement, SomeOfRequirement
from assistant.award.schema import Rule
from assistant.language.quantities import find_quantities

Problem = tuple[str, str]

_PART_UNITS = ("项", "个", "条", "种", "类", "款", "点")
_ONE_OF_THEM = re.compile("之一|其一|任一|任意一")
_ALL_OF_THEM = re.compile("全部|同时|均|各项")
_WAYS: Mapping[str, tuple[str, ...]] = {
    "舍去": ("舍", "不计", "抹去", "去尾"),
    "四舍五入": ("四舍五入",),
    "进位": ("进位", "进一", "进到", "向上"),
}


def check_literals(rule: Rule) -> Iterator[Problem]:
    """Counts, units and days that the words beside them do not state."""
    for requirement in rule.requirements:
        yield from _count_problems(requirement)
    for node in rule.calculation.walk():
        if isinstance(node, Rounding):
            yield from _rounding_problems(node)
        if isinstance(node, Period):
            yield from day_problems(node.start, node.end, node.quote, node.reason)


def _count_problems(requirement: Requirement) -> Iterator[Problem]:
    """“下列三项中两项以上”: three parts, of which two."""
    if not isinstance(requirement, SomeOfRequirement):
        return
    stated = _counts(requirement.quote, len(requirement.parts))
    if not stated or stated[-1] != requirement.count:
        yield "figure_differs", f"规则写“满足其 {requirement.count}”，原文是“{requirement.quote}”"
    elif any(count not in (requirement.count, len(requirement.parts)) for count in stated):
        yield "figure_differs", f"规则写了 {len(requirement.parts)} 项，原文是“{requirement.quote}”"
    for part in requirement.parts:
        yield from _count_problems(part)


def _counts(quote: str, whole: int) -> list[int]:
    counts = [int(one.value) for one in find_quantities(quote) if one.kind == "count" and one.unit in _PART_UNITS]
    if _ONE_OF_THEM.search(quote):
        return [*counts, 1]
    return counts or ([whole] if _ALL_OF_THEM.search(quote) else [])


def _rounding_problems(rounding: Rounding) -> Iterator[Problem]:
    if not re.search(f"(?<![百千万]){rounding.unit}", rounding.quote):
        yield "rounding_differs", f"规则取整到“{rounding.unit}”，原文是“{rounding.quote}”"
    said = [way for way, words in _WAYS.items() if any(word in rounding.quote for word in words)]
    way = "四舍五入" if "四舍五入" in said else said[0] if len(said) == 1 else None
    if way != rounding.way:
        yield "rounding_differs", f"规则的取整方式是“{rounding.way}”，原文是“{rounding.quote}”"
