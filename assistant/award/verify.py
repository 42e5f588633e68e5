"""Runs a receipt again: the award as it was printed against what the rules give for the same facts and day."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from assistant.award.evaluate import evaluate
from assistant.award.reading import read_facts
from assistant.award.rulebook import Rulebook
from assistant.domain import Award, Finding
from assistant.errors import RequestError

Receipt = Mapping[str, object]

_NEEDED = {"policy_id": "政策编号", "id": "奖补编号", "facts": "条件", "as_of": "日期"}
_COMPARED = {
    "title": "名称",
    "rule_version": "规则版本",
    "ref": "条款",
    "status": "结论",
    "amount": "金额",
    "low": "最低金额",
    "high": "最高金额",
    "missing": "需要补充的信息",
    "assumptions": "假设",
    "steps": "计算步骤",
    "readings": "不同读法",
    "conditions": "须说明的条件",
    "notes": "说明",
    "quote": "原文",
    "responsible_units": "责任单位",
    "one_off": "是否一次性",
}
_AMOUNTS = ("amount", "low", "high")


def verify(receipt: Receipt, rulebook: Rulebook) -> list[Finding]:
    """What no longer agrees with the receipt, empty when it stands; a receipt that cannot be read is a finding too."""
    place = str(receipt.get("id") or "这份结果")
    try:
        award = _calculate(receipt, rulebook)
        stated = {name: _plain(receipt[name], name) for name in _COMPARED if name in receipt}
    except RequestError as error:
        return [Finding(place, error.code, error.message_zh)]
    except ValueError as error:
        return [Finding(place, "receipt_unreadable", str(error))]
    return [*_differences(place, stated, award), *_extras(place, receipt)]


def _differences(place: str, stated: Mapping[str, object], award: Award) -> list[Finding]:
    found = []
    for name, label in _COMPARED.items():
        now = _plain(getattr(award, name), name)
        if name not in stated or stated[name] != now:
            before = f"原结果为{_shown(stated[name])}" if name in stated else "原结果没有这一项"
            message = f"{label}（{name}）不一致：{before}，现在算出{_shown(now)}"
            found.append(Finding(place, f"{name}_differs", message))
    return found


def _extras(place: str, receipt: Receipt) -> list[Finding]:
    """What stands in the receipt and in no award."""
    return [
        Finding(place, "field_unknown", f"多出“{name}”这一项，计算结果里没有")
        for name in receipt
        if name not in _NEEDED and name not in _COMPARED
    ]


def _calculate(receipt: Receipt, rulebook: Rulebook) -> Award:
    absent = [f"{label}（{name}）" for name, label in _NEEDED.items() if receipt.get(name) in (None, "")]
    if absent:
        raise ValueError(f"缺少{'、'.join(absent)}，不是 award calc --json 的结果")
    given = receipt["facts"]
    if not isinstance(given, Mapping):
        raise ValueError(f"条件（facts）应是事实和值，这里是“{given}”")
    rule = rulebook.rule(f"{receipt['policy_id']}:{receipt['id']}")
    return evaluate(rule, read_facts(rule, given), _day(str(receipt["as_of"])))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"日期（as_of）“{text}”读不懂，应写成 2026-01-31 这样") from None


def _plain(value: object, name: str) -> object:
    """A value as JSON has it, amounts as numbers; what is empty in a part of a list is left out."""
    if name in _AMOUNTS:
        return None if value is None else _number(value, name)
    if is_dataclass(value):
        value = {one.name: getattr(value, one.name) for one in fields(value)}
    if isinstance(value, Mapping):
        return {key: _plain(one, str(key)) for key, one in value.items() if one is not None}
    if isinstance(value, list | tuple):
        return [_plain(one, "") for one in value]
    return value


def _number(value: object, name: str) -> Decimal:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise ValueError(f"金额（{name}）“{value}”不是数")
    return number


def _shown(value: object) -> str:
    """The value for people: no brackets, quotation marks or other signs of a program."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Mapping):
        return "，".join(_shown(one) for one in value.values())
    if isinstance(value, list):
        return "；".join(_shown(one) for one in value) or "空"
    if isinstance(value, Decimal):
        return f"{value:f}元"
    return "空" if value in (None, "") else str(value)
