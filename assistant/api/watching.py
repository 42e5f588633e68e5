"""What becomes of every request: its id, its place in the log and the metrics, and the answer to a defect."""

import logging
import re
import time
import uuid

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.api.logs import request_id
from assistant.api.metrics import Metrics
from assistant.api.mounting import TOOLS
from assistant.api.problems import defect

_HEADER = "x-request-id"
_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})

_log = logging.getLogger(__name__)


class Watching:
    """Middleware: gives every request an id (the caller's own if it is a plain one) and counts, times and logs it."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        own = Headers(scope=scope).get(_HEADER, "")
        name = own if _ID.fullmatch(own) else uuid.uuid4().hex
        token = request_id.set(name)
        started, status = time.perf_counter(), 0

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[_HEADER] = name
            await send(message)

        try:
            await self._app(scope, receive, sending)
        except Exception:
            _log.exception("failed")
            if status:
                raise
            await defect()(scope, receive, sending)
        finally:
            self._note(scope, status, time.perf_counter() - started)
            request_id.reset(token)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        method = scope["method"] if scope["method"] in _METHODS else "other"
        route = _route_of(scope)
        self._metrics.count_request(method, route, status, seconds)
        said = {"method": method, "route": route, "status": status, "ms": round(seconds * 1000, 1)}
        _log.info("%s %s %s %sms", *said.values(), extra=said)


def _route_of(scope: Scope) -> str:
    """The template of the address, so that neither log nor figures hold what a caller wrote; `other` is the page.

    A route knows its template only from its router on, so the router's own prefix is taken from the address.
    """
    path = str(scope["path"])
    template = getattr(scope.get("route"), "path", None)
    if template is None:
        return path.rstrip("/") if path.rstrip("/") == TOOLS else "other"
    if ":path}" in template:
        return str(template)
    segments = path.split("/")
    prefix = segments[: len(segments) - str(template).count("/")]
    return "/".join(prefix) + str(template)
