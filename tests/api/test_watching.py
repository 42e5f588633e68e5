"""What is seen of every request: its id, its line in the log, its figures."""

import json
import logging
from collections.abc import Iterator
from dataclasses import replace

import pytest
from prometheus_client.parser import text_string_to_metric_families

from assistant.api.logs import set_up_logs
from assistant.domain import GuardVerdict, Violation
from tests.api.conftest import Connect
from tests.fake_assistant import ANSWER, FakeAssistant

PHONE = "13812345678"
QUESTION = f"我叫张三，手机{PHONE}，茶馆奖多少？"


@pytest.fixture
def quiet() -> Iterator[None]:
    """The handlers as they were, after the program has set up its own."""
    root, own = logging.getLogger(), logging.getLogger("assistant")
    handlers, levels = root.handlers[:], (root.level, own.level)
    root.handlers = []
    yield
    root.handlers = handlers
    root.setLevel(levels[0])
    own.setLevel(levels[1])


def _figures(text: str) -> dict[str, float]:
    """Every sample by its name and labels."""
    return {
        f"{sample.name}{json.dumps(sample.labels, ensure_ascii=False) if sample.labels else ''}": sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_request_gets_an_id_or_keeps_its_own(connect: Connect) -> None:
    client = connect()
    first, second = client.get("/healthz"), client.get("/healthz")
    assert len(first.headers["x-request-id"]) == 32
    assert first.headers["x-request-id"] != second.headers["x-request-id"]
    assert client.get("/healthz", headers={"X-Request-ID": "abc-1.2"}).headers["x-request-id"] == "abc-1.2"
    for hostile in ("a b", "x" * 65, "{}", "a\tb"):
        assert client.get("/healthz", headers={"X-Request-ID": hostile}).headers["x-request-id"] != hostile


def test_refusal_and_defect_carry_the_id_too(connect: Connect, fake: FakeAssistant) -> None:
    fake.policies = lambda: 1 / 0  # type: ignore[assignment, method-assign, return-value]
    headers = {"X-Request-ID": "mine"}
    for client, status in ((connect(), 500), (connect("10.0.0.9"), 403)):
        answer = client.get("/api/policies", headers=headers)
        assert (answer.status_code, answer.headers["x-request-id"]) == (status, "mine")


@pytest.mark.usefixtures("quiet")
def test_log_is_one_line_of_json_for_every_request_without_what_was_said(
    connect: Connect, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up_logs("json")
    client = connect("10.0.0.9", POLICY_API_KEYS="one-key", POLICY_ADMIN_KEY="a-long-secret")
    headers = {"X-API-Key": "one-key", "X-Request-ID": "mine"}
    client.post("/api/ask", json={"question": QUESTION}, headers=headers)
    client.get("/api/search", params={"q": QUESTION}, headers=headers)
    client.get(f"/api/policies/{PHONE}", headers=headers)
    client.post("/api/ask", json={"question": QUESTION, "x": 1}, headers={"X-API-Key": "wrong-key"})
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [(line["method"], line["route"], line["status"]) for line in lines] == [
        ("POST", "/api/ask", 200),
        ("GET", "/api/search", 200),
        ("GET", "/api/policies/{policy_id}", 404),
        ("POST", "/api/ask", 401),
    ]
    assert [line["request_id"] for line in lines[:3]] == ["mine"] * 3
    written = json.dumps(lines, ensure_ascii=False)
    assert [
        secret for secret in ("张三", PHONE, "茶馆", "one-key", "a-long-secret", "wrong-key") if secret in written
    ] == []


@pytest.mark.usefixtures("quiet")
@pytest.mark.parametrize("kind", ["plain", "json"])
def test_defect_is_logged_with_its_places_and_without_its_message(
    connect: Connect, fake: FakeAssistant, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    def fail() -> None:
        raise ValueError(QUESTION)

    set_up_logs(kind)  # type: ignore[arg-type]
    fake.policies = fail  # type: ignore[assignment, method-assign]
    connect().get("/api/policies", headers={"X-Request-ID": "mine"})
    logged = capsys.readouterr().err
    assert "ValueError <- " in logged
    assert "test_watching.py" in logged
    assert logged.count("mine") == 2
    assert [secret for secret in ("张三", PHONE, "茶馆") if secret in logged] == []


@pytest.mark.usefixtures("quiet")
@pytest.mark.parametrize("kind", ["plain", "json"])
def test_personal_numbers_are_hidden_whoever_logs_them(capsys: pytest.CaptureFixture[str], kind: str) -> None:
    set_up_logs(kind)  # type: ignore[arg-type]
    logging.getLogger("another").warning("calling %s, 110101199003074514", PHONE)
    logged = capsys.readouterr().err
    assert "calling [手机号], [身份证号]" in logged
    assert PHONE not in logged


def test_figures_tell_what_was_asked_and_what_came_of_it(connect: Connect) -> None:
    client = connect()
    first = client.post("/api/ask", json={"question": "一"}).json()
    client.post("/api/ask", json={"question": "二", "conversation_id": first["conversation_id"]})
    client.post("/api/ask", json={"question": "没有政策"})
    client.get("/api/policies/none/clauses/3")
    client.get("/none-such/page")
    figures = _figures(client.get("/metrics").text)
    clauses = "/api/policies/{policy_id}/clauses/{number}"
    expected = {
        'policy_requests_total{"method": "POST", "route": "/api/ask", "status": "200"}': 2,
        'policy_requests_total{"method": "POST", "route": "/api/ask", "status": "404"}': 1,
        f'policy_requests_total{{"method": "GET", "route": "{clauses}", "status": "404"}}': 1,
        'policy_requests_total{"method": "GET", "route": "other", "status": "404"}': 1,
        'policy_request_seconds_count{"route": "/api/ask"}': 3,
        'policy_answers_total{"outcome": "answered", "responder": "grounded"}': 2,
        "policy_conversations_total": 1,
        'policy_stage_seconds_count{"stage": "search"}': 2,
        'policy_index_info{"version": "index-1"}': 1,
        "policy_guard_failed_total": 0,
        "policy_requests_working": 0,
        "policy_requests_waiting": 0,
    }
    assert {name: figures.get(name) for name in expected} == expected


def test_figures_tell_of_the_guard_and_of_fallbacks(connect: Connect, fake: FakeAssistant) -> None:
    client = connect()
    found = (Violation("figure", "9万元", "没有依据"), Violation("figure", "8万元", "没有依据"))
    for answer in (replace(ANSWER, guard=GuardVerdict(False, found)), replace(ANSWER, responder="model")):
        for listen in fake.listeners:
            listen(answer)
    figures = _figures(client.get("/metrics").text)
    assert figures['policy_guard_violations_total{"kind": "figure"}'] == 2
    assert figures["policy_guard_failed_total"] == 1
    assert figures['policy_answers_total{"outcome": "answered", "responder": "model"}'] == 1


def test_figures_follow_the_index(connect: Connect, fake: FakeAssistant) -> None:
    client = connect()
    client.get("/metrics")
    fake.ready = False
    figures = _figures(client.get("/metrics").text)
    assert (figures['policy_index_info{"version": "index-1"}'], figures['policy_index_info{"version": "none"}']) == (
        0,
        1,
    )


def test_figures_are_for_this_machine_and_for_key_holders(connect: Connect) -> None:
    client = connect("10.0.0.9", POLICY_API_KEYS="one-key")
    assert client.get("/metrics").status_code == 401
    assert client.get("/metrics", headers={"X-API-Key": "one-key"}).status_code == 200
    assert connect(POLICY_API_KEYS="one-key").get("/metrics").status_code == 200
