"""Overload: a fixed number of requests is worked on, a bounded number waits a bounded time, the others get 429.

A burst may wait as long as set. Under lasting overload that would only make everybody wait that long; so once the queue
has not been empty for that time, a newcomer waits a tenth of it (controlled delay): who is served, is served soon.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable

from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.api.problems import Refused, problem_of

_WORK = ("/api", "/v1")
_POSTED_WORK = ("/mcp", "/page", "/gradio_api")
_CONGESTED_SHARE = 0.1


class Queue:
    """Places to work and places to wait; for one event loop."""

    def __init__(
        self, places: int, waiting: int, longest_wait_s: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._free = places
        self._most_waiting = waiting
        self._longest_wait_s = longest_wait_s
        self._clock = clock
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._was_empty = clock()
        self.working = 0

    @property
    def waiting(self) -> int:
        """How many wait for a place."""
        return len(self._waiting)

    async def enter(self) -> None:
        """Takes a place, waiting for one if need be; raises Refused where there is none in time."""
        if self._free and not self._waiting:
            self._free -= 1
        elif len(self._waiting) >= self._most_waiting:
            raise _overloaded("no place to wait")
        else:
            await self._wait()
        self.working += 1

    def leave(self) -> None:
        """Gives the place back, to the one who has waited longest."""
        self.working -= 1
        self._pass_on()

    @property
    def patience_s(self) -> float:
        """How long a newcomer may wait now."""
        is_congested = bool(self._waiting) and self._clock() - self._was_empty > self._longest_wait_s
        return self._longest_wait_s * (_CONGESTED_SHARE if is_congested else 1)

    async def _wait(self) -> None:
        if not self._waiting:
            self._was_empty = self._clock()
        patience_s = self.patience_s
        place = asyncio.get_running_loop().create_future()
        self._waiting.append(place)
        try:
            async with asyncio.timeout(patience_s):
                await place
        except TimeoutError:
            if place.cancelled():
                raise _overloaded("waited in vain") from None
        except asyncio.CancelledError:
            if not place.cancelled():
                self._pass_on()
            raise
        finally:
            if place in self._waiting:
                self._waiting.remove(place)

    def _pass_on(self) -> None:
        while self._waiting:
            place = self._waiting.popleft()
            if not place.done():
                place.set_result(None)
                return
        self._free += 1


class Admission:
    """Middleware: work enters through the queue and holds its place until its last byte is sent."""

    def __init__(self, app: ASGIApp, queue: Queue) -> None:
        self._app = app
        self._queue = queue

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not is_work(scope):
            await self._app(scope, receive, send)
            return
        try:
            await self._queue.enter()
        except Refused as refused:
            await problem_of(refused)(scope, receive, send)
            return
        try:
            await self._app(scope, receive, send)
        finally:
            self._queue.leave()


def is_work(scope: Scope) -> bool:
    """Whether a request asks the assistant for something; streams that only stay open and plain files do not."""
    path = str(scope["path"])
    return _is_below(path, _WORK) or (scope["method"] == "POST" and _is_below(path, _POSTED_WORK))


def _is_below(path: str, areas: tuple[str, ...]) -> bool:
    return any(path == area or path.startswith(f"{area}/") for area in areas)


def _overloaded(why: str) -> Refused:
    return Refused(429, "overloaded", why, "现在提问的人太多，请稍后再试。")
