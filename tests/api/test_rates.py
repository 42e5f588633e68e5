"""How often one caller may call."""

from assistant.api.rates import Buckets
from tests.api.conftest import Connect

AWAY = "10.0.0.9"


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_bucket_fills_again_at_its_rate() -> None:
    clock = Clock()
    buckets = Buckets(60, clock)
    assert [buckets.wait_of("a") for _ in range(12)] == [0] * 10 + [1, 1]
    clock.now += 1
    assert [buckets.wait_of("a"), buckets.wait_of("a")] == [0, 1]
    clock.now += 3600
    assert [buckets.wait_of("a") for _ in range(11)] == [0] * 10 + [1]


def test_slow_rate_says_how_long_it_takes() -> None:
    buckets = Buckets(2, Clock())
    assert [buckets.wait_of("a") for _ in range(11)] == [0] * 10 + [30]


def test_callers_do_not_share_a_bucket() -> None:
    buckets = Buckets(60, Clock())
    assert [buckets.wait_of("a") for _ in range(11)][-1] == 1
    assert buckets.wait_of("b") == 0


def test_zero_is_no_limit() -> None:
    buckets = Buckets(0, Clock())
    assert {buckets.wait_of("a") for _ in range(1000)} == {0}


def test_no_number_of_callers_fills_the_memory() -> None:
    buckets = Buckets(60, Clock())
    for number in range(30_000):
        buckets.wait_of(str(number))
    assert len(buckets) == 10_000


def test_address_over_its_rate_gets_429_and_when_to_come_back(connect: Connect) -> None:
    client = connect(AWAY, POLICY_API_KEYS="key", POLICY_RATE_PER_ADDRESS="6")
    statuses = [client.get("/api/policies").status_code for _ in range(12)]
    assert statuses == [401] * 10 + [429] * 2
    refused = client.get("/api/policies")
    assert (refused.json()["code"], refused.json()["detail"]) == (
        "too_many_requests",
        f"请求太频繁，请过 {refused.headers['retry-after']} 秒再试。",
    )
    assert 0 < int(refused.headers["retry-after"]) <= 10
    assert refused.headers["content-type"] == "application/problem+json"
    assert client.get("/healthz").status_code == 200


def test_key_has_a_rate_of_its_own(connect: Connect) -> None:
    client = connect(AWAY, POLICY_API_KEYS="key,other", POLICY_RATE_PER_ADDRESS="6", POLICY_RATE_PER_KEY="60")
    one, other = {"X-API-Key": "key"}, {"X-API-Key": "other"}
    assert [client.get("/api/policies", headers=one).status_code for _ in range(11)] == [200] * 10 + [429]
    assert client.get("/api/policies", headers=other).status_code == 200


def test_two_spellings_of_one_key_share_a_bucket(connect: Connect) -> None:
    client = connect(AWAY, POLICY_API_KEYS="key", POLICY_RATE_PER_KEY="60")
    spellings = [{"X-API-Key": "key"}, {"Authorization": "Bearer key"}, {"X-API-Key": "key", "X-Admin-Key": "x"}]
    statuses = [client.get("/api/policies", headers=spellings[turn % 3]).status_code for turn in range(12)]
    assert statuses == [200] * 10 + [429] * 2


def test_this_machine_has_no_limit(connect: Connect) -> None:
    client = connect(POLICY_RATE_PER_ADDRESS="6")
    assert {client.get("/api/policies").status_code for _ in range(40)} == {200}
