"""Keeps every answer with what made it, and forgets conversations older than the settings allow."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import cast

from fastapi import Request

from assistant.domain import Answer, Question, Turn
from assistant.errors import WorldError
from assistant.ports import Conversations, Made
from assistant.render import answer_data

_TIDY_EVERY_S = 3600.0
_log = logging.getLogger(__name__)


class Keeper:
    """What stands between the routes and the conversations; safe to share between threads."""

    def __init__(
        self,
        conversations: Conversations,
        retention_days: int | None,
        clock: Callable[[], float] = time.monotonic,
        begun: Callable[[], None] = lambda: None,
    ) -> None:
        self._conversations = conversations
        self._retention_days = retention_days
        self._clock = clock
        self._begun = begun
        self._next_tidy = clock()
        self._lock = threading.Lock()

    def keep(self, answer: Answer, question: Question, given: tuple[Turn, ...] | None) -> Answer:
        """The answer with the number of its turn, once stored; `given` is a history that is not the stored one."""
        conversation_id = cast(str, question.conversation_id)
        data = answer_data(replace(answer, conversation_id=conversation_id))
        made = Made(answer.outcome, answer.as_of, data, question.policy, given)
        turn = self._conversations.append(conversation_id, question.text, answer.text, made)
        if turn == 1:
            self._begun()
        self._tidy()
        return replace(answer, conversation_id=conversation_id, turn=turn)

    def _tidy(self) -> None:
        """Forgets what is too old, now and then; the answer just kept does not wait for a database that fails."""
        if self._retention_days is None:
            return
        with self._lock:
            if self._clock() < self._next_tidy:
                return
            self._next_tidy = self._clock() + _TIDY_EVERY_S
        try:
            self._conversations.expire(datetime.now(UTC) - timedelta(days=self._retention_days))
        except WorldError as error:
            _log.warning("old conversations are not forgotten yet: %s", error)


def keeper_of(request: Request) -> Keeper:
    """The keeper of this application."""
    return cast(Keeper, request.app.state.keeper)
