"""Policies, clauses and search over HTTP, and keeping the library with the admin key."""

from dataclasses import replace
from datetime import date
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from assistant.domain import Clause, Responsibility
from assistant.errors import Ambiguous, NotFound
from assistant.library import Filters
from assistant.render import clause_data, hit_data, policy_data, section_data
from tests.api.conftest import Connect
from tests.fake_assistant import CLAUSES, POLICY, SECTION, FakeAssistant

ADMIN = {"X-Admin-Key": "a-long-secret"}


def test_policies_are_listed_and_shown(client: TestClient) -> None:
    assert client.get("/api/policies").json() == [policy_data(POLICY)]
    assert client.get("/api/policies/yunxi-2030-7").json() == policy_data(POLICY)


def test_standing_is_told_for_a_day_and_a_clause(client: TestClient) -> None:
    query = {"as_of": "2031-01-01", "clause": "2"}
    told = client.get("/api/policies/yunxi-2030-7/standing", params=query).json()
    assert (told["state"], told["until"], told["clause"]) == ("expired", "2031-01-01", "2")


def test_two_policies_are_compared_clause_by_clause(client: TestClient) -> None:
    answer = client.get("/api/policies/yunxi-2030-7@1/diff/yunxi-2030-7").json()
    assert client.get("/api/policies/yunxi-2030-7/versions").json() == ["yunxi-2030-7@1"]
    assert (answer["before"], answer["after"]) == ("yunxi-2030-7@1", "yunxi-2030-7")
    assert answer["counts"] == {"same": 0, "added": 1, "removed": 0, "renumbered": 0, "reworded": 1}
    assert answer["changes"][0]["words"][1] == {"kind": "removed", "text": "5万"}
    assert answer["changes"][1]["after"] == clause_data(CLAUSES[2])


def test_what_is_no_policy_is_not_compared(client: TestClient) -> None:
    assert client.get("/api/policies/yunxi-2030-7/diff/..%2Fsecret").status_code == 404


def test_all_clauses_of_a_policy_come_in_order(client: TestClient) -> None:
    assert client.get("/api/policies/yunxi-2030-7/clauses").json() == [clause_data(clause) for clause in CLAUSES]


@pytest.mark.parametrize(
    "path", ["/api/policies/yunxi-2030-7/clauses/1", "/api/clauses/第1条", "/api/clauses/yunxi-2030-7%231"]
)
def test_clause_is_found_however_it_is_addressed(client: TestClient, path: str) -> None:
    assert client.get(path).json() == clause_data(CLAUSES[1])


@pytest.fixture
def two_policies(fake: FakeAssistant) -> tuple[str, str]:
    """Lets a second policy have the same clauses; gives both addresses of the first of them."""
    other = replace(POLICY, id="yunxi-2031-8")

    def clause(ref: str, policy: str | None = None) -> Clause:
        if ref != "1":
            raise NotFound(f"{ref} is missing", f"没有“{ref}”这一条。")
        if policy is None:
            refs = [f"{one.id}#1" for one in (POLICY, other)]
            raise Ambiguous("1 is ambiguous", f"“1”对应多处，请写明是哪一处：{'、'.join(refs)}", refs)
        return replace(CLAUSES[1], policy_id=policy)

    fake.policies = lambda: (POLICY, other)  # type: ignore[method-assign]
    fake.clause = clause  # type: ignore[method-assign]
    return f"{POLICY.id}#1", f"{other.id}#1"


def test_clause_that_several_policies_have_is_409_with_the_choices(
    client: TestClient, two_policies: tuple[str, str]
) -> None:
    answer = client.get("/api/clauses/1")
    assert (answer.status_code, answer.headers["content-type"]) == (409, "application/problem+json")
    assert (answer.json()["code"], answer.json()["choices"]) == ("ambiguous", list(two_policies))
    assert answer.json()["detail"] == f"“1”对应多处，请写明是哪一处：{'、'.join(two_policies)}"


def test_clause_that_no_policy_has_is_404_among_several(client: TestClient, two_policies: tuple[str, str]) -> None:
    assert client.get("/api/clauses/30").status_code == 404


def test_page_of_a_clause_that_several_policies_have_links_to_each(
    client: TestClient, two_policies: tuple[str, str]
) -> None:
    page = client.get("/clauses/1")
    assert page.status_code == 409
    assert all(f'<a href="/clauses/{quote(ref)}">{ref}</a>' in page.text for ref in two_policies)


def test_heading_comes_with_its_clauses(client: TestClient) -> None:
    assert client.get(f"/api/clauses/{quote('一')}").json() == section_data(SECTION, CLAUSES[1:])


@pytest.mark.parametrize("path", ["policies/none", "policies/none/clauses", "policies/none/clauses/1", "clauses/30"])
def test_what_does_not_exist_is_404_in_chinese(client: TestClient, path: str) -> None:
    answer = client.get(f"/api/{path}")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert answer.json()["detail"].startswith("没有")


def test_search_passes_every_filter_on(client: TestClient, fake: FakeAssistant) -> None:
    query: dict[str, str | int | bool] = {
        "q": "茶馆",
        "unit": "县商务局",
        "policy": "yunxi-2030-7",
        "limit": 1,
        "exact": True,
        "issuer": "商务局",
        "level": "区县",
        "issued_from": "2030-01-01",
        "issued_to": "2030-12-31",
        "in_force_on": "2031-01-01",
    }
    filters = Filters("商务局", "区县", date(2030, 1, 1), date(2030, 12, 31), date(2031, 1, 1))
    expected = [hit_data(hit) for hit in fake.search("茶馆", unit="县商务局", limit=1, exact=True, filters=filters)]
    assert client.get("/api/search", params=query).json() == expected


@pytest.mark.parametrize(
    ("query", "field", "message"),
    [
        ({}, "q", "请给出要找的词（q），或责任单位（unit）"),
        ({"q": " ", "unit": " "}, "q", "请给出要找的词（q），或责任单位（unit）"),
        ({"q": "茶", "limit": "0"}, "limit", "应不小于 1"),
        ({"q": "茶", "limit": "x"}, "limit", "应为整数"),
        ({"q": "茶", "exact": "x"}, "exact", "应为 true 或 false"),
    ],
)
def test_search_for_nothing_is_422_naming_the_field(
    client: TestClient, query: dict[str, str], field: str, message: str
) -> None:
    answer = client.get("/api/search", params=query)
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert answer.json()["errors"] == [{"field": field, "message": message}]


def test_upload_is_read_and_reported_under_its_own_name(connect: Connect, fake: FakeAssistant) -> None:
    client = connect(POLICY_ADMIN_KEY="a-long-secret")
    answer = client.post("/api/policies", files={"file": ("../新.md", "正文".encode())}, headers=ADMIN)
    assert fake.ingested == [("新.md", "正文".encode(), False)]
    assert (answer.status_code, [one["path"] for one in answer.json()]) == (201, ["新.md"])


def test_upload_that_is_no_policy_is_400_without_a_path_of_the_server(connect: Connect) -> None:
    client = connect(POLICY_ADMIN_KEY="a-long-secret")
    answer = client.post("/api/policies", files={"file": ("x.exe", b"MZ")}, headers=ADMIN)
    assert (answer.status_code, answer.json()["detail"]) == (400, "这份文件读不成政策：x.exe：不是政策文件")


def test_policy_is_removed_with_the_admin_key(connect: Connect, fake: FakeAssistant) -> None:
    client = connect(POLICY_ADMIN_KEY="a-long-secret")
    assert client.delete("/api/policies/yunxi-2030-7", headers=ADMIN).status_code == 204
    assert fake.removed == ["yunxi-2030-7"]


@pytest.mark.parametrize(("environ", "status"), [({}, 403), ({"POLICY_ADMIN_KEY": "a-long-secret"}, 401)])
@pytest.mark.parametrize("headers", [{}, {"X-Admin-Key": "wrong"}, {"Authorization": "Basic a-long-secret"}])
def test_nobody_else_changes_the_library(
    connect: Connect, fake: FakeAssistant, environ: dict[str, str], status: int, headers: dict[str, str]
) -> None:
    client = connect(**environ)
    assert client.delete("/api/policies/yunxi-2030-7", headers=headers).status_code == status
    assert client.post("/api/policies", files={"file": ("x.md", b"x")}, headers=headers).status_code == status
    assert (fake.removed, fake.ingested) == ([], [])


def test_clause_page_shows_the_clause_between_its_neighbours(client: TestClient) -> None:
    page = client.get("/clauses/yunxi-2030-7%231")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.text.index('class="beside" id="0"') < page.text.index('class="asked" id="1"')
    assert page.text.index('class="asked" id="1"') < page.text.index('class="beside" id="2"')
    assert f"<p>{CLAUSES[1].text}</p>" in page.text
    assert "云政发〔2030〕7号　云溪县人民政府　2030-01-02" in page.text


def test_clause_page_says_what_does_not_exist(client: TestClient) -> None:
    page = client.get("/clauses/30")
    assert (page.status_code, "没有“30”这一条" in page.text) == (404, True)


def test_clause_page_shows_hostile_text_as_text(client: TestClient, fake: FakeAssistant) -> None:
    evil = "<script>alert(1)</script>\"'&"
    clause = Clause(
        "yunxi-2030-7", "1", (), (), evil, evil, evil, "item", (Responsibility("单位", evil, evil),), (), (evil,)
    )
    fake.clause = lambda ref, policy=None: clause  # type: ignore[method-assign]
    page = client.get("/clauses/x").text
    assert "<script" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 5
