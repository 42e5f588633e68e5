"""Runs a receipt again: the award as it was printed against what the rules give for the same facts and day."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from assistant.award.evaluate import evaluate
from assistant.award.reading import read_facts
from assistant.award.rulebook import Rulebook
from assistant.award.schema import Rule
from assistant.domain import Award, Finding
from assistant.errors import RequestError

Receipt = Mapping[str, object]


def verify(receipt: Receipt, rulebook: Rulebook) -> list[Finding]:
    """What no longer agrees with the receipt, empty when it stands; a receipt that cannot be read is a finding too."""
    place = str(receipt.get("id", "?"))
    try:
        pairs = _pairs(receipt, _calculate(receipt, _rule(receipt, rulebook)))
    except RequestError as error:
        return [Finding(place, error.code, error.message_zh)]
    except (TypeError, ValueError) as error:
        return [Finding(place, "receipt_unreadable", f"这份结果读不了：{error}")]
    return [
        Finding(place, f"{field}_differs", f"{label}不一致：原结果为{_shown(stated)}，现在算出{_shown(now)}")
        for field, label, stated, now in pairs
        if stated != now
    ]


def _rule(receipt: Receipt, rulebook: Rulebook) -> Rule:
    policy_id = str(receipt.get("ref", "")).partition("#")[0]
    return rulebook.rule(f"{policy_id}:{receipt.get('id')}")


def _calculate(receipt: Receipt, rule: Rule) -> Award:
    facts = receipt.get("facts", {})
    if not isinstance(facts, Mapping):
        raise TypeError("“facts”应是条件和值")
    return evaluate(rule, read_facts(rule, facts), date.fromisoformat(str(receipt.get("as_of"))))


def _pairs(receipt: Receipt, award: Award) -> list[tuple[str, str, object, object]]:
    return [
        ("rule_version", "规则版本", receipt.get("rule_version"), award.rule_version),
        ("ref", "条款", receipt.get("ref"), award.ref),
        ("status", "结论", receipt.get("status"), award.status),
        ("amount", "金额", _amount(receipt, "amount"), award.amount),
        ("low", "最低金额", _amount(receipt, "low"), award.low),
        ("high", "最高金额", _amount(receipt, "high"), award.high),
        ("steps", "计算步骤", _texts(receipt.get("steps"), _step_text), [step.text for step in award.steps]),
        ("assumptions", "假设", _texts(receipt.get("assumptions"), str), list(award.assumptions)),
        ("quote", "原文", receipt.get("quote"), award.quote),
    ]


def _amount(receipt: Receipt, name: str) -> Decimal | None:
    value = receipt.get(name)
    if value is None:
        return None
    try:
        return Decimal(str(value))
    except InvalidOperation as error:
        raise ValueError(f"“{name}”不是数：{value}") from error


def _texts(value: object, text: Callable[[object], str]) -> list[str]:
    if not isinstance(value, Sequence) or isinstance(value, str):
        return []
    return [text(one) for one in value]


def _step_text(step: object) -> str:
    return str(step.get("text")) if isinstance(step, Mapping) else str(step)


def _shown(value: object) -> str:
    if isinstance(value, list):
        return "；".join(value) or "空"
    return "空" if value is None else str(value)
