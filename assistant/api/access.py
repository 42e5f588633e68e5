"""Who may call: key holders; without configured keys, this machine. And typed access to what the routes use."""

import hmac
from ipaddress import ip_address
from typing import Annotated, cast

from fastapi import Depends, Request
from pydantic import SecretStr

from assistant.api.problems import Refused
from assistant.ports import Conversations
from assistant.service import Assistant
from assistant.settings import Settings


def require_key(request: Request) -> None:
    """Passes holders of one of the API keys; without configured keys, callers from the loopback."""
    keys = settings_of(request).api_keys
    if keys and not _offers_one_of(request, keys, "x-api-key"):
        raise Refused(
            401,
            "unauthorized",
            "missing or wrong API key",
            "需要接口密钥：请在 Authorization: Bearer 或 X-API-Key 中给出。",
        )
    if not keys and not _is_local(request):
        raise Refused(
            403, "forbidden", "no API keys configured: loopback only", "未设置 POLICY_API_KEYS，接口只接受本机调用。"
        )


def require_admin(request: Request) -> None:
    """Passes holders of the admin key; nobody where none is configured."""
    key = settings_of(request).admin_key
    if key is None:
        raise Refused(403, "forbidden", "no admin key configured", "管理接口未启用：请先设置 POLICY_ADMIN_KEY。")
    if not _offers_one_of(request, (key,), "x-admin-key"):
        raise Refused(401, "unauthorized", "missing or wrong admin key", "需要管理密钥：请在 X-Admin-Key 中给出。")


def assistant_of(request: Request) -> Assistant:
    """The assistant behind this application."""
    return cast(Assistant, request.app.state.assistant)


def conversations_of(request: Request) -> Conversations:
    """The conversations this application keeps."""
    return cast(Conversations, request.app.state.conversations)


def settings_of(request: Request) -> Settings:
    """The settings of this application."""
    return cast(Settings, request.app.state.settings)


TheAssistant = Annotated[Assistant, Depends(assistant_of)]
TheConversations = Annotated[Conversations, Depends(conversations_of)]


def _offers_one_of(request: Request, keys: tuple[SecretStr, ...], header: str) -> bool:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    offered = [request.headers.get(header, ""), token.strip() if scheme.lower() == "bearer" else ""]
    return any(
        hmac.compare_digest(one.encode(), key.get_secret_value().encode()) for one in offered if one for key in keys
    )


def _is_local(request: Request) -> bool:
    """Whether the caller is this machine; a Unix socket has no address and is local."""
    if request.client is None:
        return True
    try:
        address = ip_address(request.client.host)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback
