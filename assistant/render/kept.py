"""Stored conversations as plain dicts in the contract's JSON shape."""

from typing import Any

from assistant.ports import AskedOften, Feedback, KeptConversation, KeptTurn


def conversation_data(kept: KeptConversation) -> dict[str, Any]:
    """A conversation with the whole answer of each turn."""
    return {"id": kept.id, "started": kept.started.isoformat(), "turns": [_turn_data(turn) for turn in kept.turns]}


def asked_often_data(often: AskedOften) -> dict[str, Any]:
    """What was asked, how often and where last."""
    return {
        "question": often.question,
        "outcome": often.outcome,
        "count": often.count,
        "last_asked": often.last_asked.isoformat(),
        "conversation_id": often.conversation_id,
        "turn": often.turn,
    }


def feedback_data(said: Feedback) -> dict[str, Any]:
    """What a person thought of one answer."""
    return {
        "conversation_id": said.conversation_id,
        "turn": said.turn,
        "question": said.question,
        "text": said.answer,
        "outcome": said.outcome,
        "rating": said.rating,
        "comment": said.comment,
        "given": said.given.isoformat(),
    }


def _turn_data(kept: KeptTurn) -> dict[str, Any]:
    return {
        "turn": kept.turn,
        "asked": kept.asked.isoformat(),
        "question": kept.question,
        "text": kept.answer,
        "rating": kept.rating,
        "answer": None if kept.made is None else {**kept.made.answer, "turn": kept.turn},
    }
