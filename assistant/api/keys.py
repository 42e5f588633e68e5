"""Keys: what a request offers against what is configured, as written or as `sha256:` digests, in constant time."""

import hashlib
from collections.abc import Callable, Iterable
from hmac import compare_digest

from pydantic import SecretStr
from starlette.requests import HTTPConnection

from assistant.settings import HASHED

Compare = Callable[[str, str], bool]


def key_in(
    request: HTTPConnection, keys: Iterable[SecretStr], header: str, compare: Compare = compare_digest
) -> str | None:
    """The digest of the key that the request carries, in `header` or as a bearer token; None if it is none of `keys`.

    Every key is compared with everything offered, as digests, so that the time taken says nothing of any key.
    """
    expected = [_digest_of(key.get_secret_value()) for key in keys]
    matches = [key for one in _offered(request, header) for key in expected if compare(_digest(one), key)]
    return matches[0] if matches else None


def _offered(request: HTTPConnection, header: str) -> list[str]:
    """What a request offers as a key."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    found = (request.headers.get(header, ""), token.strip() if scheme.lower() == "bearer" else "")
    return [one for one in found if one]


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "surrogateescape")).hexdigest()


def _digest_of(configured: str) -> str:
    return configured.removeprefix(HASHED) if configured.startswith(HASHED) else _digest(configured)
