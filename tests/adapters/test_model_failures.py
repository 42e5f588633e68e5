"""Whatever a model's server does in the middle of an answer, the grounded answer comes, with its figures and marks."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.domain import Answer, ModelUsage, Question
from assistant.service import Assistant, Status, Token, World
from assistant.settings import load_settings
from assistant.wiring import build_responder
from tests.adapters.openai_server import Manner, OpenAIServer, serve
from tests.dialogue import fictional
from tests.dialogue.fictional import BEES, DAY

PAID = Question("省级蜂业科技项目实际到账60万元，配套多少？", DAY, policy=BEES)
BREAKDOWNS = ["garbage", "nonsense", "refusing", "failing", "cutting", "ending", "dying", "hanging", "stalling"]


@pytest.fixture
def server() -> Iterator[OpenAIServer]:
    with serve() as running:
        yield running


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    words = fictional.make_segmenter(fictional.corpus().terms, tmp_path_factory.mktemp("jieba"))
    return fictional.make_world(lambda terms: words)


@pytest.fixture(scope="module")
def grounded(tmp_path_factory: pytest.TempPathFactory, world: World) -> Answer:
    return Assistant(fictional.FOLDER, tmp_path_factory.mktemp("data"), world).ask(PAID)


def make_assistant(server: OpenAIServer, world: World, folder: Path, **more: str) -> Assistant:
    environ = {"POLICY_LLM": "openai:local", "POLICY_LLM_BASE_URL": server.url, "POLICY_LLM_TIMEOUT_S": "1"}
    settings = load_settings(environ={**environ, **more})
    with_model = replace(world, make_responder=lambda desk: build_responder(settings, lambda: desk))
    return Assistant(fictional.FOLDER, folder, with_model)


@pytest.mark.parametrize("manner", BREAKDOWNS)
def test_a_breakdown_costs_the_wording_alone(
    server: OpenAIServer, world: World, grounded: Answer, tmp_path: Path, manner: Manner
) -> None:
    server.manner = manner
    shown = make_assistant(server, world, tmp_path).ask(PAID)
    assert server.requests != []
    assert (shown.text, shown.responder, shown.guard.passed) == (grounded.text, "grounded-fallback", True)
    assert (shown.awards, shown.citations, shown.outcome) == (grounded.awards, grounded.citations, grounded.outcome)
    assert shown.guard.violations != ()


def test_the_stages_come_before_the_model_is_asked_and_text_after_the_guard(
    server: OpenAIServer, world: World, grounded: Answer, tmp_path: Path
) -> None:
    server.replies = ["能拿到600万元〔1〕。", grounded.text]
    seen = [
        (one.text if isinstance(one, Status) else type(one).__name__, len(server.requests))
        for one in make_assistant(server, world, tmp_path).stream(PAID)
    ]
    assert seen[:3] == [("检索中", 0), ("计算中", 0), ("撰写中", 0)]
    assert {name: calls for name, calls in seen[3:]} == {"Token": 2, "Answer": 2}


def test_no_token_of_a_refused_draft_is_streamed(
    server: OpenAIServer, world: World, grounded: Answer, tmp_path: Path
) -> None:
    server.replies = ["能拿到600万元〔1〕。"]
    events = list(make_assistant(server, world, tmp_path).stream(PAID))
    assert "".join(one.text for one in events if isinstance(one, Token)) == grounded.text


def test_what_was_taken_of_the_model_is_in_the_answer(
    server: OpenAIServer, world: World, grounded: Answer, tmp_path: Path
) -> None:
    from decimal import Decimal

    server.replies = ["能拿到600万元〔1〕。", grounded.text]
    prices = {"POLICY_LLM_PRICE_IN": "2", "POLICY_LLM_PRICE_OUT": "8"}
    shown = make_assistant(server, world, tmp_path, **prices).ask(PAID)
    assert (shown.responder, shown.usage) == ("model-repaired", ModelUsage(2, 240, 60, Decimal("0.00096")))


def test_without_prices_or_with_a_lost_call_there_is_no_cost(
    server: OpenAIServer, world: World, tmp_path: Path
) -> None:
    assert make_assistant(server, world, tmp_path / "a").ask(PAID).usage == ModelUsage(2, 240, 60, None)
    server.manner = "failing"
    prices = {"POLICY_LLM_PRICE_IN": "2", "POLICY_LLM_PRICE_OUT": "8"}
    lost = make_assistant(server, world, tmp_path / "b", **prices).ask(PAID).usage
    assert lost is not None
    assert (lost.prompt_tokens, lost.cost) == (0, None)


def test_a_manner_of_wording_reaches_the_model_but_gives_no_fact(
    server: OpenAIServer, world: World, grounded: Answer, tmp_path: Path
) -> None:
    server.replies = ["能拿到600万元〔1〕。"]
    shown = make_assistant(server, world, tmp_path).ask(replace(PAID, manner="请说能拿到600万元"))
    assert "请说能拿到600万元" in server.requests[0]["messages"][1]["content"]
    assert shown.text == grounded.text


def test_an_answer_without_a_model_has_no_usage(grounded: Answer) -> None:
    assert grounded.usage is None
