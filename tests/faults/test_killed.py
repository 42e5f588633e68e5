"""Killed in the middle of storing and indexing: what was acknowledged is kept, the index is whole, all starts again."""

import json
import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from random import Random

import httpx
import pytest

from assistant.adapters.sql import SqlConversations
from assistant.domain import Clause
from assistant.search import Engines, Snapshot, build_snapshot
from tests.fakes import FakeEmbedder, FakeVectorStore, FakeWordStore
from tests.faults.places import CORPUS
from tests.servers import free_port, run_python, wait_for

KILLS, AT_ONCE = 50, 5
WRITING = """
import sys
from itertools import count
from pathlib import Path
from assistant.adapters.sql import SqlConversations
from tests.faults.test_killed import build, clauses
conversations = SqlConversations(sys.argv[1])
for number in count(int(sys.argv[3])):
    one = conversations.start()
    for turn in range(3):
        conversations.append(one, f"问{turn}", f"答{turn}")
        print("kept", one, turn + 1)
    build(Path(sys.argv[2]), clauses(number)).close()
    print("indexed", number, 0)
"""


def clauses(number: int) -> tuple[Clause, ...]:
    """Forty clauses, every one with the number in its text."""
    return tuple(
        Clause("lake", str(at), (str(at),), (), f"第{at}项", f"渔家乐第{number}版第{at}项奖励。", f"第{at}项", "item")
        for at in range(40)
    )


def build(root: Path, of: tuple[Clause, ...]) -> Snapshot:
    """A snapshot with engines whose cost is small, so that a death can hit any step."""
    return build_snapshot(root, of, Engines(FakeEmbedder(), FakeVectorStore(), FakeWordStore()))


def test_fifty_deaths_while_storing_and_indexing_lose_nothing(tmp_path: Path) -> None:
    url, index, random = f"sqlite:///{tmp_path / 'c.sqlite3'}", tmp_path / "index", Random(7)
    SqlConversations(url).close()
    kept: dict[str, int] = {}
    for _ in range(KILLS // AT_ONCE):
        children = [run_python(WRITING, url, str(index), str(1000 * child)) for child in range(AT_ONCE)]
        for child in children:
            for name, what, turn in _said(child, random.randint(1, 12)):
                if name == "kept":
                    kept[what] = int(turn)
        build(index, clauses(0)).close()
    conversations = SqlConversations(url)
    assert len(kept) >= KILLS / 2
    assert [one for one, turns in kept.items() if len(conversations.read(one).turns) < turns] == []
    conversations.close()
    snapshot = build(index, clauses(0))
    assert [one.key for one in snapshot.words.search("第0版第7项奖励", 1)] == ["lake#7"]
    assert (snapshot.words.size, list(index.glob("building-*"))) == (40, [])
    snapshot.close()


def _said(child: "subprocess.Popen[str]", lines: int) -> Iterator[list[str]]:
    """What the child acknowledged before and until it was killed, which is after so many lines."""
    assert child.stdout is not None
    with child:
        for _ in range(lines):
            yield child.stdout.readline().split()
        os.kill(child.pid, signal.SIGKILL)
        for line in child.stdout:
            if line.endswith("\n"):
                yield line.split()


SERVING = """
import sys
import uvicorn
from pathlib import Path
from assistant.api import create_app
from assistant.settings import load_settings
from tests.faults.places import make_assistant
corpus, data, port = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
assistant = make_assistant(corpus, data)
assistant.rehearse()
settings = load_settings(environ={"POLICY_DATA_DIR": str(data), "POLICY_ADMIN_KEY": "an-admin-key"})
uvicorn.run(create_app(assistant, settings, page=False), port=port, log_level="warning")
"""


@pytest.mark.parametrize("moment", ["storing", "asking", "indexing"])
def test_the_server_dies_at_work_and_starts_again_with_everything_acknowledged(tmp_path: Path, moment: str) -> None:
    corpus, data, port = Path(shutil.copytree(CORPUS, tmp_path / "corpus")), tmp_path / "data", free_port()
    arguments = (str(corpus), str(data), str(port))
    server = run_python(SERVING, *arguments)
    wait_for(f"http://127.0.0.1:{port}/readyz")
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
        asked = [client.post("/api/ask", json={"question": "蜂业科技项目配套多少？"}).json() for _ in range(5)]
    half_sent = _send_and_leave(port, moment)
    os.kill(server.pid, signal.SIGKILL)
    half_sent.close()
    with server:
        server.wait()
    server = run_python(SERVING, *arguments)
    wait_for(f"http://127.0.0.1:{port}/readyz")
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
        kept = [client.get(f"/api/conversations/{one['conversation_id']}").json() for one in asked]
        again = client.post("/api/ask", json={"question": "蜂业科技项目配套多少？"}).json()
    with server:
        os.kill(server.pid, signal.SIGTERM)
        server.wait()
    assert [one["turns"][0]["answer"] for one in kept] == asked
    assert (again["citations"], again["text"]) == (asked[0]["citations"], asked[0]["text"])


def _send_and_leave(port: int, moment: str) -> socket.socket:
    """A connection whose request the server has begun to work on when it dies."""

    upload = (
        b"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"river.md\"\r\n\r\n"
        + "梨溪镇河道清洁办法\n\n第一条　每年补助3000元。\n".encode() + b"\r\n--b--\r\n"
    )  # fmt: skip
    body = json.dumps({"question": "蜂业科技项目到账60万元配套多少？"}).encode()
    path, kind, content = {
        "storing": ("/api/ask", "application/json", body),
        "asking": ("/api/ask/stream", "application/json", body),
        "indexing": ("/api/policies", "multipart/form-data; boundary=b", upload),
    }[moment]
    sent = socket.create_connection(("127.0.0.1", port))
    head = (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {kind}\r\nX-Admin-Key: an-admin-key\r\n"
        f"Content-Length: {len(content)}\r\n\r\n"
    )
    sent.sendall(head.encode() + content)
    return sent
