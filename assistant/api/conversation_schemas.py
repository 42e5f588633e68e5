"""The shapes of stored conversations, of what was asked often, and of what people thought."""

from datetime import datetime
from typing import Any, Literal

from pydantic import Field

from assistant.api.schemas import Shape
from assistant.domain import Outcome


class KeptTurnModel(Shape):
    """One stored turn; `answer` is the whole answer as it was given, null for turns from before it was kept."""

    turn: int
    asked: datetime
    question: str
    text: str
    rating: Literal["up", "down"] | None
    answer: dict[str, Any] | None = Field(description="与 /api/ask 的返回相同")


class KeptConversationModel(Shape):
    """A stored conversation, whole."""

    id: str
    started: datetime
    turns: list[KeptTurnModel]


class AskedOftenModel(Shape):
    """Questions that are the same but for punctuation, and where one was asked last."""

    question: str
    outcome: Outcome
    count: int
    last_asked: datetime
    conversation_id: str
    turn: int


class FeedbackModel(Shape):
    """What a person thought of one answer."""

    conversation_id: str
    turn: int
    question: str
    text: str
    outcome: Outcome | None
    rating: Literal["up", "down"]
    comment: str | None
    given: datetime
