"""Routes for questions: ask, ask as a stream, feedback."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import cast

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse, StreamingResponse

from assistant.api.access import TheAssistant, TheConversations
from assistant.api.problems import problem_of
from assistant.api.schemas import AnswerModel, AskRequest, FeedbackRequest
from assistant.api.streams import compact, stream_of
from assistant.domain import Answer, Question, Turn
from assistant.errors import AssistantError
from assistant.ports import Conversations
from assistant.render import answer_data
from assistant.service import Assistant, Event, Status, Token

router = APIRouter(tags=["提问"])


@router.post("/ask", response_model=AnswerModel, summary="问一个问题")
def ask(body: AskRequest, assistant: TheAssistant, conversations: TheConversations) -> JSONResponse:
    """回答带逐字引用；不给 history 而给 conversation_id 时，接着存下的对话往下问。"""
    question = _question(body, assistant, conversations)
    answer = _keep(assistant.ask(question), question, conversations)
    return JSONResponse(answer_data(answer))


@router.post("/ask/stream", summary="问一个问题，边写边给", response_class=StreamingResponse)
def stream(body: AskRequest, assistant: TheAssistant, conversations: TheConversations) -> StreamingResponse:
    """Server-Sent Events：`status`（阶段）、`token`（文字）、最后 `answer`（同 /api/ask）；中途出错为 `error`。"""
    return stream_of(_events(body, assistant, conversations))


@router.post("/feedback", status_code=204, summary="评价一个回答")
def rate(body: FeedbackRequest, conversations: TheConversations) -> Response:
    """记下对某一轮回答的评价。"""
    conversations.rate(str(body.conversation_id), body.turn, body.rating, body.comment)
    return Response(status_code=204)


def _events(body: AskRequest, assistant: Assistant, conversations: Conversations) -> Iterator[str]:
    """The answer's events as text/event-stream; an error after the first becomes an `error` event."""
    question = _question(body, assistant, conversations)
    events = assistant.stream(question)
    yield _event(next(events), question, conversations)
    try:
        for event in events:
            yield _event(event, question, conversations)
    except AssistantError as error:
        yield _line("error", bytes(problem_of(error).body).decode())


def _event(event: Event, question: Question, conversations: Conversations) -> str:
    match event:
        case Status():
            return _line("status", compact({"text": event.text}))
        case Token():
            return _line("token", compact({"text": event.text}))
        case Answer():
            return _line("answer", compact(answer_data(_keep(event, question, conversations))))


def _line(name: str, data: str) -> str:
    return f"event: {name}\ndata: {data}\n\n"


def _question(body: AskRequest, assistant: Assistant, conversations: Conversations) -> Question:
    """The question with its history: the one given, else the stored one; raises NotFound for policy or conversation."""
    if body.policy is not None:
        assistant.policy(body.policy)
    conversation_id = str(body.conversation_id) if body.conversation_id else conversations.start()
    history = conversations.history(conversation_id)
    if body.history is not None:
        history = tuple(Turn(one.role, one.content) for one in body.history)
    return Question(body.question, body.as_of or date.today(), history, body.policy, conversation_id)


def _keep(answer: Answer, question: Question, conversations: Conversations) -> Answer:
    """The answer with the number of its turn, once stored."""
    conversation_id = cast(str, question.conversation_id)
    turn = conversations.append(conversation_id, question.text, answer.text)
    return replace(answer, conversation_id=conversation_id, turn=turn)
