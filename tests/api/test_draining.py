"""Stopping: not ready, no new work, and what was begun is finished."""

import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from starlette.testclient import TestClient

from tests.api.serving import slow_server


def test_draining_process_is_not_ready_and_takes_no_new_work(client: TestClient) -> None:
    client.app.state.drain.is_on = True  # type: ignore[attr-defined]
    ready, asked = client.get("/readyz"), client.post("/api/ask", json={"question": "一"})
    assert (ready.status_code, ready.json()["code"]) == (503, "not_ready")
    assert (asked.status_code, asked.json()["code"], asked.headers["retry-after"]) == (503, "draining", "2")
    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_stopped_server_finishes_what_it_began(tmp_path: Path, number: signal.Signals) -> None:
    with slow_server(tmp_path) as (process, url), ThreadPoolExecutor(1) as pool, httpx.Client(base_url=url) as client:
        asked = pool.submit(httpx.post, f"{url}/api/ask", json={"question": "一"}, timeout=60)
        assert process.stdout and process.stdin
        assert process.stdout.readline() == "asked\n"
        assert client.get("/readyz").status_code == 200
        process.send_signal(number)
        while client.get("/readyz").status_code == 200:
            pass
        refused = client.post("/api/ask", json={"question": "二"})
        process.stdin.write("\n")
        process.stdin.flush()
        assert (refused.status_code, refused.json()["code"]) == (503, "draining")
        assert (asked.result().status_code, asked.result().json()["question"]) == (200, "一")
        process.wait(60)
