"""How the parts of a mechanism are written in rules.yaml: fact names, inner calculations, lists in the text's order."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Annotated, Any

from pydantic import PlainValidator, WithJsonSchema

from assistant.award.figures import expand_list
from assistant.award.mechanisms.base import Input


def _read_input(kinds: tuple[str, ...], raw: object) -> Input:
    if not isinstance(raw, str) or not raw:
        raise ValueError(f"这里要写事实的名称，不是 {raw!r}")
    return Input(raw, kinds)


_SCHEMA = WithJsonSchema({"type": "string", "description": "事实的名称，在“事实”中定义"})

AnyFact = Annotated[Input, PlainValidator(partial(_read_input, ())), _SCHEMA]
OptionFact = Annotated[Input, PlainValidator(partial(_read_input, ("option",))), _SCHEMA]
MoneyFact = Annotated[Input, PlainValidator(partial(_read_input, ("money",))), _SCHEMA]
PointsFact = Annotated[Input, PlainValidator(partial(_read_input, ("points",))), _SCHEMA]
CountFact = Annotated[Input, PlainValidator(partial(_read_input, ("count", "number"))), _SCHEMA]
FigureFact = Annotated[
    Input, PlainValidator(partial(_read_input, ("money", "rate", "points", "count", "number"))), _SCHEMA
]


def spread_lists(
    rows: Sequence[Any], lists: Mapping[str, str], words: Sequence[str], rows_place: str = "各档"
) -> list[Any]:
    """Raw rows whose bare figures are bound to the text's own lists (「分别」): row i has the i-th figure of each.

    `lists` gives for each column the verbatim list; `words` are the words that name the rows in it, or empty.
    """
    if words and len(words) != len(rows):
        raise ValueError(f"“原词”有 {len(words)} 个，{rows_place}有 {len(rows)} 个，应一一对应")
    spread = list(rows)
    for column, quote in lists.items():
        for place, row in enumerate(spread):
            binding = {"原文": quote, "第": place + 1, "共": len(rows), "词": words[place] if words else ""}
            expanded = expand_list(row, column, binding)
            if expanded == row:
                raise ValueError(f"“分别”给出了“{column}”，但第 {place + 1} 行没有这一项")
            spread[place] = expanded
    return spread


def is_subsequence(short: str, long: str) -> bool:
    """Whether the characters of `short` occur in `long` in this order, quotation marks aside."""
    rest = iter(char for char in long if char not in _QUOTES)
    return all(char in rest for char in short if char not in _QUOTES)


_QUOTES = '“”"「」‘’《》 '
