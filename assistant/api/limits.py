"""Limits that hold for every request: the size of its body, and what a browser may do with the answer."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.api.problems import problem

BODY_BYTES = 1024 * 1024
UPLOAD_BYTES = 20 * 1024 * 1024

_HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "cross-origin-opener-policy": "same-origin",
    "content-security-policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; object-src 'none'; base-uri 'self'; frame-ancestors 'self'"
    ),
}


class SecurityHeaders:
    """Tells browsers to load nothing from other hosts and to guess nothing. A page may set stricter headers itself."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(scope, receive, _with_headers(send) if scope["type"] == "http" else send)


class BodyLimit:
    """Refuses bodies over the limit. FastAPI's own `max_body_size` answers in plain text, so it is not used."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = UPLOAD_BYTES if scope["path"].rstrip("/") == "/api/policies" else BODY_BYTES
        declared = Headers(scope=scope).get("content-length", "0")
        if declared.isdigit() and int(declared) > limit:
            await problem(413, "too_large", f"内容太大，最多 {limit // 1024} KB。")(scope, receive, send)
            return
        await self._app(scope, _ending_at(limit, receive), send)


def _ending_at(limit: int, receive: Receive) -> Receive:
    """`receive` for a body of undeclared length: past the limit the caller counts as gone."""
    seen = 0

    async def receiving() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        return message if seen <= limit else {"type": "http.disconnect"}

    return receiving


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sending
