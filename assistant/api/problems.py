"""Errors as `application/problem+json` (RFC 9457): a stable code, a Chinese detail, never a stack trace."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from assistant.api.faults import read_fault
from assistant.api.schemas import Problem
from assistant.errors import Ambiguous, AssistantError, BadFact, NotFound, RequestError, WorldError

MEDIA_TYPE = "application/problem+json"
DOCUMENTED: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "description": description}
    for status, description in (
        (400, "格式有误"),
        (401, "缺少密钥"),
        (403, "不许调用"),
        (404, "没有所要的内容"),
        (409, "所指的不止一处"),
        (413, "内容太大"),
        (422, "请求有误"),
        (429, "太频繁，或提问的人太多"),
        (503, "暂时不可用"),
    )
}
_RETRY_S = 2


def document_problems(app: FastAPI) -> None:
    """Has the OpenAPI schema, once it is asked for, document refusals under the media type that they are sent in."""
    describe = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            _retype_refusals(describe())
        return describe()

    app.openapi = openapi  # type: ignore[method-assign]


def _retype_refusals(schema: dict[str, Any]) -> None:
    for operations in schema["paths"].values():
        for operation in operations.values():
            for status, response in operation["responses"].items():
                if status >= "400" and "application/json" in response.get("content", {}):
                    response["content"] = {MEDIA_TYPE: response["content"]["application/json"]}


_log = logging.getLogger(__name__)
_SENTENCES = {
    400: "请求格式有误，应为 JSON。",
    404: "没有这个地址。",
    405: "这个地址不接受这种请求方法。",
    413: "内容太大。",
}


class Refused(AssistantError):
    """The request is sound but is not served: no key, not from here, too many at once; `status` says it in HTTP."""

    def __init__(self, status: int, code: str, message: str, message_zh: str, retry_after_s: int = _RETRY_S) -> None:
        super().__init__(message, message_zh)
        self.status = status
        self.code = code
        self.retry_after_s = retry_after_s

    @property
    def headers(self) -> dict[str, str]:
        """What the response says to programs besides its body."""
        if self.status == 401:
            return {"WWW-Authenticate": "Bearer"}
        return {"Retry-After": str(self.retry_after_s)} if self.status in (429, 503) else {}


def problem(
    status: int,
    code: str,
    detail: str,
    errors: Sequence[Mapping[str, str]] = (),
    headers: Mapping[str, str] | None = None,
    choices: Sequence[str] = (),
) -> JSONResponse:
    """One problem document; `errors` name the fields at fault, `choices` what could be asked for instead."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "code": code, "detail": detail}
    lists = {"errors": [dict(one) for one in errors], "choices": list(choices)}
    content = {**body, **{name: found for name, found in lists.items() if found}}
    return JSONResponse(content, status, headers=dict(headers or {}), media_type=MEDIA_TYPE)


def problem_of(error: AssistantError) -> JSONResponse:
    """The problem document of an error raised on purpose."""
    if isinstance(error, BadFact):
        return problem(
            422, error.code, error.message_zh, [{"field": f"facts.{error.fact}", "message": error.message_zh}]
        )
    if isinstance(error, Refused):
        return problem(error.status, error.code, error.message_zh, headers=error.headers)
    if isinstance(error, Ambiguous):
        return problem(409, error.code, error.message_zh, choices=error.choices)
    if isinstance(error, NotFound):
        return problem(404, error.code, error.message_zh)
    if isinstance(error, RequestError):
        return problem(400, error.code, error.message_zh)
    if isinstance(error, WorldError):
        return problem(503, error.code, error.message_zh, headers={"Retry-After": str(_RETRY_S)})
    _log.error("%s: %s", error.code, error)
    return problem(500, error.code, error.message_zh)


def install(app: FastAPI) -> None:
    """Registers the handlers for every kind of error."""
    app.add_exception_handler(AssistantError, _assistant_error)
    app.add_exception_handler(RequestValidationError, _validation_error)
    install_refusals(app)


def install_refusals(app: FastAPI) -> None:
    """Registers the handler for addresses and methods that there are not; for an application mounted inside ours."""
    app.add_exception_handler(HTTPException, _http_error)


def _assistant_error(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, AssistantError)
    return problem_of(error)


def _validation_error(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    faults = [read_fault(fault) for fault in error.errors()]
    return problem(422, "invalid", "；".join(map(str, faults[:3])), [asdict(fault) for fault in faults])


def _http_error(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    code = HTTPStatus(error.status_code).name.lower()
    return problem(error.status_code, code, _SENTENCES.get(error.status_code, "请求未能完成。"), headers=error.headers)


def defect() -> JSONResponse:
    """What a caller hears of a defect of this program."""
    return problem(500, "internal", "程序出错了，已记录；请稍后再试，仍不行请联系管理员。")
