"""Units said once for several figures: 10、20万元, 10到20万, 3至5年, 第3、5条."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.language.figures import Figure, quantify
from assistant.language.numbers import number_value
from assistant.language.units import takes_large

_SAID_BEFORE = ("%", "‰", "‱")
_LIST = re.compile(" ?(?:、|或者?|和|与|及) ?")
_RANGE = re.compile(" ?(?:到|至|-{1,2}|~) ?")
_MULTIPLIER = re.compile("(?:(?<=[0-9一二两三四五六七八九])(?:[百千]?[万亿]|[百千]|[wWkK])|(?<=[十百千])[万亿])$")


def share_units(figures: Sequence[Figure], folded: str) -> list[Figure]:
    """The figures with units and multipliers filled in from the right where a list or range says them once."""
    shared = list(figures)
    for i in range(1, len(shared)):
        shared[i] = _ranked(shared[i - 1], shared[i], folded)
    for i in range(len(shared) - 2, -1, -1):
        shared[i] = _completed(shared[i], shared[i + 1], folded[shared[i].end : shared[i + 1].start])
    for i in range(1, len(shared)):
        shared[i] = _continued(shared[i - 1], shared[i], folded)
    return shared


def _completed(one: Figure, following: Figure, between: str) -> Figure:
    ranged = _RANGE.fullmatch(between) is not None
    if not one.bare or following.role != "exact" or not (ranged or _LIST.fullmatch(between)):
        return one
    if one.kind == "ordinal":
        is_counted = following.kind in ("count", "ordinal") and following.form
        return replace(one, unit=following.unit, form=following.form) if is_counted else one
    if one.kind == "money" and not re.search("[万亿wWkK]", following.number):
        return one
    if one.role == "weak" and not ranged:
        return one
    if following.kind == "date":
        return _as_date(one, following)
    if not following.form or not following.number:
        return one
    return _with_unit(one, following, ranged)


def _with_unit(one: Figure, following: Figure, ranged: bool) -> Figure:
    number = _multiplied(one.number, following.number)
    kind, unit, value = quantify(number, following.form)
    if ranged and value is not None and following.value is not None and value > following.value:
        number = one.number
        kind, unit, value = quantify(number, following.form)
    if value is None or (number[-1] in "万亿" and not takes_large(following.form)):
        return one
    return replace(one, role="exact", kind=kind, unit=unit, value=value, number=number, form=following.form, bare=False)


def _multiplied(number: str, following: str) -> str:
    """`number` with the multiplier that `following` ends in, so far as it has none itself."""
    match = _MULTIPLIER.search(following)
    if match is None or re.search("[万亿wWkK]", number):
        return number
    return number + (match.group()[-1:] if number[-1] in "十百千" and match.group()[-1] in "万亿" else match.group())


def _as_date(one: Figure, following: Figure) -> Figure:
    """2021 in 2021、2022年, 6 in 6、7月; unchanged where the number cannot be one."""
    value = number_value(one.number)
    is_year = following.unit == "年" and value is not None and 1500 <= value <= 2199
    is_month = following.unit == "月" and value is not None and 1 <= value <= 12
    if not (is_year or is_month):
        return one
    return replace(one, role="exact", kind="date", unit=following.unit, value=Decimal(int(value or 0)), bare=False)


def _ranked(before: Figure, one: Figure, folded: str) -> Figure:
    """5 after 第3、 is a rank too."""
    if before.kind != "ordinal" or not one.bare or one.kind != "number" or not _is_linked(before, one, folded):
        return one
    return replace(one, role="exact", kind="ordinal")


def _continued(before: Figure, one: Figure, folded: str) -> Figure:
    """What a word in front says for the next figure too: 第3、5条 are ranks, 百分之五到十 are rates."""
    if not _is_linked(before, one, folded):
        return one
    if before.kind == "ordinal" and before.form and one.kind == "count" and one.unit == before.unit:
        return replace(one, kind="ordinal")
    if before.form in _SAID_BEFORE and folded[before.start] in "百千万" and one.bare and one.kind == "number":
        kind, unit, value = quantify(one.number, before.form)
        return replace(one, role="exact", kind=kind, unit=unit, value=value)
    return one


def _is_linked(before: Figure, one: Figure, folded: str) -> bool:
    between = folded[before.end : one.start]
    return bool(_LIST.fullmatch(between) or _RANGE.fullmatch(between))
