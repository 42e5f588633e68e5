"""A figure of a rule, bound to the verbatim words of the clause it stands in."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import Annotated, Any, Literal, cast, get_args

from pydantic import PlainValidator, WithJsonSchema

from assistant.language.quantities import Quantity, find_quantities

FigureKind = Literal["money", "rate", "points", "multiple", "count", "duration"]

_KIND_NAMES: Mapping[FigureKind | None, str] = {
    None: "一个数，如 20万元 或 100人",
    "money": "金额，如 20万元",
    "rate": "比率，如 10% 或 2‰",
    "points": "百分点，如 5个百分点",
    "multiple": "倍数，如 1.1倍",
    "count": "数量，如 100人",
    "duration": "期限，如 3年",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and its words. `value` is yuan, a fraction (5% = 1/20), points, or the number in `unit`.

    It is the `nth` of the `of` figures of its kind in `quote`; `marker` is the word that names its tier there.
    """

    text: str
    kind: FigureKind
    value: Fraction
    unit: str
    quote: str
    nth: int = 1
    of: int = 1
    marker: str = ""


def read_figure(raw: object, kind: FigureKind | None) -> Figure:
    """A figure from `{值, 原文}`, with `第`, `共`, `词` inside a list of several; without a kind any kind will do.

    ValueError, in Chinese, when it is none.
    """
    if not isinstance(raw, Mapping):
        raise ValueError(f"“{raw}”缺少原文：写成 {{值: …, 原文: …}}，或在“分别”中给出")
    unknown = set(raw) - {"值", "原文", "第", "共", "词"}
    if unknown or "值" not in raw or "原文" not in raw:
        written = "，".join(f"{key}: {value}" for key, value in raw.items())
        raise ValueError(f"数值要写成 {{值: …, 原文: …}}，这里是 {{{written}}}")
    quantity = _read_one(str(raw["值"]), kind)
    nth, of = raw.get("第", 1), raw.get("共", 1)
    if not (isinstance(nth, int) and isinstance(of, int) and 1 <= nth <= of):
        raise ValueError(f"“第”和“共”要写成 第 1 共 2 这样的数，这里是 {nth} 和 {of}")
    return Figure(
        text=str(raw["值"]),
        kind=_checked_kind(quantity),
        value=Fraction(quantity.value),
        unit=quantity.unit,
        quote=str(raw["原文"]),
        nth=nth,
        of=of,
        marker=str(raw.get("词", "")),
    )


def _read_one(text: str, kind: FigureKind | None) -> Quantity:
    """The one quantity that the whole text is; ValueError in Chinese when it is not one of this kind."""
    found = find_quantities(text)
    if len(found) != 1 or found[0].words != text.strip() or kind not in (None, found[0].kind):
        raise ValueError(f"“{text}”不是{_KIND_NAMES[kind]}")
    return found[0]


def _checked_kind(quantity: Quantity) -> FigureKind:
    for kind in get_args(FigureKind):
        if quantity.kind == kind:
            return cast(FigureKind, kind)
    raise ValueError(f"“{quantity.words}”不是金额、比率、百分点、倍数、数量或期限")


def _schema(kind: FigureKind | None) -> WithJsonSchema:
    bound = {
        "type": "object",
        "properties": {
            "值": {"type": "string", "description": _KIND_NAMES[kind]},
            "原文": {"type": "string", "description": "条款中含有这个数的一段原文，逐字"},
            "第": {"type": "integer", "minimum": 1, "description": "原文里同类数值的第几个"},
            "共": {"type": "integer", "minimum": 1, "description": "原文里同类数值共几个"},
        },
        "required": ["值", "原文"],
        "additionalProperties": False,
    }
    bare = {"type": "string", "description": f"{_KIND_NAMES[kind]}；原文由上一级的“分别”给出"}
    return WithJsonSchema({"anyOf": [bound, bare]})


Money = Annotated[Figure, PlainValidator(partial(read_figure, kind="money")), _schema("money")]
Rate = Annotated[Figure, PlainValidator(partial(read_figure, kind="rate")), _schema("rate")]
Points = Annotated[Figure, PlainValidator(partial(read_figure, kind="points")), _schema("points")]
AnyFigure = Annotated[Figure, PlainValidator(partial(read_figure, kind=None)), _schema(None)]
Duration = Annotated[Figure, PlainValidator(partial(read_figure, kind="duration")), _schema("duration")]


def expand_list(node: Any, column: str, words: Mapping[str, object]) -> Any:
    """The raw node with its bare `column` value replaced by `{值: value} | words`, wherever it stands inside."""
    if isinstance(node, Mapping):
        return {
            key: {"值": value, **words}
            if key == column and isinstance(value, str)
            else expand_list(value, column, words)
            for key, value in node.items()
        }
    if isinstance(node, list):
        return [expand_list(value, column, words) for value in node]
    return node
