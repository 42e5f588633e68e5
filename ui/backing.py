"""What the page stands on: the assistant, the stored conversations, and what only its host knows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

from fastapi import Request

from assistant.domain import Answer, Question
from assistant.ports import Conversations
from assistant.service import Assistant


@runtime_checkable
class Records(Protocol):
    """What the desk of the administrators reads from a store of conversations that offers it."""

    def questions(self, outcome: str | None = None, limit: int = 100) -> Sequence["AskedRow"]:
        """What was asked, the most frequent first, of one outcome if given."""

    def feedback(self, rating: str | None = None, limit: int = 100) -> Sequence["FeedbackRow"]:
        """What people thought, the latest first."""


class AskedRow(Protocol):
    """A question with how often it was asked."""

    question: str
    outcome: str
    count: int
    last_asked: object


class FeedbackRow(Protocol):
    """One rating with the question and answer it is about."""

    question: str
    answer: str
    rating: str
    comment: str | None
    given: object


@dataclass(frozen=True, slots=True)
class Backing:
    """`keep` stores an answer and numbers its turn.

    `require_admin` raises for whoever has no admin key.

    `reports` is the folder of evaluation results.
    """

    assistant: Assistant
    conversations: Conversations
    require_admin: Callable[[Request], None]
    keep: Callable[[Answer, Question], Answer]
    examples: Sequence[str] = ()
    reports: Path | None = None
