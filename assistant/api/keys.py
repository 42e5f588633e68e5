"""Keys: what a request offers against what is configured, as written or as `sha256:` digests, in constant time."""

import hashlib
import hmac
from collections.abc import Iterable

from pydantic import SecretStr
from starlette.requests import HTTPConnection

from assistant.settings import HASHED


def holds_one_of(request: HTTPConnection, keys: Iterable[SecretStr], header: str) -> bool:
    """Whether the request carries one of the keys, in `header` or as a bearer token.

    Every key is compared with everything offered, as digests, so that the time taken says nothing of any key.
    """
    expected = [_digest_of(key.get_secret_value()) for key in keys]
    matches = [hmac.compare_digest(digest(one), key) for one in offered(request, header) for key in expected]
    return any(matches)


def offered(request: HTTPConnection, *headers: str) -> list[str]:
    """What a request offers as a key: in the named headers, or as a bearer token."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    found = [request.headers.get(header, "") for header in headers]
    return [one for one in (*found, token.strip() if scheme.lower() == "bearer" else "") if one]


def digest(key: str) -> str:
    """The SHA-256 of a key, in hexadecimal."""
    return hashlib.sha256(key.encode("utf-8", "surrogateescape")).hexdigest()


def _digest_of(configured: str) -> str:
    return configured.removeprefix(HASHED) if configured.startswith(HASHED) else digest(configured)
