import threading
from dataclasses import dataclass, field

import pytest

from assistant.dialogue.model_calls import CircuitBreaker, ModelCalls
from assistant.dialogue.model_usage import Meter
from assistant.domain import Turn
from assistant.errors import WorldError
from tests.dialogue.model_stand import HangingModel, ScriptedModel, failure

ASKED = [Turn("user", "多少")]


@dataclass
class Clock:
    """Time that passes only when it is told to."""

    now: float = 100.0
    pauses: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now

    def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.now += seconds


def test_pieces_come_as_one_text() -> None:
    assert ModelCalls(ScriptedModel(["十万元"])).complete("", ASKED, _soon(), Meter()) == "十万元"


def test_a_failure_is_tried_once_more_after_a_jittered_pause() -> None:
    clock = Clock()
    model = ScriptedModel([failure(), "十万元"])
    calls = ModelCalls(model, clock=clock, pause=clock.pause, jitter=lambda: 0.5)
    assert calls.complete("", ASKED, clock.now + 10, Meter()) == "十万元"
    assert clock.pauses == [0.2]


def test_the_second_failure_is_raised() -> None:
    model = ScriptedModel([failure()])
    with pytest.raises(WorldError, match="ConnectError"):
        ModelCalls(model, pause=lambda seconds: None).complete("", ASKED, _soon(), Meter())
    assert len(model.heard) == 2


def test_nothing_is_tried_again_when_the_pause_would_outlast_the_deadline() -> None:
    clock = Clock()
    model = ScriptedModel([failure()])
    calls = ModelCalls(model, clock=clock, pause=clock.pause, jitter=lambda: 1.0)
    with pytest.raises(WorldError):
        calls.complete("", ASKED, clock.now + 0.3, Meter())
    assert (len(model.heard), clock.pauses) == (1, [])


def test_an_error_of_any_kind_becomes_a_world_error_without_its_words() -> None:
    model = ScriptedModel([ValueError("key sk-secret")])
    with pytest.raises(WorldError) as raised:
        ModelCalls(model, pause=lambda seconds: None).complete("", ASKED, _soon(), Meter())
    assert str(raised.value) == "scripted: ValueError"


def test_three_failures_in_a_row_rest_the_model_for_thirty_seconds() -> None:
    clock = Clock()
    breaker = CircuitBreaker(clock=clock)
    for _ in range(3):
        assert breaker.admit()
        breaker.record(False)
    assert not breaker.admit()
    clock.now += 29
    assert not breaker.admit()
    clock.now += 1
    assert [breaker.admit(), breaker.admit()] == [True, False]


def test_a_success_after_the_rest_lets_everybody_in_again() -> None:
    clock = Clock()
    breaker = CircuitBreaker(limit=1, clock=clock)
    breaker.record(False)
    clock.now += 30
    assert breaker.admit()
    breaker.record(True)
    assert [breaker.admit(), breaker.admit()] == [True, True]


def test_a_failure_after_the_rest_rests_it_again() -> None:
    clock = Clock()
    breaker = CircuitBreaker(limit=1, clock=clock)
    breaker.record(False)
    clock.now += 30
    assert breaker.admit()
    breaker.record(False)
    clock.now += 29
    assert not breaker.admit()


def test_a_resting_model_is_not_asked() -> None:
    model = ScriptedModel(["十万元"])
    breaker = CircuitBreaker(limit=1)
    breaker.record(False)
    with pytest.raises(WorldError, match="resting"):
        ModelCalls(model, breaker=breaker).complete("", ASKED, _soon(), Meter())
    assert model.heard == []


def test_a_hanging_call_keeps_its_place_until_the_provider_lets_go() -> None:
    model = HangingModel()
    slots = threading.BoundedSemaphore(1)
    calls = ModelCalls(model, pause=lambda seconds: None, slots=slots)
    with pytest.raises(WorldError, match="in time"):
        calls.complete("", ASKED, _soon(0.1), Meter())
    with pytest.raises(WorldError, match="too many"):
        calls.complete("", ASKED, _soon(0.1), Meter())
    model.let_go.set()
    assert slots.acquire(timeout=5)


def _soon(seconds: float = 5.0) -> float:
    import time

    return time.monotonic() + seconds
