"""Conversations in SQLite: kept, numbered without gaps by many writers, refused where there are none."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.adapters.sql import SqlConversations
from assistant.domain import Turn
from assistant.errors import NotFound, WorldError


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'new folder' / 'c.sqlite3'}"


@pytest.fixture
def conversations(url: str) -> Iterator[SqlConversations]:
    opened = SqlConversations(url)
    yield opened
    opened.close()


def test_new_conversation_is_empty(conversations: SqlConversations) -> None:
    assert conversations.history(conversations.start()) == ()


def test_turns_come_back_in_order(conversations: SqlConversations) -> None:
    one, other = conversations.start(), conversations.start()
    assert [conversations.append(one, "一", "甲"), conversations.append(one, "二", "乙")] == [1, 2]
    assert conversations.append(other, "三", "丙") == 1
    expected = (Turn("user", "一"), Turn("assistant", "甲"), Turn("user", "二"), Turn("assistant", "乙"))
    assert conversations.history(one) == expected
    assert conversations.history(one, limit=1) == expected[2:]


def test_turns_outlive_the_process(conversations: SqlConversations, url: str) -> None:
    one = conversations.start()
    conversations.append(one, "一", "甲")
    again = SqlConversations(url)
    assert again.history(one) == (Turn("user", "一"), Turn("assistant", "甲"))
    again.close()


def test_unknown_conversation_is_not_found(conversations: SqlConversations) -> None:
    for act in (
        lambda: conversations.history("none"),
        lambda: conversations.append("none", "一", "甲"),
        lambda: conversations.rate("none", 1, "up", None),
    ):
        with pytest.raises(NotFound):
            act()


def test_rating_needs_a_turn(conversations: SqlConversations) -> None:
    one = conversations.start()
    with pytest.raises(NotFound):
        conversations.rate(one, 1, "down", "不对")
    conversations.append(one, "一", "甲")
    conversations.rate(one, 1, "down", "不对")


def test_many_writers_number_their_turns_without_gap_or_loss(conversations: SqlConversations, url: str) -> None:
    one, other_process = conversations.start(), SqlConversations(url)
    with ThreadPoolExecutor(8) as threads:
        writers = (conversations, other_process) * 20
        turns = list(threads.map(lambda writer: writer.append(one, "问", "答"), writers))
    other_process.close()
    assert sorted(turns) == list(range(1, 41))
    assert len(conversations.history(one, limit=100)) == 80


def test_database_that_cannot_be_opened_is_a_world_error(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("not a database, but long enough to be read as one" * 100, encoding="utf-8")
    with pytest.raises(WorldError) as caught:
        SqlConversations(f"sqlite:///{tmp_path / 'taken'}")
    assert caught.value.message_zh == "对话数据库暂时不可用，请稍后再试。"
