"""What the page stands on: the assistant, the stored conversations, and what only its host knows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from fastapi import Request

from assistant.domain import Answer, Question
from assistant.ports import Conversations
from assistant.service import Assistant


@dataclass(frozen=True, slots=True)
class Backing:
    """`keep` stores an answer and numbers its turn; `require_admin` raises for whoever has no admin key.

    `reports` is the folder of evaluation results.
    """

    assistant: Assistant
    conversations: Conversations
    require_admin: Callable[[Request], None]
    keep: Callable[[Answer, Question], Answer]
    examples: Sequence[str] = ()
    reports: Path | None = None
