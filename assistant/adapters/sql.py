"""Conversations and feedback in a SQL database: SQLite by default, PostgreSQL by URL."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from sqlalchemy import (
    Column,
    Connection,
    DateTime,
    Engine,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    event,
    func,
    insert,
    literal,
    select,
)
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.schema import CreateTable

from assistant.domain import Turn
from assistant.errors import ConfigurationError, NotFound, WorldError

_TABLES = MetaData()
_CONVERSATIONS = Table(
    "conversations",
    _TABLES,
    Column("id", String(36), primary_key=True),
    Column("started", DateTime(timezone=True), nullable=False),
)
_TURNS = Table(
    "turns",
    _TABLES,
    Column("conversation_id", String(36), ForeignKey("conversations.id"), primary_key=True),
    Column("turn", Integer, primary_key=True, autoincrement=False),
    Column("question", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("asked", DateTime(timezone=True), nullable=False),
)
_FEEDBACK = Table(
    "feedback",
    _TABLES,
    Column("id", Integer, primary_key=True),
    Column("conversation_id", String(36), nullable=False),
    Column("turn", Integer, nullable=False),
    Column("rating", String(4), nullable=False),
    Column("comment", Text),
    Column("given", DateTime(timezone=True), nullable=False),
    ForeignKeyConstraint(["conversation_id", "turn"], ["turns.conversation_id", "turns.turn"]),
)
_ATTEMPTS = 5


class SqlConversations:
    """The Conversations port on a SQLAlchemy URL; safe to share between threads and processes.

    Every method raises WorldError when the database cannot be reached or written. So does opening it, which names a
    server that cannot be reached, and raises ConfigurationError for an address that is none or has no driver installed.
    """

    def __init__(self, url: str) -> None:
        address = _read_address(url)
        self._engine = _open(address)
        try:
            with self._transaction() as connection:
                for table in _TABLES.sorted_tables:
                    connection.execute(CreateTable(table, if_not_exists=True))
        except WorldError as error:
            self._engine.dispose()
            if _is_file(address):
                raise
            raise _unreachable(address, error) from error

    def start(self) -> str:
        """The id of a new, empty conversation."""
        conversation_id = str(uuid.uuid4())
        with self._transaction() as connection:
            connection.execute(insert(_CONVERSATIONS).values(id=conversation_id, started=_now()))
        return conversation_id

    def history(self, conversation_id: str, limit: int = 20) -> tuple[Turn, ...]:
        """The messages of its last `limit` turns, oldest first; raises NotFound."""
        latest = (
            select(_TURNS.c.question, _TURNS.c.answer)
            .where(_TURNS.c.conversation_id == conversation_id)
            .order_by(_TURNS.c.turn.desc())
            .limit(limit)
        )
        with self._transaction() as connection:
            self._require(connection, conversation_id)
            rows = connection.execute(latest).all()
        return tuple(
            turn for question, answer in reversed(rows) for turn in (Turn("user", question), Turn("assistant", answer))
        )

    def append(self, conversation_id: str, question: str, answer: str) -> int:
        """Adds one turn and gives its number, counted from 1; raises NotFound.

        The number is chosen inside the insert; where two inserts still choose the same one, the loser tries again.
        """
        number = select(
            literal(conversation_id),
            func.coalesce(func.max(_TURNS.c.turn), 0) + 1,
            literal(question),
            literal(answer),
            literal(_now()),
        ).where(_TURNS.c.conversation_id == conversation_id)
        statement = insert(_TURNS).from_select(_TURNS.c.keys(), number).returning(_TURNS.c.turn)
        for _ in range(_ATTEMPTS):
            try:
                with self._transaction() as connection:
                    self._require(connection, conversation_id)
                    return int(connection.execute(statement).scalar_one())
            except IntegrityError:
                continue
        raise WorldError(f"conversation {conversation_id}: too many turns at once", "对话正忙，请稍后再试。")

    def rate(self, conversation_id: str, turn: int, rating: Literal["up", "down"], comment: str | None) -> None:
        """Keeps what a person thought of one answer; raises NotFound."""
        rated = select(_TURNS.c.turn).where(_TURNS.c.conversation_id == conversation_id, _TURNS.c.turn == turn)
        kept = insert(_FEEDBACK).values(
            conversation_id=conversation_id, turn=turn, rating=rating, comment=comment, given=_now()
        )
        with self._transaction() as connection:
            if connection.execute(rated).first() is None:
                raise NotFound(f"conversation {conversation_id} has no turn {turn}", "没有这一轮对话，无法评价。")
            connection.execute(kept)

    def close(self) -> None:
        """Gives every connection back."""
        self._engine.dispose()

    @staticmethod
    def _require(connection: Connection, conversation_id: str) -> None:
        if (
            connection.execute(select(_CONVERSATIONS.c.id).where(_CONVERSATIONS.c.id == conversation_id)).first()
            is None
        ):
            raise NotFound(f"no conversation {conversation_id}", "没有这个对话，请重新开始。")

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except IntegrityError:
            raise
        except SQLAlchemyError as error:
            raise WorldError(f"database: {error}", "对话数据库暂时不可用，请稍后再试。") from error


def _read_address(url: str) -> URL:
    """The address with its dialect and driver at hand."""
    try:
        address = make_url(url)
        address.get_dialect().import_dbapi()
    except ImportError as error:
        raise ConfigurationError(
            f"POLICY_DATABASE_URL: {error}",
            f"连接 {address.get_backend_name()} 数据库的驱动没有安装（{error.name}）。"
            'PostgreSQL 请先运行 pip install "psycopg[binary]"。',
        ) from error
    except (SQLAlchemyError, ValueError) as error:
        raise ConfigurationError(
            f"POLICY_DATABASE_URL is not an address that can be used: {type(error).__name__}",
            "POLICY_DATABASE_URL 不是可用的数据库地址，应写成 postgresql://用户:密码@主机:端口/库名；不填则用 SQLite。",
        ) from error
    return address


def _unreachable(address: URL, error: Exception) -> WorldError:
    shown = address.render_as_string(hide_password=True)
    return WorldError(f"{shown}: {error}", f"打不开对话数据库 {shown}：请检查地址、账号、权限，以及数据库是否在运行。")


def _open(address: URL) -> Engine:
    """An engine; for a SQLite file its folder is made, and writers wait for each other instead of failing."""
    if not _is_file(address):
        return create_engine(address, pool_pre_ping=True)
    if address.database:
        try:
            Path(address.database).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _unreachable(address, error) from error
    engine = create_engine(address)

    @event.listens_for(engine, "connect")
    def prepare(connection: object, _: object) -> None:
        cursor = connection.cursor()  # type: ignore[attr-defined]
        for pragma in ("journal_mode=WAL", "busy_timeout=10000", "foreign_keys=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    return engine


def _is_file(address: URL) -> bool:
    return address.get_backend_name() == "sqlite"


def _now() -> datetime:
    return datetime.now(UTC)
