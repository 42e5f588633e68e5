"""Facts from a command line or an HTTP body, canonical; whatever cannot be read is refused, never guessed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from assistant.award.schema import FactKind, FactSpec, Rule
from assistant.domain import Fact
from assistant.errors import BadFact
from assistant.language.numbers import plain_digits, read_number
from assistant.language.quantities import find_quantities, read_money, read_points, read_rate

_ABSURD = {"money": Decimal("1e15"), "rate": Decimal(10), "points": Decimal(1000)}
_ABSURD_NUMBER = Decimal("1e12")
_LONGEST = 64
_TRUTH = {"是": "true", "否": "false", "true": "true", "false": "false", "yes": "true", "no": "false"}


def read_facts(rules: Rule | Iterable[Rule], raw: Mapping[str, object]) -> dict[str, Fact]:
    """Canonical facts for these rules; BadFact names the first that is unknown, unreadable or absurd.

    Figures may be numbers or text (`800000`, `"80万元"`, `"千分之二"`); a bare rate is in percent. None means unknown.
    """
    specs = _specs_by_name((rules,) if isinstance(rules, Rule) else rules)
    unknown = [name for name in raw if name not in specs]
    if unknown:
        raise _unknown(unknown[0], specs)
    return {name: Fact(name, _read(specs[name], value), "given") for name, value in raw.items() if value is not None}


def _specs_by_name(rules: Iterable[Rule]) -> dict[str, list[FactSpec]]:
    """The descriptions of each fact, one per policy that describes it in its own way."""
    specs: dict[str, list[FactSpec]] = {}
    for rule in rules:
        for spec in rule.facts:
            known = specs.setdefault(spec.name, [])
            if spec not in known:
                known.append(spec)
    return specs


def _read(specs: Sequence[FactSpec], value: object) -> str:
    """The value as the first description that accepts it reads it; else the complaint of the first."""
    complaints = []
    for spec in specs:
        try:
            return _READERS[spec.kind](spec, value)
        except BadFact as complaint:
            complaints.append(complaint)
    raise complaints[0]


def _unknown(name: str, specs: Mapping[str, Sequence[FactSpec]]) -> BadFact:
    allowed = "、".join(f"{one}（{group[0].label}）" for one, group in specs.items()) or "（不需要任何条件）"
    message = f"unknown fact {name}; allowed: {', '.join(specs) or 'none'}"
    return BadFact(name, message, f"没有“{name}”这个条件，可用的有：{allowed}")


def _read_option(spec: FactSpec, value: object) -> str:
    text = value.strip() if isinstance(value, str) else None
    for option in spec.options:
        if text == option.value:
            return option.value
    matching = [option.value for option in spec.options if text in option.words]
    if len(matching) == 1:
        return matching[0]
    raise _bad(spec, value, f"one of {', '.join(spec.choices)}", f"请从{'、'.join(spec.choices)}中选一项")


def _read_truth(spec: FactSpec, value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str) and value.strip().lower() in _TRUTH:
        return _TRUTH[value.strip().lower()]
    raise _bad(spec, value, "true or false", "请填 是 或 否")


def _read_money(spec: FactSpec, value: object) -> str:
    return _figure(spec, value, read_money, "money in yuan such as 800000 or 80万元", "请填金额，如 80万元 或 800000")


def _read_rate(spec: FactSpec, value: object) -> str:
    fraction = _number(spec, value, read_rate, "a rate such as 0.8%", "请填比率，如 0.8% 或 千分之八")
    return f"{plain_digits(fraction * 100)}%"


def _read_points(spec: FactSpec, value: object) -> str:
    return _figure(spec, value, read_points, "percentage points such as 5", "请填百分点，如 5 或 5个百分点")


def _read_plain_number(spec: FactSpec, value: object) -> str:
    unit = f"，单位是{spec.unit}" if spec.unit else ""
    return _figure(spec, value, _number_or_count(spec), "a number", f"请填数字{unit}")


def _read_date(spec: FactSpec, value: object) -> str:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value.strip()).isoformat()
        except ValueError:
            pass
    raise _bad(spec, value, "a date such as 2026-01-31", "请填日期，如 2026-01-31")


def _number_or_count(spec: FactSpec) -> Callable[[str], Decimal | None]:
    def read(text: str) -> Decimal | None:
        bare = read_number(text)
        if bare is not None:
            return bare
        found = find_quantities(text)
        whole = len(found) == 1 and found[0].words == text and found[0].unit == spec.unit
        return found[0].value if whole else None

    return read


def _figure(spec: FactSpec, value: object, read: Callable[[str], Decimal | None], allowed: str, allowed_zh: str) -> str:
    return plain_digits(_number(spec, value, read, allowed, allowed_zh))


def _number(
    spec: FactSpec, value: object, read: Callable[[str], Decimal | None], allowed: str, allowed_zh: str
) -> Decimal:
    """The value as a Decimal; a float is taken as the shortest decimal that denotes it."""
    text = _as_text(value)
    if text is None or len(text) > _LONGEST:
        raise _bad(spec, value, allowed, allowed_zh)
    if text.startswith(("-", "－", "负")):
        raise _bad(spec, value, f"{allowed}, not negative", f"{spec.label}不能是负数")
    number = read(text)
    if number is None or not number.is_finite() or number < 0:
        raise _bad(spec, value, allowed, allowed_zh)
    if number > _ABSURD.get(spec.kind, _ABSURD_NUMBER):
        raise _bad(spec, value, f"{allowed}, not absurdly large", f"{spec.label}大得不合常理，请核对单位")
    return number


def _as_text(value: object) -> str | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, int | float | Decimal):
        number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
        return f"{number:f}" if number.is_finite() else None
    return None


def _bad(spec: FactSpec, value: object, allowed: str, allowed_zh: str) -> BadFact:
    shown = str(value)[:_LONGEST]
    message = f"fact {spec.name} cannot be {shown!r}; allowed: {allowed}"
    return BadFact(spec.name, message, f"“{spec.label}”填的“{shown}”读不懂：{allowed_zh}")


_READERS: Mapping[FactKind, Callable[[FactSpec, object], str]] = {
    "option": _read_option,
    "bool": _read_truth,
    "money": _read_money,
    "rate": _read_rate,
    "points": _read_points,
    "count": _read_plain_number,
    "number": _read_plain_number,
    "date": _read_date,
}
