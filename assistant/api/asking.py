"""Routes for questions: ask, ask as a stream, feedback."""

from collections.abc import Callable, Iterator
from datetime import date

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse

from assistant.api.access import TheAssistant, TheConversations
from assistant.api.keeping import keeper_of
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
def ask(request: Request, body: AskRequest, assistant: TheAssistant, conversations: TheConversations) -> JSONResponse:
    """回答带逐字引用；不给 history 而给 conversation_id 时，接着存下的对话往下问。"""
    question = _question(body, assistant, conversations)
    answer = keeper_of(request).keep(assistant.ask(question), question, _given(body))
    return JSONResponse(answer_data(answer))


@router.post("/ask/stream", summary="问一个问题，边写边给", response_class=StreamingResponse)
def stream(
    request: Request, body: AskRequest, assistant: TheAssistant, conversations: TheConversations
) -> StreamingResponse:
    """Server-Sent Events：`status`（阶段）、`token`（文字）、最后 `answer`（同 /api/ask）；中途出错为 `error`。"""
    return stream_of(_events(request, body, assistant, conversations))


@router.post("/feedback", status_code=204, summary="评价一个回答")
def rate(body: FeedbackRequest, conversations: TheConversations) -> Response:
    """记下对某一轮回答的评价。"""
    conversations.rate(str(body.conversation_id), body.turn, body.rating, body.comment)
    return Response(status_code=204)


def _events(request: Request, body: AskRequest, assistant: Assistant, conversations: Conversations) -> Iterator[str]:
    """The answer's events as text/event-stream; an error after the first becomes an `error` event."""

    def keep(answer: Answer) -> Answer:
        return keeper_of(request).keep(answer, question, _given(body))

    question = _question(body, assistant, conversations)
    events = assistant.stream(question)
    yield _event(next(events), keep)
    try:
        for event in events:
            yield _event(event, keep)
    except AssistantError as error:
        yield _line("error", bytes(problem_of(error).body).decode())


def _event(event: Event, keep: Callable[[Answer], Answer]) -> str:
    match event:
        case Status():
            return _line("status", compact({"text": event.text}))
        case Token():
            return _line("token", compact({"text": event.text}))
        case Answer():
            return _line("answer", compact(answer_data(keep(event))))


def _line(name: str, data: str) -> str:
    return f"event: {name}\ndata: {data}\n\n"


def _question(body: AskRequest, assistant: Assistant, conversations: Conversations) -> Question:
    """The question with its history: the one given, else the stored one; raises NotFound for policy or conversation."""
    if body.policy is not None:
        assistant.policy(body.policy)
    conversation_id = str(body.conversation_id) if body.conversation_id else conversations.start()
    stored, given = conversations.history(conversation_id), _given(body)
    history = stored if given is None else given
    return Question(body.question, body.as_of or date.today(), history, body.policy, conversation_id)


def _given(body: AskRequest) -> tuple[Turn, ...] | None:
    """The history that the request brings along, if any."""
    return None if body.history is None else tuple(Turn(one.role, one.content) for one in body.history)
