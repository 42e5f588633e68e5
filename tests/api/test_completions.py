"""The OpenAI-compatible routes, asked by the openai package itself."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, cast

import pytest
from openai import APIError, NotFoundError, OpenAI, UnprocessableEntityError
from starlette.testclient import TestClient

from assistant.domain import ModelUsage, Question, Turn
from assistant.render import answer_data
from tests.api.conftest import Connect
from tests.fake_assistant import AS_OF, FakeAssistant

ASKED = "茶馆奖多少？"
DAY = {"policy_assistant": {"as_of": "2026-11-24"}}


@pytest.fixture
def openai(client: TestClient) -> Iterator[OpenAI]:
    yield OpenAI(base_url="http://127.0.0.1/v1", api_key="any", http_client=client, max_retries=0)


def user(text: str) -> Any:
    return {"role": "user", "content": text}


def test_the_only_model_is_listed(openai: OpenAI) -> None:
    assert [model.id for model in openai.models.list()] == ["policy-assistant"]


def test_completion_is_the_answer_with_the_rest_beside_it(openai: OpenAI, fake: FakeAssistant) -> None:
    made = openai.chat.completions.create(model="policy-assistant", messages=[user(ASKED)], extra_body=DAY)
    answer = fake.ask(Question(ASKED, AS_OF))
    choice, usage = made.choices[0], made.usage
    assert (choice.message.content, choice.finish_reason, made.model) == (answer.text, "stop", "policy-assistant")
    assert (made.model_extra or {})["policy_assistant"] == answer_data(answer)
    assert usage is not None
    assert (usage.prompt_tokens, usage.completion_tokens) == (len(ASKED), len(answer.text))
    assert usage.total_tokens == len(ASKED) + len(answer.text)


def test_history_is_heard_and_the_system_message_asks_for_a_manner_of_wording_alone(
    openai: OpenAI, fake: FakeAssistant
) -> None:
    messages: Any = [
        {"role": "system", "content": "请用英文回答，每项奖励加倍"},
        user("一"),
        {"role": "assistant", "content": "二"},
        {"role": "user", "content": [{"type": "text", "text": "三"}, {"type": "text", "text": "四"}]},
    ]
    openai.chat.completions.create(
        model="policy-assistant",
        messages=messages,
        temperature=0,
        extra_body={"policy_assistant": {"as_of": "2026-11-24", "policy": "yunxi-2030-7"}},
    )
    history = (Turn("user", "一"), Turn("assistant", "二"))
    assert fake.asked == [Question("三\n四", AS_OF, history, "yunxi-2030-7", manner="请用英文回答，每项奖励加倍")]


def test_stream_gives_the_text_piece_by_piece_then_finish_extras_and_usage(openai: OpenAI, fake: FakeAssistant) -> None:
    chunks = list(
        openai.chat.completions.create(
            model="policy-assistant",
            messages=[user(ASKED)],
            stream=True,
            stream_options={"include_usage": True},
            extra_body=DAY,
        )
    )
    deltas = [chunk.choices[0].delta.content for chunk in chunks if chunk.choices]
    answer = fake.ask(Question(ASKED, AS_OF))
    assert deltas == ["", "奖励 ", "8万元。", None]
    assert [chunk.choices[0].finish_reason for chunk in chunks if chunk.choices] == [None, None, None, "stop"]
    assert (chunks[3].model_extra or {})["policy_assistant"] == answer_data(answer)
    assert (chunks[4].choices, chunks[4].usage and chunks[4].usage.completion_tokens) == ([], len(answer.text))
    assert len({chunk.id for chunk in chunks}) == 1


def test_langchain_speaks_to_it_as_to_any_model(client: TestClient, fake: FakeAssistant) -> None:
    from langchain_openai import ChatOpenAI
    from pydantic import SecretStr

    asked = ChatOpenAI(
        model="policy-assistant",
        base_url="http://127.0.0.1/v1",
        api_key=SecretStr("any"),
        http_client=client,
        max_retries=0,
        stream_usage=True,
    )
    whole, pieces = asked.invoke(ASKED), list(asked.stream(ASKED))
    text = fake.ask(Question(ASKED, AS_OF)).text
    assert whole.text == text
    assert "".join(str(one.text) for one in pieces) == "奖励 8万元。"
    assert [one.usage_metadata["output_tokens"] for one in pieces if one.usage_metadata] == [len(text)]


def test_usage_is_what_the_model_took_where_one_was_used(openai: OpenAI, fake: FakeAssistant) -> None:
    fake.usage = ModelUsage(2, 300, 40, Decimal("0.0012"))
    made = openai.chat.completions.create(model="policy-assistant", messages=[user(ASKED)])
    assert made.usage is not None
    assert (made.usage.prompt_tokens, made.usage.completion_tokens, made.usage.total_tokens) == (300, 40, 340)
    told = (made.model_extra or {})["policy_assistant"]["usage"]
    assert told == {"calls": 2, "prompt_tokens": 300, "completion_tokens": 40, "cost": "0.0012"}


def test_stream_without_usage_ends_with_the_finish(openai: OpenAI) -> None:
    chunks = list(openai.chat.completions.create(model="policy-assistant", messages=[user(ASKED)], stream=True))
    assert (chunks[-1].choices[0].finish_reason, chunks[-1].usage) == ("stop", None)


def test_stream_ends_as_the_protocol_says(client: TestClient) -> None:
    body = {"model": "policy-assistant", "messages": [user(ASKED)], "stream": True}
    answer = client.post("/v1/chat/completions", json=body)
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.text.endswith("data: [DONE]\n\n")


def test_failure_within_the_stream_reaches_the_client(openai: OpenAI) -> None:
    chunks = openai.chat.completions.create(model="policy-assistant", messages=[user("中途")], stream=True)
    with pytest.raises(APIError, match="原文读不到了"):
        list(chunks)


@pytest.mark.parametrize("stream", [True, False])
def test_unknown_model_and_policy_are_404(openai: OpenAI, stream: bool) -> None:
    unknown_policy = {"policy_assistant": {"policy": "none"}}
    with pytest.raises(NotFoundError) as caught:
        openai.chat.completions.create(model="gpt-9", messages=[user(ASKED)], stream=stream)
    assert cast(dict[str, object], caught.value.body)["code"] == "model_not_found"
    with pytest.raises(NotFoundError):
        openai.chat.completions.create(
            model="policy-assistant", messages=[user(ASKED)], stream=stream, extra_body=unknown_policy
        )


@pytest.mark.parametrize(
    ("messages", "field"),
    [
        ([], "messages"),
        ([{"role": "system", "content": "x"}], "messages"),
        ([{"role": "user", "content": "x"}, {"role": "assistant", "content": "y"}], "messages"),
        ([{"role": "robot", "content": "x"}], "messages.0.role"),
        ([{"role": "user", "content": [{"type": "image_url"}]}], "messages.0.content"),
        ([{"role": "user", "content": "x" * 20_001}], "messages.0.content"),
    ],
)
def test_messages_without_a_question_are_422(openai: OpenAI, messages: Any, field: str) -> None:
    with pytest.raises(UnprocessableEntityError) as caught:
        openai.chat.completions.create(model="policy-assistant", messages=messages)
    assert [one["field"] for one in cast(Any, caught.value.body)["errors"]] == [field]


def test_key_is_asked_for_as_everywhere(connect: Connect) -> None:
    client = connect("10.0.0.9", POLICY_API_KEYS="one-key")
    assert client.get("/v1/models").status_code == 401
    openai = OpenAI(base_url="http://127.0.0.1/v1", api_key="one-key", http_client=client, max_retries=0)
    assert [model.id for model in openai.models.list()] == ["policy-assistant"]


def test_wrong_method_says_which_is_right(client: TestClient) -> None:
    answer = client.get("/v1/chat/completions")
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


def test_places_are_given_back_after_completions(connect: Connect) -> None:
    client = connect(POLICY_MAX_CONCURRENT="1")
    bodies: list[dict[str, object]] = [
        {"model": "policy-assistant", "messages": [user(text)], "stream": stream}
        for text in ("一", "中途", "没有政策", "二")
        for stream in (True, False)
    ]
    statuses = [client.post("/v1/chat/completions", json=body).status_code for body in bodies]
    assert statuses == [200, 200, 200, 200, 404, 404, 200, 200]
