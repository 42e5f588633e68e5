"""Rows of the database as the values of the port."""

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row

from assistant.domain import Turn
from assistant.ports import KeptTurn, Made, Rating


def read_turn(row: Row[Any], rating: Rating | None) -> KeptTurn:
    """One turn of the table."""
    return KeptTurn(row.turn, row.question, row.answer, aware(row.asked), _read_made(row), rating)


def aware(moment: datetime) -> datetime:
    """The moment with its zone, which SQLite forgets; what is kept is UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _read_made(row: Row[Any]) -> Made | None:
    if row.record is None:
        return None
    history = None
    if row.history is not None:
        history = tuple(Turn(one["role"], one["content"]) for one in json.loads(row.history))
    return Made(row.outcome, row.as_of, json.loads(row.record), row.policy, history)
