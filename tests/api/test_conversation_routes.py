"""Stored conversations over HTTP: read whole, deleted, forgotten with age, and looked through by those in charge."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from assistant.adapters.sql import SqlConversations
from assistant.api.keeping import Keeper
from assistant.domain import Question, Turn
from assistant.errors import NotFound
from tests.api.conftest import Connect
from tests.fake_assistant import ANSWER, AS_OF

KEY = "an-admin-key"
ADMIN = {"X-Admin-Key": KEY}


@pytest.fixture
def admin(connect: Connect) -> TestClient:
    return connect(POLICY_ADMIN_KEY=KEY)


def test_a_conversation_comes_back_with_its_whole_answers(client: TestClient) -> None:
    first = client.post("/api/ask", json={"question": "一", "as_of": "2026-11-24"}).json()
    body = {"question": "我的电话13812345678", "conversation_id": first["conversation_id"]}
    second = client.post("/api/ask/stream", json=body)
    client.post("/api/feedback", json={"conversation_id": first["conversation_id"], "turn": 1, "rating": "up"})
    kept = client.get(f"/api/conversations/{first['conversation_id']}").json()
    assert kept["id"] == first["conversation_id"]
    assert [(turn["turn"], turn["question"], turn["rating"]) for turn in kept["turns"]] == [
        (1, "一", "up"),
        (2, "我的电话[手机号]", None),
    ]
    assert (kept["turns"][0]["answer"], kept["turns"][0]["text"]) == (first, first["text"])
    assert "13812345678" in second.text
    assert "13812345678" not in str(kept)


def test_personal_numbers_never_reach_the_file(client: TestClient, tmp_path: Path) -> None:
    history = [{"role": "user", "content": "身份证11010519491231002X"}]
    client.post("/api/ask", json={"question": "打13812345678，到账13812345678元", "history": history})
    with closing(sqlite3.connect(tmp_path / "conversations.sqlite3")) as database:
        kept = str(database.execute("SELECT * FROM turns").fetchall())
    assert kept.count("13812345678") == kept.count("13812345678元") > 0
    assert "11010519491231002X" not in kept


def test_a_deleted_conversation_is_gone(client: TestClient) -> None:
    place = f"/api/conversations/{client.post('/api/ask', json={'question': '一'}).json()['conversation_id']}"
    assert [client.delete(place).status_code for _ in range(2)] == [204, 404]
    assert client.get(place).status_code == 404


@pytest.mark.parametrize(("name", "status"), [(str(uuid4()), 404), ("x", 422)])
def test_what_is_no_conversation_is_refused(client: TestClient, name: str, status: int) -> None:
    assert client.get(f"/api/conversations/{name}").status_code == status


def test_those_in_charge_see_questions_by_frequency_and_feedback(admin: TestClient) -> None:
    for question in ("茶馆奖多少？", "反问", "茶馆奖多少"):
        asked = admin.post("/api/ask", json={"question": question}).json()
    rating = {"conversation_id": asked["conversation_id"], "turn": 1, "rating": "down", "comment": "不清楚"}
    admin.post("/api/feedback", json=rating)
    often = admin.get("/api/admin/questions", headers=ADMIN).json()
    assert [(one["question"], one["outcome"], one["count"]) for one in often] == [
        ("茶馆奖多少", "answered", 2),
        ("反问", "needs_facts", 1),
    ]
    assert admin.get("/api/admin/questions?outcome=not_covered", headers=ADMIN).json() == []
    said = admin.get("/api/admin/feedback?rating=down", headers=ADMIN).json()
    assert [(one["question"], one["comment"], one["outcome"]) for one in said] == [("茶馆奖多少", "不清楚", "answered")]


@pytest.mark.parametrize("path", ["/api/admin/questions", "/api/admin/feedback"])
def test_the_lists_need_the_admin_key(admin: TestClient, client: TestClient, path: str) -> None:
    assert [admin.get(path).status_code, client.get(path, headers=ADMIN).status_code] == [401, 403]
    assert admin.get(f"{path}?limit=0", headers=ADMIN).status_code == 422


@pytest.fixture
def clock() -> Iterator[float]:
    """More than an hour later each time it is read."""
    return iter(float(step * 4000) for step in range(100))


def test_what_is_too_old_is_forgotten_while_answers_are_kept(
    conversations: SqlConversations, clock: Iterator[float], tmp_path: Path
) -> None:
    keeper = Keeper(conversations, 30, lambda: next(clock))
    old = [conversations.start() for _ in range(2)]
    fresh = Question("一", AS_OF, (), None, conversations.start())
    _age(tmp_path, old[:1])
    keeper.keep(ANSWER, fresh, None)
    _age(tmp_path, old[1:])
    with pytest.raises(NotFound):
        conversations.read(old[0])
    assert conversations.read(old[1]).turns == ()
    keeper.keep(ANSWER, fresh, (Turn("user", "零"),))
    with pytest.raises(NotFound):
        conversations.read(old[1])
    assert len(conversations.read(str(fresh.conversation_id)).turns) == 2


def _age(folder: Path, ids: list[str]) -> None:
    """Makes conversations look 31 days old."""
    began = (datetime.now(UTC) - timedelta(days=31)).strftime("%Y-%m-%d %H:%M:%S.%f")
    with closing(sqlite3.connect(folder / "conversations.sqlite3")) as database, database:
        database.executemany("UPDATE conversations SET started = ? WHERE id = ?", [(began, one) for one in ids])
