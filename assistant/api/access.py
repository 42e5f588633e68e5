"""Who may call: key holders; without configured keys, this machine. And typed access to what the routes use.

Behind a reverse proxy on this machine every connection comes from the loopback. So a request that says it was passed
on, or that was sent to a name of another machine, does not count as local; the latter also keeps web pages from
reaching an open API through a name of their own.
"""

from ipaddress import ip_address
from typing import Annotated, cast

from fastapi import Depends
from starlette.requests import HTTPConnection, Request
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.api.keys import key_in
from assistant.api.problems import Refused, problem_of
from assistant.ports import Conversations
from assistant.service import Assistant
from assistant.settings import LOOPBACK, Settings

_PASSED_ON = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")


def require_key(request: Request) -> None:
    """Passes holders of an API key or of the admin key; without configured API keys, callers from the loopback."""
    settings = settings_of(request)
    if held_key(request, settings):
        return
    if settings.api_keys:
        raise Refused(
            401,
            "unauthorized",
            "missing or wrong API key",
            "需要接口密钥：请在 Authorization: Bearer 或 X-API-Key 中给出。",
        )
    if not is_local(request):
        raise Refused(
            403, "forbidden", "no API keys configured: loopback only", "未设置 POLICY_API_KEYS，接口只接受本机调用。"
        )


def require_watcher(request: Request) -> None:
    """Passes callers from the loopback and key holders: those who may read the metrics."""
    if not is_local(request) and not held_key(request, settings_of(request)):
        raise Refused(401, "unauthorized", "metrics: loopback or key", "运行指标只对本机和持有密钥的调用者开放。")


def require_admin(request: Request) -> None:
    """Passes holders of the admin key; nobody where none is configured."""
    key = settings_of(request).admin_key
    if key is None:
        raise Refused(403, "forbidden", "no admin key configured", "管理接口未启用：请先设置 POLICY_ADMIN_KEY。")
    if key_in(request, (key,), "x-admin-key") is None:
        raise Refused(401, "unauthorized", "missing or wrong admin key", "需要管理密钥：请在 X-Admin-Key 中给出。")


def held_key(request: HTTPConnection, settings: Settings) -> str | None:
    """The digest of the API key that a request carries, or of the admin key, whose holder may read as well."""
    admin = (settings.admin_key,) if settings.admin_key else ()
    return key_in(request, settings.api_keys, "x-api-key") or key_in(request, admin, "x-admin-key")


def is_local(request: HTTPConnection) -> bool:
    """Whether the caller is this machine and speaks to this machine; a Unix socket has no address and is local."""
    if any(name in request.headers for name in _PASSED_ON):
        return False
    if request.client is not None and not is_loopback(request.client.host):
        return False
    return is_loopback(request.url.hostname or "")


def is_loopback(host: str) -> bool:
    """Whether a name or address is this machine's own."""
    if host in LOOPBACK:
        return True
    try:
        address = ip_address(host)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback


class Keyed:
    """An ASGI application that only those may call who may call the API."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            require_key(Request(scope))
        except Refused as refused:
            await problem_of(refused)(scope, receive, send)
            return
        await self._app(scope, receive, send)


def assistant_of(request: Request) -> Assistant:
    """The assistant behind this application."""
    return cast(Assistant, request.app.state.assistant)


def conversations_of(request: Request) -> Conversations:
    """The conversations this application keeps."""
    return cast(Conversations, request.app.state.conversations)


def settings_of(request: HTTPConnection) -> Settings:
    """The settings of this application."""
    return cast(Settings, request.app.state.settings)


TheAssistant = Annotated[Assistant, Depends(assistant_of)]
TheConversations = Annotated[Conversations, Depends(conversations_of)]
