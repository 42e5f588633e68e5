"""Keys: as written or as digests, for reading or for changing, and where none is needed."""

import hashlib

import pytest
from pydantic import SecretStr
from starlette.requests import HTTPConnection

from assistant.api.keys import key_in
from assistant.errors import ConfigurationError
from assistant.settings import load_settings
from tests.api.conftest import Connect

AWAY = "10.0.0.9"
SECRET = "a-long-secret"
HASHED = f"sha256:{hashlib.sha256(SECRET.encode()).hexdigest()}"


@pytest.mark.parametrize("configured", [SECRET, HASHED])
def test_key_is_held_as_written_or_as_its_digest(connect: Connect, configured: str) -> None:
    client = connect(AWAY, POLICY_API_KEYS=f"other,{configured}")
    assert client.get("/api/policies", headers={"X-API-Key": SECRET}).status_code == 200
    for wrong in (HASHED, HASHED.removeprefix("sha256:"), SECRET[:-1], SECRET.upper()):
        assert client.get("/api/policies", headers={"X-API-Key": wrong}).status_code == 401


@pytest.mark.parametrize("configured", [SECRET, HASHED])
def test_admin_key_may_read_and_change(connect: Connect, configured: str) -> None:
    client = connect(AWAY, POLICY_API_KEYS="reader", POLICY_ADMIN_KEY=configured)
    assert client.get("/api/policies", headers={"X-Admin-Key": SECRET}).status_code == 200
    assert client.delete("/api/policies/yunxi-2030-7", headers={"Authorization": f"Bearer {SECRET}"}).status_code == 204


def test_reading_key_may_not_change(connect: Connect) -> None:
    client = connect(AWAY, POLICY_API_KEYS="reader", POLICY_ADMIN_KEY=SECRET)
    headers = {"X-API-Key": "reader", "X-Admin-Key": "reader"}
    assert client.delete("/api/policies/yunxi-2030-7", headers=headers).status_code == 401
    assert client.get("/api/admin/feedback", headers=headers).status_code == 401


def test_digest_that_is_none_is_refused_at_start() -> None:
    with pytest.raises(ConfigurationError) as caught:
        load_settings(environ={"POLICY_API_KEYS": "sha256:abc"})
    assert "POLICY_API_KEYS" in caught.value.message_zh


@pytest.mark.parametrize("offered", ["first", "third", "none", "x" * 5000])
def test_every_key_is_compared_as_digests_of_one_length(offered: str) -> None:
    """Whichever fits: so neither the order of the keys nor their letters show in the time taken."""
    compared: list[tuple[str, str]] = []

    def compare(one: str, other: str) -> bool:
        compared.append((one, other))
        return one == other

    request = HTTPConnection({"type": "http", "headers": [(b"x-api-key", offered.encode())]})
    held = key_in(request, [SecretStr(key) for key in ("first", "second", "third")], "x-api-key", compare)
    assert (held is not None) == (offered in ("first", "third"))
    assert [(len(one), len(other)) for one, other in compared] == [(64, 64)] * 3


@pytest.mark.parametrize("name", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "X-Forwarded-Host"])
def test_request_passed_on_by_a_proxy_is_not_from_this_machine(connect: Connect, name: str) -> None:
    answer = connect().get("/api/policies", headers={name: "127.0.0.1"})
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


def test_page_elsewhere_reaches_nothing_through_a_name_of_its_own(connect: Connect) -> None:
    assert connect().get("/api/policies", headers={"Host": "evil.example"}).status_code == 403
    assert connect().get("/api/policies", headers={"Host": "localhost:8000"}).status_code == 200


def test_other_sites_may_call_only_where_set(connect: Connect) -> None:
    asking = {"Origin": "https://a.example", "Access-Control-Request-Method": "POST"}
    silent = connect().options("/api/ask", headers=asking)
    assert "access-control-allow-origin" not in silent.headers
    client = connect(POLICY_CORS_ORIGINS="https://a.example")
    assert client.options("/api/ask", headers=asking).headers["access-control-allow-origin"] == "https://a.example"
    other = client.options("/api/ask", headers={**asking, "Origin": "https://b.example"})
    assert "access-control-allow-origin" not in other.headers
    with pytest.raises(ConfigurationError):
        load_settings(environ={"POLICY_CORS_ORIGINS": "*"})
