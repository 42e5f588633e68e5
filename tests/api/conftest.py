"""The application on a fake assistant and a database of its own, called from the loopback."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
from starlette.testclient import TestClient

from assistant.adapters.sql import SqlConversations
from assistant.api import create_app
from assistant.service import Assistant
from assistant.settings import load_settings
from tests.fake_assistant import FakeAssistant

Connect = Callable[..., TestClient]


@pytest.fixture
def fake() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture
def conversations(tmp_path: Path) -> Iterator[SqlConversations]:
    opened = SqlConversations(f"sqlite:///{tmp_path / 'conversations.sqlite3'}")
    yield opened
    opened.close()


@pytest.fixture
def connect(fake: FakeAssistant, conversations: SqlConversations) -> Connect:
    """A client of the application with the given `POLICY_` variables, calling from `host`."""

    def connect_it(host: str = "127.0.0.1", **environ: str) -> TestClient:
        settings = load_settings(environ=environ)
        app = create_app(cast(Assistant, fake), settings, conversations, page=False)
        return TestClient(app, "http://127.0.0.1", client=(host, 50000), raise_server_exceptions=False)

    return connect_it


@pytest.fixture
def client(connect: Connect) -> TestClient:
    return connect()
