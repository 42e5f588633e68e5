"""One SQL database: opened by its address, brought up to date, and used in transactions that fail as WorldError."""

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

from filelock import FileLock
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from assistant.errors import ConfigurationError, WorldError

_CONNECT_TIMEOUT_S = 5
_STEPS_LOCK = 7_264_031
"""The number of PostgreSQL's advisory lock under which the steps run; any, but always the same."""


class Database:
    """A SQLite file or a server; safe to share between threads and processes.

    Opening it makes or updates its tables: one process does, others wait. Raises WorldError, naming a server that
    cannot be reached, and ConfigurationError for an address that is none or has no driver installed.
    """

    def __init__(self, url: str) -> None:
        address = _read_address(url)
        self._engine = _open(address)
        self._writer = self._engine.execution_options(writes=True)
        try:
            if _is_file(address) and address.database:
                _write_ahead(self._engine, address.database)
            with self.writing() as connection:
                _update(connection)
        except WorldError as error:
            self._engine.dispose()
            if _is_file(address):
                raise
            raise _unreachable(address, error) from error

    def reading(self) -> AbstractContextManager[Connection]:
        """A transaction that only reads."""
        return _transaction(self._engine)

    def writing(self) -> AbstractContextManager[Connection]:
        """A transaction that writes, kept once the block has ended; in a file, one at a time. IntegrityError passes."""
        return _transaction(self._writer)

    def close(self) -> None:
        """Gives every connection back."""
        self._engine.dispose()


@contextmanager
def _transaction(engine: Engine) -> Iterator[Connection]:
    try:
        with engine.begin() as connection:
            yield connection
    except IntegrityError:
        raise
    except SQLAlchemyError as error:
        raise _unavailable(error) from error


def _unavailable(error: Exception) -> WorldError:
    return WorldError(f"database: {error}", "对话数据库暂时不可用，请稍后再试。")


def _update(connection: Connection) -> None:
    """Runs the steps that this database has not had; where one fails, none of them has happened."""
    from alembic import command
    from alembic.config import Config

    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _STEPS_LOCK})
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    command.upgrade(config, "head")


def _read_address(url: str) -> URL:
    """The address with its dialect and driver at hand."""
    try:
        address = make_url(url)
        if address.drivername in ("postgresql", "postgres"):
            address = address.set(drivername="postgresql+psycopg")
        address.get_dialect().import_dbapi()
    except ImportError as error:
        raise ConfigurationError(
            f"POLICY_DATABASE_URL: {error}",
            f"连接 {address.get_backend_name()} 数据库的驱动没有安装（{error.name}）。"
            "可用 SQLite（不填）或 PostgreSQL：postgresql://用户:密码@主机:端口/库名。",
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
    """An engine whose errors name no values; a broken connection is noticed before it is used."""
    if not _is_file(address):
        query = {"connect_timeout": str(_CONNECT_TIMEOUT_S), **address.query}
        return create_engine(address.set(query=query), pool_pre_ping=True, hide_parameters=True)
    if address.database:
        try:
            Path(address.database).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _unreachable(address, error) from error
    engine = create_engine(address, hide_parameters=True)
    event.listen(engine, "connect", _prepare_file)
    event.listen(engine, "begin", _begin_in_file)
    return engine


def _prepare_file(connection: object, _: object) -> None:
    """Every commit reaches the disk; writers wait for each other instead of failing."""
    connection.isolation_level = None  # type: ignore[attr-defined]  # transactions begin below, not in the driver
    cursor = connection.cursor()  # type: ignore[attr-defined]
    for pragma in ("busy_timeout=30000", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _write_ahead(engine: Engine, place: str) -> None:
    """Has the file, from now on, keep a log of what is written, so that readers and the writer do not wait.

    SQLite refuses at once whoever switches a file while another does; so one process does, others wait.
    """
    try:
        with FileLock(f"{place}.lock"), closing(engine.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA journal_mode=WAL")
    except (sqlite3.Error, SQLAlchemyError, OSError) as error:
        raise _unavailable(error) from error


def _begin_in_file(connection: Connection) -> None:
    """A writer takes its place at once: a reader that turns writer later would fail where it should wait."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _is_file(address: URL) -> bool:
    return address.get_backend_name() == "sqlite"
