"""How often one caller may call: a bucket of tokens for every key and, without a key, for every address.

Each process counts by itself, so that of N processes a caller gets up to N times the rate.
"""

import math
import time
from collections import OrderedDict
from collections.abc import Callable

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.api.access import held_key, is_loopback
from assistant.api.problems import Refused, problem_of
from assistant.settings import Settings

_CALLERS_KEPT = 10_000
_BURST_S = 10


class Buckets:
    """Token buckets by caller, filled at `per_minute`, each holding ten seconds' worth and no less than ten tokens.

    The callers heard least recently are forgotten first, so that no number of them fills the memory.
    """

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_second = per_minute / 60
        self._size = max(10.0, self._per_second * _BURST_S)
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def __len__(self) -> int:
        """How many callers are remembered."""
        return len(self._buckets)

    def wait_of(self, caller: str) -> int:
        """0 where the caller may go on, having taken a token; else after how many seconds there will be one."""
        if self._per_second == 0:
            return 0
        now = self._clock()
        left, since = self._buckets.pop(caller, (self._size, now))
        left = min(self._size, left + (now - since) * self._per_second)
        self._buckets[caller] = (left - 1 if left >= 1 else left, now)
        if len(self._buckets) > _CALLERS_KEPT:
            self._buckets.popitem(last=False)
        return 0 if left >= 1 else math.ceil((1 - left) / self._per_second)


class Rates:
    """Middleware: answers 429 to a caller whose bucket is empty. Addresses of this machine have no bucket."""

    def __init__(self, app: ASGIApp, settings: Settings, is_work: Callable[[Scope], bool]) -> None:
        self._app = app
        self._settings = settings
        self._is_work = is_work
        self._keys = Buckets(settings.rate_per_key)
        self._addresses = Buckets(settings.rate_per_address)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        wait_s = self._wait_of(HTTPConnection(scope)) if scope["type"] == "http" and self._is_work(scope) else 0
        if wait_s == 0:
            await self._app(scope, receive, send)
            return
        refused = Refused(429, "too_many_requests", "rate limit", f"请求太频繁，请过 {wait_s} 秒再试。", wait_s)
        await problem_of(refused)(scope, receive, send)

    def _wait_of(self, request: HTTPConnection) -> int:
        key = held_key(request, self._settings)
        if key is not None:
            return self._keys.wait_of(key)
        host = request.client.host if request.client else ""
        return 0 if not host or is_loopback(host) else self._addresses.wait_of(host)
