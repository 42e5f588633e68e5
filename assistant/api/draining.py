"""Stopping gracefully: the process says that it is not ready, turns new work away, and finishes what it has begun.

Only then does the server learn of the signal, so that streams a page keeps open cannot hold the process up.
"""

import asyncio
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.api.admission import Queue, is_work
from assistant.api.problems import Refused, problem_of

_LOOK_EVERY_S = 0.05
_SIGNALS = (signal.SIGTERM, signal.SIGINT)


class Drain:
    """Whether this process is on its way out, for which it waits no longer than `most_s`."""

    def __init__(self, queue: Queue, most_s: float) -> None:
        self._queue = queue
        self._most_s = most_s
        self._finishing: asyncio.Task[None] | None = None
        self._began_with = 0
        self.is_on = False

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Takes the signals to stop, in the main thread, and hands them on to whoever had them when all is done."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        loop = asyncio.get_running_loop()
        before = {number: signal.getsignal(number) for number in _SIGNALS}

        def stop(number: int, frame: FrameType | None) -> None:
            handler = before[signal.Signals(number)]
            is_impatient = self.is_on and number == self._began_with == signal.SIGINT
            if not callable(handler) or is_impatient:
                _hand_on(handler, number, frame)
            elif not self.is_on:
                self.is_on, self._began_with = True, number
                loop.call_soon_threadsafe(self._begin, lambda: handler(number, frame))

        for number in _SIGNALS:
            signal.signal(number, stop)
        try:
            yield
        finally:
            for number, handler in before.items():
                if signal.getsignal(number) is stop:
                    signal.signal(number, handler)

    def _begin(self, then: object) -> None:
        self._finishing = asyncio.get_running_loop().create_task(self._finish(then))

    async def _finish(self, then: object) -> None:
        started = time.monotonic()
        while not self._may_go(time.monotonic() - started):
            await asyncio.sleep(_LOOK_EVERY_S)
        assert callable(then)
        then()

    def _may_go(self, passed_s: float) -> bool:
        return passed_s >= self._most_s or (self._queue.working == 0 and self._queue.waiting == 0)


class Turning:
    """Middleware: turns new work away while the process drains."""

    def __init__(self, app: ASGIApp, drain: Drain) -> None:
        self._app = app
        self._drain = drain

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not self._drain.is_on or scope["type"] != "http" or not is_work(scope):
            await self._app(scope, receive, send)
            return
        refused = Refused(503, "draining", "the process is stopping", "服务正在重启，请稍后再试。")
        await problem_of(refused)(scope, receive, send)


def _hand_on(handler: object, number: int, frame: FrameType | None) -> None:
    if callable(handler):
        handler(number, frame)
    elif handler == signal.SIG_DFL:
        signal.signal(number, signal.SIG_DFL)
        signal.raise_signal(number)
