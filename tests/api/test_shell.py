"""What holds for every route: keys, limits, error documents, documentation."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant.api.limits import BODY_BYTES, UPLOAD_BYTES
from tests.api.conftest import Connect
from tests.fake_assistant import FakeAssistant

ROOT = Path(__file__).parent.parent.parent
ROUTES = {
    ("POST", "/api/ask"),
    ("POST", "/api/ask/stream"),
    ("POST", "/api/feedback"),
    ("GET", "/api/conversations/{conversation_id}"),
    ("DELETE", "/api/conversations/{conversation_id}"),
    ("GET", "/api/admin/questions"),
    ("GET", "/api/admin/feedback"),
    ("GET", "/api/search"),
    ("GET", "/api/policies"),
    ("POST", "/api/policies"),
    ("GET", "/api/policies/{policy_id}"),
    ("DELETE", "/api/policies/{policy_id}"),
    ("GET", "/api/policies/{policy_id}/clauses"),
    ("GET", "/api/policies/{policy_id}/standing"),
    ("GET", "/api/policies/{policy_id}/versions"),
    ("GET", "/api/policies/{before}/diff/{after}"),
    ("GET", "/api/policies/{policy_id}/clauses/{number}"),
    ("GET", "/api/clauses/{ref}"),
    ("GET", "/api/awards"),
    ("GET", "/api/awards/{award_id}"),
    ("POST", "/api/awards/{award_id}/calculate"),
    ("POST", "/api/awards/screen"),
    ("GET", "/v1/models"),
    ("POST", "/v1/chat/completions"),
    ("GET", "/healthz"),
    ("GET", "/readyz"),
    ("GET", "/metrics"),
}


def test_every_route_is_documented_with_its_shape(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    assert {(method.upper(), path) for path, methods in paths.items() for method in methods} == ROUTES
    for path, methods in paths.items():
        for method, described in methods.items():
            good = next(answer for status, answer in described["responses"].items() if status.startswith("2"))
            shapes = [content["schema"] for content in good.get("content", {}).values() if "schema" in content]
            assert described["summary"], (method, path)
            assert {} not in shapes, (method, path)


def test_documentation_asks_nothing_of_other_hosts(client: TestClient) -> None:
    page = client.get("/docs").text
    assert "http" not in page.replace("window.location.origin", "")
    assert client.get("/static-offline-docs/swagger-ui-bundle.js").status_code == 200


def test_alive_and_ready(client: TestClient, fake: FakeAssistant) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json() == {"status": "ok"}
    fake.ready = False
    assert client.get("/healthz").status_code == 200
    assert (client.get("/readyz").status_code, client.get("/readyz").json()["code"]) == (503, "not_ready")


@pytest.mark.parametrize(
    ("host", "status"), [("127.0.0.1", 200), ("::1", 200), ("::ffff:127.0.0.1", 200), ("10.0.0.9", 403)]
)
def test_without_keys_only_this_machine_may_call(connect: Connect, host: str, status: int) -> None:
    assert connect(host).get("/api/policies").status_code == status


def test_with_keys_every_caller_needs_one(connect: Connect) -> None:
    client = connect("10.0.0.9", POLICY_API_KEYS="one-key, 另一把")
    refused = connect("127.0.0.1", POLICY_API_KEYS="one-key").get("/api/policies")
    assert (refused.status_code, refused.json()["code"], refused.headers["www-authenticate"]) == (
        401,
        "unauthorized",
        "Bearer",
    )
    assert client.get("/api/policies", headers={"Authorization": "Bearer one-key"}).status_code == 200
    assert client.get("/api/policies", headers={"X-API-Key": "one-key"}).status_code == 200
    for headers in (
        {"X-API-Key": "one"},
        {"X-API-Key": ""},
        {"Authorization": "one-key"},
        {"Authorization": "Bearer "},
    ):
        assert client.get("/api/policies", headers=headers).status_code == 401


def test_health_needs_no_key(connect: Connect) -> None:
    assert connect("10.0.0.9", POLICY_API_KEYS="one-key").get("/healthz").status_code == 200


@pytest.mark.parametrize("path", ["/api/none", "/v1/none", "/none"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_unknown_address_is_a_problem_document(client: TestClient, method: str, path: str) -> None:
    answer = client.request(method, path)
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert answer.json()["code"] == "not_found"


WITH_PAGE = """
import json, sys
from starlette.testclient import TestClient
from assistant.api import create_app
from assistant.settings import load_settings
from tests.fake_assistant import FakeAssistant
client = TestClient(create_app(FakeAssistant(), load_settings(environ={"POLICY_DATA_DIR": sys.argv[1]})))
found = {path: client.get(path) for path in sys.argv[2:]}
print(json.dumps({path: [one.status_code, one.headers["content-type"]] for path, one in found.items()}))
"""


def test_addresses_that_the_page_does_not_know_are_problem_documents_too(tmp_path: Path) -> None:
    """In a process of its own, since the page leaves an event loop behind."""
    unknown = ("/none", "/v1/none", "/none/none", "/assets/none.js")
    done = subprocess.run(
        [sys.executable, "-c", WITH_PAGE, str(tmp_path), "/", *unknown], capture_output=True, text=True, cwd=ROOT
    )
    expected = {"/": [200, "text/html; charset=utf-8"], **{one: [404, "application/problem+json"] for one in unknown}}
    assert json.loads(done.stdout.splitlines()[-1]) == expected


def test_wrong_method_says_which_is_right(client: TestClient) -> None:
    answer = client.get("/api/ask")
    assert (answer.status_code, answer.headers["allow"], answer.json()["code"]) == (405, "POST", "method_not_allowed")


def test_defect_is_500_without_a_trace(client: TestClient, fake: FakeAssistant) -> None:
    fake.policies = lambda: 1 / 0  # type: ignore[assignment, method-assign, return-value]
    answer = client.get("/api/policies")
    assert (answer.status_code, answer.json()["code"]) == (500, "internal")
    assert "ZeroDivision" not in answer.text


def test_body_over_the_limit_is_413(client: TestClient) -> None:
    answer = client.post("/api/ask", json={"question": "问" * BODY_BYTES})
    assert (answer.status_code, answer.json()["detail"]) == (413, "内容太大，最多 1024 KB。")


def test_upload_has_a_limit_of_its_own(connect: Connect, fake: FakeAssistant) -> None:
    client = connect(POLICY_ADMIN_KEY="a-long-secret")
    headers = {"X-Admin-Key": "a-long-secret"}
    assert (
        client.post("/api/policies", files={"file": ("x.md", b"x" * 2 * BODY_BYTES)}, headers=headers).status_code
        == 201
    )
    assert (
        client.post("/api/policies", files={"file": ("x.md", b"x" * UPLOAD_BYTES)}, headers=headers).status_code == 413
    )
    assert len(fake.ingested) == 1


def test_body_of_undeclared_length_ends_at_the_limit(client: TestClient, fake: FakeAssistant) -> None:
    pieces = iter([b'{"question": "', *[b"x" * 65536] * 20, b'"}'])
    answer = client.post("/api/ask", content=pieces, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
    assert fake.asked == []


def test_browsers_are_told_to_be_strict(client: TestClient) -> None:
    headers = client.get("/api/policies").headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-security-policy"].startswith("default-src 'self'")
