"""How the parts of a mechanism are written in rules.yaml: fact names, inner calculations, lists in the text's order."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainValidator, WithJsonSchema

from assistant.award.figures import Figure, expand_list
from assistant.award.mechanisms.cases import FactShape, Input

TRUTH = {"是": "true", "否": "false"}
"""The answers of a yes-or-no fact as written, with their values."""


def _as_list(raw: Any) -> Any:
    return [raw] if isinstance(raw, str) else raw


_WORDS_SCHEMA = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
Words = Annotated[list[str], BeforeValidator(_as_list), WithJsonSchema(_WORDS_SCHEMA)]


def _read_input(kinds: tuple[str, ...], raw: object, is_optional: bool = False) -> Input:
    if not isinstance(raw, str) or not raw:
        raise ValueError(f"这里要写事实的名称，不是“{raw}”")
    return Input(raw, kinds, is_optional)


_SCHEMA = WithJsonSchema({"type": "string", "description": "事实的名称，在“事实”中定义"})

AnyFact = Annotated[Input, PlainValidator(partial(_read_input, ())), _SCHEMA]
OptionFact = Annotated[Input, PlainValidator(partial(_read_input, ("option",))), _SCHEMA]
MoneyFact = Annotated[Input, PlainValidator(partial(_read_input, ("money",))), _SCHEMA]
OptionalMoney = Annotated[Input, PlainValidator(partial(_read_input, ("money",), is_optional=True)), _SCHEMA]
PointsFact = Annotated[Input, PlainValidator(partial(_read_input, ("points",))), _SCHEMA]
CountFact = Annotated[Input, PlainValidator(partial(_read_input, ("count", "number"))), _SCHEMA]
FigureFact = Annotated[
    Input, PlainValidator(partial(_read_input, ("money", "rate", "points", "count", "number"))), _SCHEMA
]


def bind_lists(raw: Any, key: str) -> Any:
    """A raw mechanism whose rows (under `key`) have their bare figures bound to the text's own lists (「分别」).

    Row i has the i-th figure of each list; 原词 are the words that name the rows there, else the rows' own names do.
    What is not written as it should be is left for the schema to refuse.
    """
    if not isinstance(raw, Mapping):
        return raw
    rows, lists = raw.get(key), raw.get("分别", {})
    names = list(rows) if isinstance(rows, Mapping) else []
    words = raw.get("原词") or names
    if not (isinstance(rows, Mapping | list) and isinstance(lists, Mapping) and isinstance(words, list)):
        return raw
    if words and len(words) != len(rows):
        raise ValueError(f"“原词”有 {len(words)} 个，“{key}”有 {len(rows)} 个，应一一对应")
    spread = list(rows.values()) if isinstance(rows, Mapping) else list(rows)
    for column, quote in lists.items():
        spread = _spread(spread, column, quote, words)
    return {**raw, key: dict(zip(names, spread, strict=True)) if isinstance(rows, Mapping) else spread}


def _spread(rows: Sequence[Any], column: str, quote: Any, words: Sequence[Any]) -> list[Any]:
    spread = []
    for place, row in enumerate(rows):
        binding = {"原文": quote, "第": place + 1, "共": len(rows), "词": words[place] if words else ""}
        expanded = expand_list(row, column, binding)
        if expanded == row:
            raise ValueError(f"“分别”给出了“{column}”，但第 {place + 1} 行没有这一项")
        spread.append(expanded)
    return spread


def unit_problems(fact: Input, figures: Iterable[Figure], facts: Mapping[str, FactShape]) -> list[str]:
    """Counts and times in another unit than the fact they are compared with."""
    unit = facts[fact.name].unit
    counted = [figure for figure in figures if figure.kind in ("count", "duration")]
    return [f"{one.text}的单位不是事实“{fact.name}”的“{unit}”" for one in counted if unit and one.unit != unit]


def twice(key: str, readings: Sequence[str]) -> list[str]:
    """Readings of the text that stand under a key more than once."""
    return [f"“{key}”里“{one}”写了不止一次" for one in dict.fromkeys(readings) if readings.count(one) > 1]


def bare(text: str) -> str:
    """The text without quotation marks and spaces, as names are compared."""
    return "".join(char for char in text if char not in _QUOTATION_MARKS and not char.isspace())


def is_subsequence(short: str, long: str) -> bool:
    """Whether the characters of `short` occur in `long` in this order, quotation marks aside."""
    rest = iter(bare(long))
    return all(char in rest for char in bare(short))


_QUOTATION_MARKS = '“”"「」‘’《》'
