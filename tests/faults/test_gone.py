"""Servers that go away and come back: the database is missed honestly, Chroma is done without and said so."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant.adapters.sql import SqlConversations
from assistant.api import create_app
from assistant.domain import Question
from assistant.errors import WorldError
from assistant.settings import load_settings
from tests.dialogue.fictional import DAY
from tests.fake_assistant import FakeAssistant
from tests.faults.places import CORPUS, make_assistant
from tests.servers import ChromaServer, Postgres

QUESTION = Question("种荆条有没有好处？", DAY)


@pytest.fixture
def database() -> Iterator[Postgres]:
    server = Postgres()
    yield server
    server.remove()


@pytest.mark.postgres
def test_the_database_goes_and_comes_back_and_nothing_acknowledged_is_lost(database: Postgres) -> None:
    conversations = SqlConversations(database.make_database("policy"))
    app = create_app(FakeAssistant(), load_settings(environ={}), conversations, page=False)  # type: ignore[arg-type]
    client = TestClient(app, "http://127.0.0.1", client=("127.0.0.1", 50000), raise_server_exceptions=False)
    first = client.post("/api/ask", json={"question": "一"}).json()
    database.stop()
    lost = client.post("/api/ask", json={"question": "二", "conversation_id": first["conversation_id"]})
    assert (lost.status_code, lost.json()["detail"]) == (503, "对话数据库暂时不可用，请稍后再试。")
    assert lost.headers["retry-after"]
    assert client.get("/api/awards").status_code == 200
    database.start()
    again = client.post("/api/ask", json={"question": "三", "conversation_id": first["conversation_id"]}).json()
    kept = client.get(f"/api/conversations/{first['conversation_id']}").json()
    conversations.close()
    assert [turn["answer"] for turn in kept["turns"]] == [first, again]


@pytest.mark.chroma_server
def test_chroma_goes_and_comes_back_and_words_are_searched_meanwhile(tmp_path: Path) -> None:
    server = ChromaServer(tmp_path / "chroma")
    server.start()
    corpus = Path(shutil.copytree(CORPUS, tmp_path / "corpus"))
    assistant = make_assistant(corpus, tmp_path / "data", server.url)
    before = assistant.ask(QUESTION)
    server.stop()
    without = assistant.ask(QUESTION)
    hits = assistant.search("蜜源保护区种植荆条")
    server.start()
    after = assistant.ask(QUESTION)
    server.stop()
    assert (before.degraded, without.degraded, after.degraded) == ((), ("vectors",), ())
    assert replace(after, timings_ms={}) == replace(before, timings_ms={})
    assert (without.outcome, without.citations, without.guard) == (before.outcome, before.citations, before.guard)
    assert {found.finder for hit in hits for found in hit.found} == {"words"}


@pytest.mark.chroma_server
def test_chroma_gone_while_indexing_leaves_the_old_edition_serving(tmp_path: Path) -> None:
    server = ChromaServer(tmp_path / "chroma")
    server.start()
    corpus = Path(shutil.copytree(CORPUS, tmp_path / "corpus"))
    assistant = make_assistant(corpus, tmp_path / "data", server.url)
    before = assistant.ask(QUESTION)
    new = tmp_path / "river.md"
    new.write_text("梨溪镇河道清洁办法\n\n第一条　对清理河道的村，每年补助3000元。\n", encoding="utf-8")
    server.stop()
    with pytest.raises(WorldError):
        assistant.ingest([new], dry_run=False)
    assert len(assistant.policies()) == len(list((corpus / "policies").iterdir())) == 2
    server.start()
    assistant.ingest([new], dry_run=False)
    after = assistant.ask(QUESTION)
    server.stop()
    assert (len(assistant.policies()), after.citations, after.degraded) == (3, before.citations, ())
