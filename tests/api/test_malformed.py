"""Nothing that anyone sends brings the service down: 4xx, a problem document, and no memory kept."""

import gc
import socket
import sys
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from starlette.testclient import TestClient

from tests.api.conftest import Connect
from tests.api.malformed import Malformed, malformed
from tests.api.serving import slow_server
from tests.fake_assistant import FakeAssistant

COUNT = 2_400
FEW_BLOCKS = 10_000
"""Of memory: less than one for every ten that a single kept request and its answer would take."""


# Starlette leaves the files of unfinished uploads to the collector.
@pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning")
def test_malformed_requests_are_4xx_and_leave_nothing_behind(connect: Connect, fake: FakeAssistant) -> None:
    requests = list(malformed(COUNT))
    assert len({(one.method, one.path, one.content) for one in requests}) > COUNT / 2
    failures, kinds = list[tuple[object, ...]](), Counter[str]()
    with connect(POLICY_ADMIN_KEY="a-long-secret") as client:
        for number, request in enumerate(requests):
            if number == COUNT // 2:
                gc.collect()
                before = sys.getallocatedblocks()
            kinds[request.kind] += 1
            failures += _failure(client, request)
        gc.collect()
        grown = sys.getallocatedblocks() - before
        assert failures == []
        assert client.get("/readyz").status_code == 200
    assert grown < FEW_BLOCKS
    assert min(kinds.values()) >= COUNT // 15
    assert (fake.asked, fake.ingested) == ([], [])


def _failure(client: TestClient, request: Malformed) -> list[tuple[object, ...]]:
    answer = client.request(request.method, request.path, content=request.content, headers=request.headers)
    is_problem = answer.headers["content-type"] == "application/problem+json"
    if 400 <= answer.status_code < 500 and is_problem and set(answer.json()) >= {"code", "detail", "status"}:
        return []
    return [(request.kind, request.method, request.path[:80], request.content[:80], answer.status_code)]


RAW = (
    b"GARBAGE\r\n\r\n",
    b"GET / HTTP/9.9\r\n\r\n",
    b"GET /healthz HTTP/1.1\r\nHost: a\r\nHost\r\n\r\n",
    b"POST /api/ask HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
    b"POST /api/ask HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
    b"POST /api/ask HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n{}",
    b"GET /" + b"x" * 200_000 + b" HTTP/1.1\r\n\r\n",
    b"GET /healthz HTTP/1.1\r\n" + b"X: y\r\n" * 20_000 + b"\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    b"\0" * 4096,
)


def test_what_is_not_even_http_ends_only_its_own_connection(tmp_path: Path) -> None:
    with slow_server(tmp_path) as (process, url):
        place = urlsplit(url)
        for sent in RAW:
            with socket.create_connection((str(place.hostname), place.port or 0), 60) as connection:
                connection.sendall(sent)
                connection.shutdown(socket.SHUT_WR)
                status = connection.recv(16)
                assert not status.startswith((b"HTTP/1.1 2", b"HTTP/1.1 5")), sent[:60]
        assert httpx.get(f"{url}/readyz").status_code == 200
        assert process.poll() is None
