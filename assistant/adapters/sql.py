"""Conversations and feedback in a SQL database: SQLite by default, PostgreSQL by URL."""

import json
import uuid
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, exists, func, insert, literal, select
from sqlalchemy.exc import IntegrityError

from assistant.adapters.sql_database import Database
from assistant.adapters.sql_listing import list_feedback, list_questions, question_key
from assistant.adapters.sql_tables import CONVERSATIONS, FEEDBACK, TURNS
from assistant.adapters.sql_turns import aware, read_turn
from assistant.domain import Outcome, Turn
from assistant.errors import NotFound, WorldError
from assistant.language.privacy import hide, hide_within, mask_personal, numbers_in, with_stand_ins
from assistant.ports import AskedOften, Feedback, KeptConversation, Made, Rating

_ATTEMPTS = 5
_EXPIRED_AT_ONCE = 200


class SqlConversations:
    """The Conversations port on a SQLAlchemy URL; safe to share between threads and processes.

    Every method raises WorldError when the database cannot be reached or written; opening it as `Database` says.
    """

    def __init__(self, url: str) -> None:
        self._database = Database(url)

    def start(self) -> str:
        """The id of a new, empty conversation."""
        conversation_id = str(uuid.uuid4())
        with self._database.writing() as connection:
            connection.execute(insert(CONVERSATIONS).values(id=conversation_id, started=_now()))
        return conversation_id

    def history(self, conversation_id: str, limit: int = 20) -> tuple[Turn, ...]:
        """The messages of its last `limit` turns, oldest first; raises NotFound."""
        latest = (
            select(TURNS.c.question, TURNS.c.answer)
            .where(TURNS.c.conversation_id == conversation_id)
            .order_by(TURNS.c.turn.desc())
            .limit(limit)
        )
        with self._database.reading() as connection:
            _require(connection, conversation_id)
            rows = connection.execute(latest).all()
        return tuple(
            turn
            for question, answer in reversed(rows)
            for turn in (Turn("user", with_stand_ins(question)), Turn("assistant", answer))
        )

    def append(self, conversation_id: str, question: str, answer: str, made: Made | None = None) -> int:
        """Adds one turn and gives its number, counted from 1; once it returns, the turn is kept. Raises NotFound.

        The number is chosen inside the insert; where two inserts still choose the same one, the loser tries again.
        """
        values = _values(question, answer, made)
        number = select(
            literal(conversation_id),
            func.coalesce(func.max(TURNS.c.turn), 0) + 1,
            *(literal(values[column.name], column.type) for column in list(TURNS.c)[2:]),
        ).where(TURNS.c.conversation_id == conversation_id)
        statement = insert(TURNS).from_select(TURNS.c.keys(), number).returning(TURNS.c.turn)
        for _ in range(_ATTEMPTS):
            try:
                with self._database.writing() as connection:
                    _require(connection, conversation_id, to_write=True)
                    return int(connection.execute(statement).scalar_one())
            except IntegrityError:
                continue
        raise WorldError(f"conversation {conversation_id}: too many turns at once", "对话正忙，请稍后再试。")

    def rate(self, conversation_id: str, turn: int, rating: Rating, comment: str | None) -> None:
        """Keeps what a person thought of one answer; raises NotFound."""
        rated = select(TURNS.c.turn).where(TURNS.c.conversation_id == conversation_id, TURNS.c.turn == turn)
        said = None if comment is None else _storable(mask_personal(comment))
        kept = insert(FEEDBACK).values(
            conversation_id=conversation_id, turn=turn, rating=rating, comment=said, given=_now()
        )
        with self._database.writing() as connection:
            if connection.execute(rated).first() is None:
                raise NotFound(f"conversation {conversation_id} has no turn {turn}", "没有这一轮对话，无法评价。")
            connection.execute(kept)

    def read(self, conversation_id: str) -> KeptConversation:
        """The conversation with all its turns; raises NotFound."""
        turns = select(TURNS).where(TURNS.c.conversation_id == conversation_id).order_by(TURNS.c.turn)
        rated = (
            select(FEEDBACK.c.turn, FEEDBACK.c.rating)
            .where(FEEDBACK.c.conversation_id == conversation_id)
            .order_by(FEEDBACK.c.id)
        )
        with self._database.reading() as connection:
            started = _require(connection, conversation_id)
            ratings: dict[int, Rating] = {row.turn: row.rating for row in connection.execute(rated)}
            kept = [read_turn(row, ratings.get(row.turn)) for row in connection.execute(turns)]
        return KeptConversation(conversation_id, started, tuple(kept))

    def delete(self, conversation_id: str) -> None:
        """Forgets a conversation with its turns and ratings; raises NotFound."""
        with self._database.writing() as connection:
            _require(connection, conversation_id, to_write=True)
            _forget(connection, [conversation_id])

    def expire(self, before: datetime) -> int:
        """Forgets the conversations in which nothing was said since `before`; gives how many."""
        is_alive = exists().where(TURNS.c.conversation_id == CONVERSATIONS.c.id, TURNS.c.asked >= before)
        old = (
            select(CONVERSATIONS.c.id)
            .where(CONVERSATIONS.c.started < before, ~is_alive)
            .limit(_EXPIRED_AT_ONCE)
            .with_for_update(skip_locked=True)
        )
        forgotten = 0
        while True:
            with self._database.writing() as connection:
                ids = list(connection.execute(old).scalars())
                _forget(connection, ids)
            forgotten += len(ids)
            if len(ids) < _EXPIRED_AT_ONCE:
                return forgotten

    def questions(self, outcome: Outcome | None = None, limit: int = 100) -> list[AskedOften]:
        """What was asked, of one outcome if given: the most frequent first, of these the latest first."""
        with self._database.reading() as connection:
            return list_questions(connection, outcome, limit)

    def feedback(self, rating: Rating | None = None, limit: int = 100) -> list[Feedback]:
        """What people thought, of one rating if given, the latest first."""
        with self._database.reading() as connection:
            return list_feedback(connection, rating, limit)

    def close(self) -> None:
        """Gives every connection back."""
        self._database.close()


def _values(question: str, answer: str, made: Made | None) -> dict[str, object]:
    """The columns of a turn after its key, personal numbers hidden in all of them."""
    history = () if made is None or made.history is None else made.history
    numbers = numbers_in([question, *(turn.content for turn in history)])
    question = _storable(hide(question, numbers))
    values: dict[str, object] = dict.fromkeys(TURNS.c.keys())
    values |= {"question": question, "answer": _storable(hide(answer, numbers)), "asked": _now()}
    if made is None:
        return values
    said = [{"role": turn.role, "content": hide(turn.content, numbers)} for turn in history]
    return values | {
        "outcome": made.outcome,
        "question_key": question_key(question),
        "as_of": made.as_of,
        "policy": made.policy,
        "history": None if made.history is None else json.dumps(said, ensure_ascii=False),
        "record": json.dumps(hide_within(made.answer, numbers), ensure_ascii=False),
    }


def _storable(text: str) -> str:
    """Without NUL, which PostgreSQL takes in no text."""
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}")


def _require(connection: Connection, conversation_id: str, to_write: bool = False) -> datetime:
    """When the conversation began; held against other writers where it is to be written. Raises NotFound."""
    wanted = select(CONVERSATIONS.c.started).where(CONVERSATIONS.c.id == conversation_id)
    started = connection.execute(wanted.with_for_update() if to_write else wanted).scalar()
    if started is None:
        raise NotFound(f"no conversation {conversation_id}", "没有这个对话，请重新开始。")
    return aware(started)


def _forget(connection: Connection, ids: list[str]) -> None:
    for column in (FEEDBACK.c.conversation_id, TURNS.c.conversation_id, CONVERSATIONS.c.id):
        connection.execute(delete(column.table).where(column.in_(ids)))


def _now() -> datetime:
    return datetime.now(UTC)
