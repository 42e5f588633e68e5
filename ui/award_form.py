"""Forms made of the rules: one field for every fact, in the words in which the rule asks for it."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING

from assistant.domain import Award
from assistant.errors import BadFact
from assistant.render import fact_value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from assistant.award import FactSpec, Rule

_HINTS = {
    "money": "例如 80万、1.2亿 或 800000",
    "rate": "例如 0.8% 或 千分之八",
    "points": "例如 5（个百分点）",
    "count": "填数字",
    "number": "填数字",
}
_LONGEST = 64


def form_html(rules: Sequence["Rule"]) -> str:
    """The fields of one rule, or of several grouped by rule, each fact once; optional facts stand apart."""
    seen: set[str] = set()
    groups = []
    for rule in rules:
        fresh = [spec for spec in rule.facts if spec.name not in seen]
        seen.update(spec.name for spec in fresh)
        if fresh:
            groups.append((rule.title, fresh))
    if not groups:
        return '<form><p class="pa-empty">这项奖补不需要填写情况：文件没有写可以计算的金额。</p></form>'
    body = _fields(groups[0][1]) if len(groups) == 1 else "".join(_group(title, specs) for title, specs in groups)
    return f'<form autocomplete="off">{body}<button type="reset" class="pa-button">全部清空</button></form>'


def try_facts(
    calculate: "Callable[[Mapping[str, object]], Sequence[Award]]", facts: "Mapping[str, object]"
) -> tuple[Sequence[Award], dict[str, str]]:
    """The awards from the facts that can be read, and why each of the others cannot."""
    kept, faults = dict(facts), dict[str, str]()
    while True:
        try:
            return calculate(kept), faults
        except BadFact as error:
            if error.fact not in kept:
                raise
            faults[error.fact] = error.message_zh
            del kept[error.fact]


def readings(
    awards: Iterable[Award], rules: Sequence["Rule"], faults: "Mapping[str, str]"
) -> dict[str, dict[str, object]]:
    """What stands beside each field: how its figure was read, or why it was not."""
    specs = {spec.name: spec for rule in rules for spec in rule.facts}
    read = {name: value for award in awards for name, value in award.facts.items()}
    shown: dict[str, dict[str, object]] = {
        name: {"text": _reading(value, specs[name])} for name, value in read.items() if specs[name].kind in _HINTS
    }
    return shown | {name: {"text": why, "wrong": True} for name, why in faults.items()}


def _reading(value: str, spec: "FactSpec") -> str:
    if spec.kind == "money":
        return f"= {Decimal(value):,f} 元"
    return f"= {fact_value(value, spec)}{spec.unit}"


def _group(title: str, specs: Sequence["FactSpec"]) -> str:
    return f'<details class="pa-card pa-group"><summary>{escape(title)}</summary>{_fields(specs)}</details>'


def _fields(specs: Sequence["FactSpec"]) -> str:
    needed = "".join(_field(spec) for spec in specs if not spec.is_optional)
    optional = "".join(_field(spec) for spec in specs if spec.is_optional)
    more = f'<details class="pa-card"><summary>可以不填的情况</summary>{optional}</details>' if optional else ""
    return needed + more


def _field(spec: "FactSpec") -> str:
    name, field_id = escape(spec.name), f"pa-fact-{escape(spec.name)}"
    question = f"<span>{escape(spec.question)}</span>"
    if spec.kind == "bool":
        choices = "".join(
            f'<label><input type="radio" name="{name}" value="{value}"{checked}>{label}</label>'
            for value, label, checked in (("是", "是", ""), ("否", "否", ""), ("", "不清楚", " checked"))
        )
        return f'<fieldset class="pa-field pa-choice"><legend>{escape(spec.question)}</legend>{choices}</fieldset>'
    if spec.kind == "option":
        choices = "".join(f'<option value="{escape(one)}">{escape(one)}</option>' for one in spec.choices)
        control = f'<select id="{field_id}" name="{name}"><option value="">不清楚</option>{choices}</select>'
        return f'<label class="pa-field" for="{field_id}">{question}{control}</label>'
    hint, kind = escape(_HINTS.get(spec.kind, "")), "date" if spec.kind == "date" else "text"
    control = f'<input id="{field_id}" name="{name}" type="{kind}" maxlength="{_LONGEST}" placeholder="{hint}">'
    told = f'<output for="{field_id}" data-fact="{name}"></output>'
    return f'<div class="pa-field"><label for="{field_id}">{question}</label>{control}{told}</div>'
