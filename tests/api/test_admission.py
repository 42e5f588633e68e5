"""Overload: who works, who waits, who is turned away."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from starlette.testclient import TestClient

from assistant.api.admission import Queue
from assistant.api.problems import Refused
from assistant.domain import Answer, Question
from tests.api.conftest import Connect
from tests.fake_assistant import FakeAssistant

LONG_S = 3600.0
SHORT_S = 0.01


def _run(scene: Callable[[], Awaitable[Any]]) -> Any:
    async def inside() -> Any:
        return await scene()

    return asyncio.run(inside())


def test_place_passes_to_who_has_waited_longest() -> None:
    async def scene() -> list[str]:
        queue, order = Queue(1, 5, LONG_S), list[str]()
        await queue.enter()

        async def wait(name: str) -> None:
            await queue.enter()
            order.append(name)
            queue.leave()

        waiting = [asyncio.create_task(wait(name)) for name in "abc"]
        await asyncio.sleep(0)
        assert (queue.working, queue.waiting) == (1, 3)
        queue.leave()
        await asyncio.gather(*waiting)
        assert (queue.working, queue.waiting) == (0, 0)
        return order

    assert _run(scene) == ["a", "b", "c"]


def test_who_finds_no_place_to_wait_is_turned_away_at_once() -> None:
    async def scene() -> None:
        queue = Queue(1, 0, LONG_S)
        await queue.enter()
        with pytest.raises(Refused) as refused:
            await queue.enter()
        assert (refused.value.status, refused.value.headers) == (429, {"Retry-After": "2"})
        queue.leave()
        await queue.enter()

    _run(scene)


def test_who_waits_in_vain_is_turned_away_and_leaves_no_trace() -> None:
    async def scene() -> None:
        queue = Queue(1, 5, SHORT_S)
        await queue.enter()
        with pytest.raises(Refused):
            await queue.enter()
        assert (queue.working, queue.waiting) == (1, 0)
        queue.leave()
        await queue.enter()
        assert queue.working == 1

    _run(scene)


@pytest.mark.parametrize("has_place", [False, True])
def test_place_of_who_gives_up_goes_to_the_next(has_place: bool) -> None:
    async def scene() -> None:
        queue = Queue(1, 5, LONG_S)
        await queue.enter()
        gone, patient = asyncio.create_task(queue.enter()), asyncio.create_task(queue.enter())
        await asyncio.sleep(0)
        if has_place:
            queue.leave()
        gone.cancel()
        with pytest.raises(asyncio.CancelledError):
            await gone
        if not has_place:
            queue.leave()
        await patient
        assert (queue.working, queue.waiting) == (1, 0)

    _run(scene)


def test_under_lasting_overload_newcomers_wait_a_tenth() -> None:
    """Else everyone would wait as long as may be, and be no better served for it."""

    async def scene() -> list[float]:
        now = [0.0]
        queue = Queue(1, 5, LONG_S, lambda: now[0])
        await queue.enter()
        seen = [queue.patience_s]
        waiting = asyncio.create_task(queue.enter())
        await asyncio.sleep(0)
        for passed in (LONG_S, LONG_S + 1):
            now[0] = passed
            seen.append(queue.patience_s)
        queue.leave()
        await waiting
        return [*seen, queue.patience_s]

    assert _run(scene) == [LONG_S, LONG_S, pytest.approx(LONG_S / 10), LONG_S]


class Busy(FakeAssistant):
    """Answers only when told to."""

    def __init__(self) -> None:
        super().__init__()
        self.begun = threading.Semaphore(0)
        self.may_end = threading.Event()

    def ask(self, question: Question) -> Answer:
        self.begun.release()
        assert self.may_end.wait(60)
        return super().ask(question)


@pytest.fixture
def fake() -> Busy:
    return Busy()


@pytest.mark.parametrize("path", ["/api/ask", "/api/ask/stream", "/v1/chat/completions"])
def test_question_over_the_limit_is_429_and_may_come_back(connect: Connect, fake: Busy, path: str) -> None:
    message = {"model": "policy-assistant", "messages": [{"role": "user", "content": "一"}]}
    body = message if path.startswith("/v1") else {"question": "一"}
    with connect(POLICY_MAX_CONCURRENT="1", POLICY_MAX_WAITING="0") as client, ThreadPoolExecutor(1) as pool:
        first = pool.submit(client.post, path, json=body)
        assert fake.begun.acquire(timeout=60)
        refused = client.post(path, json=body)
        health = client.get("/healthz").status_code
        fake.may_end.set()
        assert (refused.status_code, refused.json()["code"], refused.headers["retry-after"]) == (429, "overloaded", "2")
        assert (health, first.result().status_code) == (200, 200)
        assert client.post(path, json=body).status_code == 200


def test_question_that_waits_is_answered(connect: Connect, fake: Busy) -> None:
    with connect(POLICY_MAX_CONCURRENT="1", POLICY_LONGEST_WAIT_S="60") as client, ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(client.post, "/api/ask", json={"question": text}) for text in "一二三四"]
        assert fake.begun.acquire(timeout=60)
        fake.may_end.set()
        assert [one.result().status_code for one in asked] == [200] * 4


def test_places_follow_the_processor_or_the_model(client: TestClient, connect: Connect) -> None:
    few = client.app.state.settings.places  # type: ignore[attr-defined]
    many = connect(POLICY_LLM="openai:some").app.state.settings.places  # type: ignore[attr-defined]
    assert few >= 2
    assert many == 32
