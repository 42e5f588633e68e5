"""What a list of clauses may ask of each clause beyond its unit and its words: how many units it has, its figures."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.domain import Clause
from assistant.language.numbers import read_ordinal
from assistant.language.quantities import find_quantities

_LISTS = re.compile(r"条款|条目|哪(?:些|几|一)?[条项]|几[条项]|多少[条项]|有没有|列(?:出|一|全)")
_UNITS = r"(?:责任|负责|牵头)?(?:单位|部门)"
_N = r"([两二三四五六七八九十]|[0-9]{1,2})"
_NO_UNIT = re.compile(
    rf"(?:没有?|未|不)(?:写|列|标|注|明|指定|带)+(?:明|出)?[^，。]{{0,3}}{_UNITS}|{_UNITS}[^，。]{{0,3}}(?:没写|空着|没有写|未写|没列)"
)
_ONE_UNIT = re.compile(
    rf"(?:只|仅|就|单)[^，。]{{0,4}}[一1][个家]{_UNITS}?|{_UNITS}(?:只|仅|就)[^，。]{{0,3}}[一1][个家]|单一{_UNITS}|由?[一1][个家]{_UNITS}?(?:单独|独自|独家)"
)
_MORE = re.compile(rf"{_UNITS}[^，。]{{0,4}}(?:超过|多于|大于){_N}[个家]|(?:超过|多于){_N}[个家]{_UNITS}")
_FROM = re.compile(
    rf"{_UNITS}[^，。]{{0,6}}{_N}[个家](?:及|或)?以上|{_N}[个家](?:及|或)?以上(?:的)?{_UNITS}|{_UNITS}(?:有|是|不止)?(?:多家|多个|好几家|好几个)"
)
_EXACTLY = re.compile(rf"{_UNITS}(?:有|是|为|共|正好|一共)*{_N}[个家]|(?:有|是)?{_N}[个家](?:责任)?{_UNITS}")
_MOST = re.compile(rf"{_UNITS}(?:数量?|数目)?(?:最多|列得最多)|(?:牵涉|涉及|列)[^，。]{{0,4}}{_UNITS}最多")
_ROLE = re.compile(r"单位|部门|机构|负责|牵头|配合|落实")
_RATES = re.compile(r"百分[比数之号](?![一二三四五六七八九十百几\d])|百分点|百分率|比例数字|(?<![\d.])%")
_PER_MILLE = re.compile(r"千分[比数号]|千分之(?![一二三四五六七八九十几\d])|(?<![\d.])‰")
_WRITTEN_PER_MILLE = re.compile(r"‰|千分之")


@dataclass(frozen=True, slots=True)
class Feature:
    """A property that the clauses of a list share; `label` says it: 只写了一个责任单位的条款."""

    label: str
    holds: Callable[[Clause], bool]


def wanted_feature(question: str, clauses: Sequence[Clause]) -> Feature | None:
    """The property by which a question lists clauses; None where it lists none by such a property.

    `clauses` are all that may be listed.
    """
    if not _LISTS.search(question):
        return None
    if _NO_UNIT.search(question):
        return Feature("没有写明责任单位的条款", lambda one: not one.responsible_units)
    if _ONE_UNIT.search(question):
        return Feature("只写了一个责任单位的条款", lambda one: _count_units(one) == 1)
    if _MOST.search(question):
        most = max((_count_units(one) for one in clauses), default=0)
        return Feature("责任单位最多的条款", lambda one: _count_units(one) == most)
    if match := _MORE.search(question):
        return _with_units("多于", match, 1)
    if match := _FROM.search(question):
        return _with_units("不少于", match, 0)
    if match := _EXACTLY.search(question):
        number = read_ordinal((match[1] or match[2]).replace("两", "二"))
        return Feature(f"责任单位是{_as_said(match)}的条款", lambda one: _count_units(one) == number)
    if _PER_MILLE.search(question) and not _RATES.search(question):
        return Feature("写有千分比的条款", lambda one: bool(_WRITTEN_PER_MILLE.search(one.text)))
    return Feature("写有百分比的条款", _has_rate) if _RATES.search(question) else None


def _with_units(manner: str, match: re.Match[str], step: int) -> Feature:
    """The clauses with at least the number of units said (two where 多家 is said), and `step` more."""
    said = next((one for one in match.groups() if one), "两")
    least = (2 if said == "两" else read_ordinal(said) or 0) + step
    return Feature(f"责任单位{manner}{_as_said(match)}的条款", lambda one: _count_units(one) >= least)


def _as_said(match: re.Match[str]) -> str:
    """The number of units with its measure word, as the question has it."""
    said = re.search(rf"{_N}[个家]", match[0])
    return said[0] if said else "两家"


def _count_units(clause: Clause) -> int:
    """How many units the role marks of a clause name; what its sentences ask of somebody is no mark."""
    return len({one.unit for one in clause.responsibilities if _ROLE.search(one.role)})


def _has_rate(clause: Clause) -> bool:
    return any(one.kind in ("rate", "points") for one in find_quantities(clause.text))
