"""What is wrong with which field of a request, in Chinese: what pydantic finds, and what only a route can see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError, ValidatorFunctionWrapHandler, WrapValidator
from pydantic_core import PydanticCustomError

_OWN_WORDS = "own_words"
_WHOLE = "请求体"
_SENTENCES = {
    "missing": "缺少这一项",
    "extra_forbidden": "没有这一项",
    "string_type": "应为文字",
    "json_invalid": "请求体不是有效的 JSON",
    "int_parsing": "应为整数",
    "int_type": "应为整数",
    "bool_parsing": "应为 true 或 false",
    "bool_type": "应为 true 或 false",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """A field at fault (`history.0.role`) and what is wrong with it; its text is the one sentence for people."""

    field: str
    message: str

    def __str__(self) -> str:
        return self.message if self.field == _WHOLE else f"{self.field}：{self.message}"


def read_fault(found: Mapping[str, Any]) -> Fault:
    """One fault as pydantic or FastAPI reports it."""
    return Fault(_field(found["loc"]), _sentence(found))


def refuse_field(place: str, field: str, message_zh: str) -> RequestValidationError:
    """The error to raise for a `field` of the `place` (query, body) that only a route can judge."""
    return RequestValidationError([{"type": _OWN_WORDS, "loc": (place, field), "msg": message_zh}])


def one_fault(message_zh: str) -> WrapValidator:
    """For a field that is a union: one fault, where pydantic would give one for each member."""

    def read(value: object, inner: ValidatorFunctionWrapHandler) -> object:
        try:
            return inner(value)
        except ValidationError:
            raise PydanticCustomError(_OWN_WORDS, message_zh) from None

    return WrapValidator(read)


def _field(location: Sequence[object]) -> str:
    """`history.0.role` for ("body", "history", 0, "role"); ("body", 17) is a place in the body, not a field."""
    match location:
        case (_,) | (_, int()):
            return _WHOLE
        case _:
            return ".".join(map(str, location[1:]))


def _sentence(found: Mapping[str, Any]) -> str:
    kind, context = str(found["type"]), found.get("ctx", {})
    if kind == _OWN_WORDS:
        return str(found["msg"])
    if kind != "json_invalid" and _field(found["loc"]) == _WHOLE:
        return "请求体应为 JSON 对象"
    match kind:
        case "string_too_long":
            return f"太长，最多 {context['max_length']} 个字"
        case "too_long":
            return f"太多，最多 {context['max_length']} 项"
        case "too_short":
            return f"太少，至少 {context['min_length']} 项"
        case "greater_than_equal" | "less_than_equal":
            return f"应{'不小于' if 'ge' in context else '不大于'} {context.get('ge', context.get('le'))}"
        case "literal_error":
            return f"只能是 {_listed(context['expected'])}"
        case _ if kind.startswith("date"):
            return "应为日期，如 2026-11-24"
        case _ if kind.startswith("uuid"):
            return "应为对话编号（UUID）"
        case _:
            return _SENTENCES.get(kind, "格式不正确")


def _listed(expected: str) -> str:
    """`user 或 assistant` for `'user' or 'assistant'`, as pydantic lists what it expects."""
    return expected.replace("'", "").replace(" or ", " 或 ").replace(", ", "、")
