"""Errors as `application/problem+json` (RFC 9457): a stable code, a Chinese detail, never a stack trace."""

import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from assistant.api.schemas import Problem
from assistant.errors import AssistantError, BadFact, NotFound, RequestError, WorldError

MEDIA_TYPE = "application/problem+json"
DOCUMENTED: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "description": description}
    for status, description in ((401, "缺少密钥"), (404, "没有所要的内容"), (422, "请求有误"), (503, "暂时不可用"))
}
RETRY_S = "2"
_REFUSAL_HEADERS = {401: {"WWW-Authenticate": "Bearer"}, 429: {"Retry-After": RETRY_S}}

_log = logging.getLogger(__name__)
_SENTENCES = {
    400: "请求格式有误，应为 JSON。",
    404: "没有这个地址。",
    405: "这个地址不接受这种请求方法。",
    413: "内容太大。",
}


class Refused(AssistantError):
    """The request is sound but is not served: no key, not from here, too many at once; `status` says it in HTTP."""

    def __init__(self, status: int, code: str, message: str, message_zh: str) -> None:
        super().__init__(message, message_zh)
        self.status = status
        self.code = code


def problem(
    status: int,
    code: str,
    detail: str,
    errors: Sequence[Mapping[str, str]] = (),
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """One problem document; `errors` name the fields at fault."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "code": code, "detail": detail}
    content = {**body, "errors": [dict(one) for one in errors]} if errors else body
    return JSONResponse(content, status, headers=dict(headers or {}), media_type=MEDIA_TYPE)


def problem_of(error: AssistantError) -> JSONResponse:
    """The problem document of an error raised on purpose."""
    if isinstance(error, BadFact):
        return problem(
            422, error.code, error.message_zh, [{"field": f"facts.{error.fact}", "message": error.message_zh}]
        )
    if isinstance(error, Refused):
        return problem(error.status, error.code, error.message_zh, headers=_REFUSAL_HEADERS.get(error.status))
    if isinstance(error, NotFound):
        return problem(404, error.code, error.message_zh)
    if isinstance(error, RequestError):
        return problem(400, error.code, error.message_zh)
    if isinstance(error, WorldError):
        return problem(503, error.code, error.message_zh, headers={"Retry-After": RETRY_S})
    _log.error("%s: %s", error.code, error)
    return problem(500, error.code, error.message_zh)


def install(app: FastAPI) -> None:
    """Registers the handlers for every kind of error."""
    app.add_exception_handler(AssistantError, _assistant_error)
    app.add_exception_handler(RequestValidationError, _validation_error)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(Exception, _unexpected)


def _assistant_error(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, AssistantError)
    return problem_of(error)


def _validation_error(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    faults = [{"field": _field(fault["loc"]), "message": _sentence(fault)} for fault in error.errors()]
    shown = "；".join(f"{fault['field']}：{fault['message']}" for fault in faults[:3])
    return problem(422, "invalid", shown, faults)


def _http_error(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    code = HTTPStatus(error.status_code).name.lower()
    return problem(error.status_code, code, _SENTENCES.get(error.status_code, "请求未能完成。"), headers=error.headers)


def _unexpected(request: Request, error: Exception) -> JSONResponse:
    _log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return problem(500, "internal", "程序出错了，已记录；请稍后再试，仍不行请联系管理员。")


def _field(location: Sequence[object]) -> str:
    """`history.0.role` for ("body", "history", 0, "role")."""
    return ".".join(str(part) for part in location[1:]) or "请求内容"


def _sentence(fault: Mapping[str, Any]) -> str:
    context = fault.get("ctx", {})
    match fault["type"]:
        case "missing":
            return "缺少这一项"
        case "extra_forbidden":
            return "没有这一项"
        case "string_too_long":
            return f"太长，最多 {context['max_length']} 个字"
        case "too_long":
            return f"太多，最多 {context['max_length']} 项"
        case "greater_than_equal" | "less_than_equal":
            return f"应{'不小于' if 'ge' in context else '不大于'} {context.get('ge', context.get('le'))}"
        case "literal_error":
            return f"只能是 {context['expected']}"
        case "json_invalid":
            return "不是有效的 JSON"
        case kind if kind.startswith("date"):
            return "应为日期，如 2026-11-24"
        case kind if kind.startswith("uuid"):
            return "应为对话编号（UUID）"
        case _:
            return "格式不正确"
