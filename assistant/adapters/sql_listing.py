"""What those in charge look through: questions by how often they were asked, and what people thought of the answers."""

from sqlalchemy import Connection, and_, func, select

from assistant.adapters.sql_tables import FEEDBACK, TURNS
from assistant.adapters.sql_turns import aware
from assistant.domain import Outcome
from assistant.language.normalisation import normalise
from assistant.ports import AskedOften, Feedback, Rating

_LONGEST_KEY = 300


def question_key(question: str) -> str:
    """Equal for questions that differ only in punctuation, spaces, case and the width of characters."""
    return "".join(char for char in normalise(question).text.lower() if char.isalnum())[:_LONGEST_KEY]


def list_questions(connection: Connection, outcome: Outcome | None, limit: int) -> list[AskedOften]:
    """The most frequent first, of these the latest first, each in its latest wording."""
    times, last = func.count().label("times"), func.max(TURNS.c.asked).label("last")
    grouped = select(TURNS.c.question_key, TURNS.c.outcome, times, last).where(TURNS.c.question_key.is_not(None))
    if outcome is not None:
        grouped = grouped.where(TURNS.c.outcome == outcome)
    hottest = grouped.group_by(TURNS.c.question_key, TURNS.c.outcome).order_by(times.desc(), last.desc()).limit(limit)
    often = hottest.subquery()
    same = and_(
        TURNS.c.question_key == often.c.question_key,
        TURNS.c.outcome == often.c.outcome,
        TURNS.c.asked == often.c.last,
    )
    wanted = (
        select(TURNS, often.c.times)
        .join(often, same)
        .order_by(often.c.times.desc(), often.c.last.desc(), TURNS.c.question_key, TURNS.c.conversation_id)
    )
    found = {(row.question_key, row.outcome): row for row in connection.execute(wanted)}
    return [
        AskedOften(row.question, row.outcome, row.times, aware(row.asked), row.conversation_id, row.turn)
        for row in found.values()
    ]


def list_feedback(connection: Connection, rating: Rating | None, limit: int) -> list[Feedback]:
    """The latest first."""
    place = and_(TURNS.c.conversation_id == FEEDBACK.c.conversation_id, TURNS.c.turn == FEEDBACK.c.turn)
    wanted = select(FEEDBACK, TURNS.c.question, TURNS.c.answer, TURNS.c.outcome).join(TURNS, place)
    if rating is not None:
        wanted = wanted.where(FEEDBACK.c.rating == rating)
    return [
        Feedback(
            row.conversation_id,
            row.turn,
            row.question,
            row.answer,
            row.outcome,
            row.rating,
            row.comment,
            aware(row.given),
        )
        for row in connection.execute(wanted.order_by(FEEDBACK.c.id.desc()).limit(limit))
    ]
