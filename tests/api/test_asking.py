"""Questions over HTTP: one by one, as a stream, in stored conversations."""

import json
from uuid import UUID, uuid4

import pytest
from starlette.testclient import TestClient

from assistant.domain import Question, Turn
from assistant.render import answer_data
from tests.fake_assistant import AS_OF, FakeAssistant

DAY = "2026-11-24"


def test_answer_has_the_contract_shape_and_a_conversation(client: TestClient, fake: FakeAssistant) -> None:
    answer = client.post("/api/ask", json={"question": "茶馆奖多少？", "as_of": DAY}).json()
    expected = answer_data(fake.ask(Question("茶馆奖多少？", AS_OF)))
    assert UUID(answer["conversation_id"]).version == 4
    assert answer == {**expected, "conversation_id": answer["conversation_id"], "turn": 1}


def test_history_given_is_what_the_assistant_hears(client: TestClient, fake: FakeAssistant) -> None:
    history = [{"role": "user", "content": "一"}, {"role": "assistant", "content": "二"}]
    body = {"question": "三", "history": history, "policy": "yunxi-2030-7", "as_of": DAY}
    conversation_id = client.post("/api/ask", json=body).json()["conversation_id"]
    turns = (Turn("user", "一"), Turn("assistant", "二"))
    assert fake.asked == [Question("三", AS_OF, turns, "yunxi-2030-7", conversation_id)]


def test_stored_conversation_goes_on_where_it_stood(client: TestClient, fake: FakeAssistant) -> None:
    first = client.post("/api/ask", json={"question": "一"}).json()
    second = client.post("/api/ask", json={"question": "二", "conversation_id": first["conversation_id"]}).json()
    assert (second["conversation_id"], second["turn"]) == (first["conversation_id"], 2)
    assert fake.asked[1].history == (Turn("user", "一"), Turn("assistant", first["text"]))


def test_history_given_wins_over_the_stored_one(client: TestClient, fake: FakeAssistant) -> None:
    first = client.post("/api/ask", json={"question": "一"}).json()
    body = {"question": "二", "conversation_id": first["conversation_id"], "history": []}
    assert client.post("/api/ask", json=body).json()["turn"] == 2
    assert fake.asked[1].history == ()


def test_unknown_conversation_is_404(client: TestClient) -> None:
    answer = client.post("/api/ask", json={"question": "一", "conversation_id": str(uuid4())})
    assert (answer.status_code, answer.json()["detail"]) == (404, "没有这个对话，请重新开始。")


@pytest.mark.parametrize("path", ["/api/ask", "/api/ask/stream"])
def test_unknown_policy_is_404(client: TestClient, path: str) -> None:
    answer = client.post(path, json={"question": "一", "policy": "none"})
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_empty_question_goes_to_the_assistant(client: TestClient, fake: FakeAssistant) -> None:
    assert client.post("/api/ask", json={"question": ""}).status_code == 200
    assert [question.text for question in fake.asked] == [""]


@pytest.mark.parametrize(
    ("body", "field", "message"),
    [
        ({}, "question", "缺少这一项"),
        ({"question": "问" * 2001}, "question", "太长，最多 2000 个字"),
        ({"question": 3}, "question", "应为文字"),
        ({"question": "一", "as_of": "明天"}, "as_of", "应为日期，如 2026-11-24"),
        ({"question": "一", "conversation_id": "x"}, "conversation_id", "应为对话编号（UUID）"),
        ({"question": "一", "colour": "red"}, "colour", "没有这一项"),
        (
            {"question": "一", "history": [{"role": "system", "content": "x"}]},
            "history.0.role",
            "只能是 user 或 assistant",
        ),
        ({"question": "一", "history": [{"role": "user", "content": "x"}] * 101}, "history", "太多，最多 100 项"),
    ],
)
def test_bad_body_is_422_naming_the_field(client: TestClient, body: object, field: str, message: str) -> None:
    answer = client.post("/api/ask", json=body)
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert answer.json()["errors"] == [{"field": field, "message": message}]
    assert answer.json()["detail"] == f"{field}：{message}"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "请求体不是有效的 JSON"),
        ('{"question": "一",}', "请求体不是有效的 JSON"),
        ("[]", "请求体应为 JSON 对象"),
        ("", "请求体应为 JSON 对象"),
    ],
)
@pytest.mark.parametrize("path", ["/api/ask", "/api/awards/screen", "/v1/chat/completions"])
def test_body_that_is_no_object_is_422_without_a_made_up_field(
    client: TestClient, path: str, content: str, message: str
) -> None:
    answer = client.post(path, content=content, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["detail"]) == (422, message)
    assert answer.json()["errors"] == [{"field": "请求体", "message": message}]


@pytest.mark.parametrize(
    "content", [b"{", b'{"question": "\\ud800"}', b"\xff\xfe", b'{"question": ' + b"1" * 5000 + b"}"]
)
def test_body_that_is_no_text_is_refused_not_failed(client: TestClient, content: bytes) -> None:
    answer = client.post("/api/ask", content=content, headers={"Content-Type": "application/json"})
    assert answer.status_code in (400, 422)
    assert answer.headers["content-type"] == "application/problem+json"


def test_stream_gives_stages_then_text_then_the_answer(client: TestClient) -> None:
    answer = client.post("/api/ask/stream", json={"question": "茶馆奖多少？", "as_of": DAY})
    events = _events(answer.text)
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert events[:3] == [
        ("status", {"text": "检索中"}),
        ("token", {"text": "奖励 "}),
        ("token", {"text": "8万元。"}),
    ]
    name, last = events[3]
    assert (name, last["question"], last["turn"], len(events)) == ("answer", "茶馆奖多少？", 1, 4)


def test_failure_before_the_stream_is_a_problem_document(client: TestClient) -> None:
    answer = client.post("/api/ask/stream", json={"question": "没有政策"})
    assert (answer.status_code, answer.json()["detail"]) == (404, "没有这份政策。")


def test_failure_within_the_stream_is_its_last_event(client: TestClient) -> None:
    events = _events(client.post("/api/ask/stream", json={"question": "中途"}).text)
    name, problem = events[-1]
    assert [event for event, _ in events] == ["status", "token", "error"]
    assert (name, problem["code"], problem["detail"]) == ("error", "corpus", "text.md：原文读不到了")


def test_places_are_given_back_after_streams(connect: object) -> None:
    client = connect(POLICY_MAX_CONCURRENT="1")  # type: ignore[operator]
    answers = [
        client.post("/api/ask/stream", json={"question": text}).status_code for text in ("一", "中途", "没有政策", "二")
    ]
    assert answers == [200, 200, 404, 200]


def test_feedback_is_kept_for_a_turn_that_was(client: TestClient) -> None:
    answer = client.post("/api/ask", json={"question": "一"}).json()
    body = {"conversation_id": answer["conversation_id"], "turn": 1, "rating": "up", "comment": "清楚"}
    assert client.post("/api/feedback", json=body).status_code == 204
    assert client.post("/api/feedback", json={**body, "turn": 2}).status_code == 404
    assert client.post("/api/feedback", json={**body, "rating": "great"}).status_code == 422


def _events(text: str) -> list[tuple[str, dict[str, object]]]:
    found = []
    for block in text.strip().split("\n\n"):
        name, data = block.split("\n")
        found.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
    return found
