"""Awards over HTTP: rules, one calculation, screening; figures reach the reader exactly as written."""

import pytest
from starlette.testclient import TestClient

from assistant.render import award_data, rule_data
from tests.fake_assistant import ASKED_BACK, AWARD, READ_TWO_WAYS, REFUSED, RULE, FakeAssistant

JSON = {"Content-Type": "application/json"}


def test_rules_come_with_the_schema_of_their_facts(client: TestClient) -> None:
    assert client.get("/api/awards").json() == [rule_data(RULE)]
    rule = client.get("/api/awards/yunxi-2030-7:teahouse").json()
    assert rule == rule_data(RULE)
    assert set(rule["facts"]["properties"]) == {"teahouse_level", "tea_sales"}


def test_calculation_gives_the_award(client: TestClient) -> None:
    body = {"facts": {"teahouse_level": "省级"}, "as_of": "2026-11-24"}
    assert client.post("/api/awards/teahouse/calculate", json=body).json() == award_data(AWARD)


def test_missing_facts_are_an_answer_not_an_error(client: TestClient) -> None:
    answer = client.post("/api/awards/teahouse/calculate", json={"facts": {}})
    assert (answer.status_code, answer.json()) == (200, award_data(ASKED_BACK))


def test_screening_gives_every_award(client: TestClient) -> None:
    answer = client.post("/api/awards/screen", json={"facts": {"teahouse_level": "省级"}})
    assert answer.json() == [award_data(award) for award in (AWARD, READ_TWO_WAYS, ASKED_BACK, REFUSED)]


@pytest.mark.parametrize(
    ("written", "heard"),
    [
        ("0.8", "0.8"),
        ("999999999999999.99", "999999999999999.99"),
        ("1e5", "100000"),
        ("1.50e1", "15.0"),
        ("800000", 800000),
        ("-0.5", "-0.5"),
        ('"80万元"', "80万元"),
        ("true", True),
        ("NaN", "NaN"),
        ("1e999999999", "1e999999999"),
    ],
)
def test_figures_lose_no_digit_on_the_way(client: TestClient, fake: FakeAssistant, written: str, heard: object) -> None:
    client.post("/api/awards/screen", content=f'{{"facts": {{"tea_sales": {written}}}}}', headers=JSON)
    assert fake.given == [{"tea_sales": heard}]


def test_fact_that_cannot_be_read_is_422_naming_it(client: TestClient) -> None:
    answer = client.post("/api/awards/teahouse/calculate", json={"facts": {"coffee": 1}})
    message = "没有 coffee 这一项，可填：teahouse_level、tea_sales。"
    assert answer.status_code == 422
    assert answer.json() == {
        "type": "about:blank",
        "title": "Unprocessable Entity",
        "status": 422,
        "code": "bad_fact",
        "detail": message,
        "errors": [{"field": "facts.coffee", "message": message}],
    }


@pytest.mark.parametrize("value", [None, [1], {}])
def test_fact_that_is_no_plain_value_is_named_once(client: TestClient, value: object) -> None:
    answer = client.post("/api/awards/screen", json={"facts": {"tea_sales": value}})
    assert answer.status_code == 422
    assert answer.json()["errors"] == [{"field": "facts.tea_sales", "message": "应为文字、数字、true 或 false"}]


@pytest.mark.parametrize("facts", ["x", [], {"tea_sales": [1]}, {"tea_sales": {}}])
def test_facts_that_are_no_plain_values_are_422(client: TestClient, facts: object) -> None:
    assert client.post("/api/awards/teahouse/calculate", json={"facts": facts}).status_code == 422


def test_unknown_award_is_404(client: TestClient) -> None:
    assert client.get("/api/awards/none").status_code == 404
    assert client.post("/api/awards/none/calculate", json={"facts": {}}).status_code == 404


def test_text_that_is_no_unicode_is_422(client: TestClient) -> None:
    body = rb'{"facts": {"tea_sales": "\ud800"}}'
    assert client.post("/api/awards/teahouse/calculate", content=body, headers=JSON).status_code == 422
