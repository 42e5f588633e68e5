"""Conversations in SQLite and on PostgreSQL; databases of earlier versions; addresses that lead nowhere."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.adapters.sql import SqlConversations
from assistant.adapters.sql_database import Database
from assistant.adapters.sql_tables import TURNS
from assistant.domain import Turn
from assistant.errors import ConfigurationError, WorldError
from assistant.ports import KeptConversation, KeptTurn
from tests.adapters.conversations_contract import ConversationsContract, made
from tests.servers import free_port

BEFORE_STEPS = """
CREATE TABLE conversations (id VARCHAR(36) NOT NULL, started DATETIME NOT NULL, PRIMARY KEY (id));
CREATE TABLE turns (
    conversation_id VARCHAR(36) NOT NULL, turn INTEGER NOT NULL, question TEXT NOT NULL, answer TEXT NOT NULL,
    asked DATETIME NOT NULL, PRIMARY KEY (conversation_id, turn),
    FOREIGN KEY(conversation_id) REFERENCES conversations (id)
);
CREATE TABLE feedback (
    id INTEGER NOT NULL, conversation_id VARCHAR(36) NOT NULL, turn INTEGER NOT NULL, rating VARCHAR(4) NOT NULL,
    comment TEXT, given DATETIME NOT NULL, PRIMARY KEY (id),
    FOREIGN KEY(conversation_id, turn) REFERENCES turns (conversation_id, turn)
);
INSERT INTO conversations VALUES ('old', '2026-11-01 08:00:00.000000');
INSERT INTO turns VALUES ('old', 1, '一', '甲', '2026-11-01 08:00:01.000000');
INSERT INTO feedback VALUES (1, 'old', 1, 'up', '好', '2026-11-01 08:00:02.000000');
"""


class TestSqlite(ConversationsContract):
    @pytest.fixture
    def url(self, tmp_path: Path) -> str:
        return f"sqlite:///{tmp_path / 'new folder' / 'c.sqlite3'}"


@pytest.mark.postgres
class TestPostgres(ConversationsContract):
    @pytest.fixture
    def url(self, new_database: Callable[[], str]) -> str:
        return new_database()


def test_a_file_from_before_there_were_steps_is_taken_over_whole(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "c.sqlite3")) as old:
        old.executescript(BEFORE_STEPS)
    conversations = SqlConversations(f"sqlite:///{tmp_path / 'c.sqlite3'}")
    turn = KeptTurn(1, "一", "甲", datetime(2026, 11, 1, 8, 0, 1, tzinfo=UTC), None, "up")
    assert conversations.read("old") == KeptConversation("old", datetime(2026, 11, 1, 8, tzinfo=UTC), (turn,))
    assert conversations.append("old", "二", "乙", made()) == 2
    assert conversations.history("old", limit=1) == (Turn("user", "二"), Turn("assistant", "乙"))
    assert [said.comment for said in conversations.feedback()] == ["好"]
    conversations.close()


def test_the_steps_end_in_the_tables_that_the_program_uses(tmp_path: Path) -> None:
    Database(f"sqlite:///{tmp_path / 'c.sqlite3'}").close()
    with closing(sqlite3.connect(tmp_path / "c.sqlite3")) as made_by_steps:
        columns = [row[1] for row in made_by_steps.execute("PRAGMA table_info(turns)")]
        steps = made_by_steps.execute("SELECT version_num FROM alembic_version").fetchall()
    assert (columns, steps) == ([column.name for column in TURNS.columns], [("0002",)])


def test_database_that_cannot_be_opened_is_a_world_error(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("not a database, but long enough to be read as one" * 100, encoding="utf-8")
    with pytest.raises(WorldError) as caught:
        SqlConversations(f"sqlite:///{tmp_path / 'taken'}")
    assert caught.value.message_zh == "对话数据库暂时不可用，请稍后再试。"


def test_a_server_that_is_not_there_is_named_without_its_password() -> None:
    port = free_port()
    with pytest.raises(WorldError) as caught:
        SqlConversations(f"postgresql://zhang:secret@127.0.0.1:{port}/policy")
    assert f"127.0.0.1:{port}/policy" in caught.value.message_zh
    assert "secret" not in caught.value.message_zh + str(caught.value)


@pytest.mark.parametrize("url", ["nonsense", "mysql+none://a/b", "oracle://a/b"])
def test_an_address_that_cannot_be_used_is_a_configuration_error(url: str) -> None:
    with pytest.raises(ConfigurationError, match="POLICY_DATABASE_URL"):
        SqlConversations(url)
