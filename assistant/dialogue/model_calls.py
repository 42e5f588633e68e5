"""Calls to a language model that cannot hold anybody up: time limit, one retry, circuit breaker, few at a time."""

import random
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue

from assistant.dialogue.model_usage import Meter
from assistant.domain import Turn
from assistant.errors import AssistantError, WorldError
from assistant.ports import ChatModel, Spent

_ATTEMPTS = 2
_LONGEST_PAUSE_S = 0.4
Ask = Callable[[], Iterator[str | Spent]]
Results = SimpleQueue[list[str | Spent] | Exception]


class CircuitBreaker:
    """Says no for `rest_s` seconds after `limit` failures in a row; then one call may try, and decides."""

    def __init__(self, limit: int = 3, rest_s: float = 30.0, clock: Callable[[], float] = time.monotonic) -> None:
        self._limit = limit
        self._rest_s = rest_s
        self._clock = clock
        self._failures = 0
        self._closed_until = 0.0
        self._lock = threading.Lock()

    def admit(self) -> bool:
        """Whether a call may be made now; the first one after the rest keeps the others out until it is recorded."""
        with self._lock:
            if self._failures < self._limit:
                return True
            if self._clock() < self._closed_until:
                return False
            self._closed_until = self._clock() + self._rest_s
            return True

    def record(self, succeeded: bool) -> None:
        """How a call ended."""
        with self._lock:
            self._failures = 0 if succeeded else self._failures + 1
            if self._failures >= self._limit:
                self._closed_until = self._clock() + self._rest_s


@dataclass(slots=True)
class ModelCalls:
    """Complete drafts of one model, shared by all threads.

    A call that hangs is left behind on its own thread and keeps one of the `slots` until the provider lets go; one that
    still writes is broken off at its next piece.
    """

    model: ChatModel
    breaker: CircuitBreaker = field(default_factory=CircuitBreaker)
    clock: Callable[[], float] = time.monotonic
    pause: Callable[[float], None] = time.sleep
    jitter: Callable[[], float] = random.random
    slots: threading.Semaphore = field(default_factory=lambda: threading.BoundedSemaphore(4))

    def complete(
        self,
        system: str,
        turns: Sequence[Turn],
        deadline: float,
        meter: Meter,
        schema: Mapping[str, object] | None = None,
    ) -> str:
        """The whole draft before `deadline` (of `clock`), counted by `meter`; raises WorldError when there is none.

        With `schema` it is to be one JSON object of that kind.
        """

        def ask() -> Iterator[str | Spent]:
            return self.model.draft(system, turns) if schema is None else self.model.fill(system, turns, schema)

        for attempt in range(1, _ATTEMPTS + 1):
            if not self.breaker.admit():
                raise WorldError(f"{self.model.name}: resting after failures", "大模型暂时不可用。")
            try:
                text = self._attempt(ask, deadline, meter)
            except AssistantError:
                self.breaker.record(False)
                wait = _LONGEST_PAUSE_S * self.jitter()
                if attempt == _ATTEMPTS or self.clock() + wait >= deadline:
                    raise
                self.pause(wait)
            else:
                self.breaker.record(True)
                return text
        raise AssertionError("unreachable: the last attempt returns or raises")

    def _attempt(self, ask: Ask, deadline: float, meter: Meter) -> str:
        if not self.slots.acquire(timeout=max(0.0, deadline - self.clock())):
            raise WorldError(f"{self.model.name}: too many calls at once", "大模型正忙。")
        meter.begin()
        results: Results = SimpleQueue()
        is_left = threading.Event()
        threading.Thread(target=self._work, args=(ask, results, is_left), daemon=True).start()
        try:
            result = results.get(timeout=max(0.0, deadline - self.clock()))
        except Empty:
            is_left.set()
            raise WorldError(f"{self.model.name}: no reply in time", "大模型没有在时限内答复。") from None
        if isinstance(result, AssistantError):
            raise result
        if isinstance(result, Exception):
            raise WorldError(f"{self.model.name}: {type(result).__name__}", "大模型调用失败。") from result
        for one in result:
            if isinstance(one, Spent):
                meter.count(one)
        return "".join(one for one in result if isinstance(one, str))

    def _work(self, ask: Ask, results: Results, is_left: threading.Event) -> None:
        pieces: list[str | Spent] = []
        try:
            for piece in ask():
                pieces.append(piece)
                if is_left.is_set():
                    break
            results.put(pieces)
        except Exception as error:  # whatever a provider raises is handed to the caller
            results.put(error)
        finally:
            self.slots.release()
