"""Questions from the page: the answer as Server-Sent Events, with the bubble ready to be shown; and ratings."""

import json
from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field, StringConstraints

from assistant.domain import Answer, Question
from assistant.errors import AssistantError
from assistant.render import answer_markdown
from assistant.service import Event, Status, Token
from ui.after import after_html
from ui.backing import Backing
from ui.bubbles import answer_html, options

LONGEST_QUESTION = 2000
LONGEST_COMMENT = 1000


class Asked(BaseModel):
    """A question, in the conversation it continues."""

    question: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_QUESTION)]
    conversation_id: UUID | None = None


class Rated(BaseModel):
    """What a person thinks of one answer."""

    conversation_id: UUID
    turn: int = Field(ge=1)
    rating: Literal["up", "down"]
    comment: str | None = Field(default=None, max_length=LONGEST_COMMENT)


def asking_routes(backing: Backing) -> APIRouter:
    """`POST /page/ask` and `POST /page/rate`."""
    router = APIRouter(prefix="/page", include_in_schema=False)

    @router.post("/ask")
    def ask(body: Asked) -> StreamingResponse:
        events = _events(body, backing)
        first = next(events)
        return StreamingResponse(
            chain([first], events), media_type="text/event-stream", headers={"Cache-Control": "no-store"}
        )

    @router.post("/rate", status_code=204)
    def rate(body: Rated) -> Response:
        comment = (body.comment or "").strip() or None
        backing.conversations.rate(str(body.conversation_id), body.turn, body.rating, comment)
        return Response(status_code=204)

    return router


def _events(body: Asked, backing: Backing) -> Iterator[str]:
    """Stages and text as they come, then the bubble; what fails after the first event becomes an `error` event."""
    conversations = backing.conversations
    conversation_id = str(body.conversation_id) if body.conversation_id else conversations.start()
    history = conversations.history(conversation_id)
    question = Question(body.question, date.today(), history, conversation_id=conversation_id)
    events = backing.assistant.stream(question)
    yield _line(next(events), question, backing)
    try:
        for event in events:
            yield _line(event, question, backing)
    except AssistantError as error:
        yield sse("error", {"detail": error.message_zh})


def _line(event: Event, question: Question, backing: Backing) -> str:
    match event:
        case Status():
            return sse("status", {"text": event.text})
        case Token():
            return sse("token", {"text": event.text})
        case Answer():
            return sse("answer", _shown(backing.keep(event, question), backing))


def _shown(answer: Answer, backing: Backing) -> dict[str, object]:
    return {
        "html": answer_html(answer, backing.assistant),
        "options": options(answer),
        "after": after_html(answer),
        "copy": answer_markdown(answer),
        "conversation": answer.conversation_id,
        "turn": answer.turn,
    }


def sse(name: str, data: object) -> str:
    """One Server-Sent Event."""
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False, separators=(',', ':'))}\n\n"
