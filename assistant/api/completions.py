"""The OpenAI-compatible face: chat completions, whole or streamed; what an Answer has more is in `policy_assistant`.

It keeps no conversation: what was said comes with every request. A system message may ask a language model, where one
is set, for a manner of wording; it moves nothing else, since answers rest on the documents alone. `usage` is what the
model took; where none was used, a character counts as a token.
"""

import json
import time
import uuid
from collections.abc import Iterator
from datetime import date
from typing import Any

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse

from assistant.api.access import TheAssistant
from assistant.api.completion_schemas import CompletionModel, CompletionRequest, ModelListModel
from assistant.api.faults import refuse_field
from assistant.api.problems import Refused, problem_of
from assistant.api.streams import compact, stream_of
from assistant.domain import Answer, Question, Turn
from assistant.errors import AssistantError
from assistant.render import answer_data
from assistant.service import Assistant, Token

MODEL = "policy-assistant"
router = APIRouter(tags=["OpenAI 兼容"])


@router.get("/models", response_model=ModelListModel, summary="可用的模型")
def models() -> JSONResponse:
    """只有一个：policy-assistant。"""
    model = {"id": MODEL, "object": "model", "created": 0, "owned_by": MODEL}
    return JSONResponse({"object": "list", "data": [model]})


@router.post("/chat/completions", response_model=CompletionModel, summary="对话补全")
def complete(body: CompletionRequest, assistant: TheAssistant) -> Response:
    """最后一条 user 消息是问题，之前的是历史；system 消息只影响大模型的措辞。

    usage 是大模型的用量，没有用大模型时按字符计。stream 为 true 时为 SSE。
    """
    if body.model != MODEL:
        raise Refused(404, "model_not_found", f"no model {body.model!r}", f"没有模型“{body.model}”，请用 {MODEL}。")
    question = _question(body)
    if question.policy is not None:
        assistant.policy(question.policy)
    if body.stream:
        return stream_of(_chunks(body, question, assistant))
    answer = assistant.ask(question)
    choice = {"index": 0, "message": {"role": "assistant", "content": answer.text}, "finish_reason": "stop"}
    more = {"usage": _usage(body, answer), "policy_assistant": answer_data(answer)}
    return JSONResponse({**_head("chat.completion"), "choices": [choice], **more})


def _question(body: CompletionRequest) -> Question:
    """The last message as the question, the others as what was said before."""
    said = [message for message in body.messages if message.role in ("user", "assistant")]
    if not said or said[-1].role != "user":
        raise refuse_field("body", "messages", "最后一条应为 user 消息")
    history = tuple(Turn("user" if one.role == "user" else "assistant", one.text) for one in said[:-1])
    more = body.policy_assistant
    manner = "\n".join(one.text for one in body.messages if one.role in ("system", "developer"))
    return Question(said[-1].text, more.as_of or date.today(), history, more.policy, manner=manner)


def _chunks(body: CompletionRequest, question: Question, assistant: Assistant) -> Iterator[str]:
    """The answer's chunks as text/event-stream, the last with finish and extras; then usage if asked, and [DONE]."""
    head = _head("chat.completion.chunk")
    events = assistant.stream(question)
    next(events)
    yield _line({**head, "choices": [_delta({"role": "assistant", "content": ""})]})
    try:
        for event in events:
            if isinstance(event, Token):
                yield _line({**head, "choices": [_delta({"content": event.text})]})
            elif isinstance(event, Answer):
                yield _line({**head, "choices": [_delta({}, "stop")], "policy_assistant": answer_data(event)})
                if body.stream_options and body.stream_options.include_usage:
                    yield _line({**head, "choices": [], "usage": _usage(body, event)})
        yield "data: [DONE]\n\n"
    except AssistantError as error:
        yield _line({"error": {**json.loads(bytes(problem_of(error).body)), "message": error.message_zh}})


def _head(kind: str) -> dict[str, Any]:
    return {"id": f"chatcmpl-{uuid.uuid4().hex}", "object": kind, "created": int(time.time()), "model": MODEL}


def _delta(delta: dict[str, str], finish: str | None = None) -> dict[str, object]:
    return {"index": 0, "delta": delta, "finish_reason": finish}


def _usage(body: CompletionRequest, answer: Answer) -> dict[str, int]:
    """Tokens of the model, else characters of all messages and of the answer."""
    heard, written = sum(len(message.text) for message in body.messages), len(answer.text)
    if answer.usage is not None:
        heard, written = answer.usage.prompt_tokens, answer.usage.completion_tokens
    return {"prompt_tokens": heard, "completion_tokens": written, "total_tokens": heard + written}


def _line(data: object) -> str:
    return f"data: {compact(data)}\n\n"
