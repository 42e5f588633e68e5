"""What the page calls: streamed answers that are kept, ratings, papers, the report, and the administrators' desk."""

import json
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from urllib.parse import unquote
from uuid import UUID, uuid4

import pytest
from docx import Document
from starlette.testclient import TestClient

from assistant.domain import Finding
from tests.fake_assistant import FakeAssistant
from tests.ui.conftest import ADMIN_KEY
from ui.admin_routes import csv_of

KEY = {"X-Admin-Key": ADMIN_KEY}


@pytest.fixture
def client(application: Any, fake: FakeAssistant) -> Iterator[TestClient]:
    fake.asked.clear()
    fake.ingested.clear()
    yield TestClient(application, client=("10.0.0.9", 50000), raise_server_exceptions=False)


def _events(text: str) -> list[tuple[str, Any]]:
    blocks = [block.split("\n") for block in text.strip().split("\n\n")]
    return [(name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in blocks]


def _ask(client: TestClient, question: str, conversation: str | None = None) -> list[tuple[str, Any]]:
    answer = client.post("/page/ask", json={"question": question, "conversation_id": conversation})
    assert answer.status_code == 200, answer.text
    return _events(answer.text)


def test_answer_comes_in_stages_and_ends_with_its_bubble(client: TestClient) -> None:
    *stages, (last, answer) = _ask(client, "茶馆奖多少？")
    assert stages == [("status", {"text": "检索中"}), ("token", {"text": "奖励 "}), ("token", {"text": "8万元。"})]
    assert last == "answer"
    assert (UUID(answer["conversation"]).version, answer["turn"]) == (4, 1)
    assert answer["html"].startswith('<div class="pa-answer">')
    assert "〔1〕云政发〔2030〕7号" in answer["copy"]


def test_conversation_goes_on_with_what_was_said(client: TestClient, fake: FakeAssistant) -> None:
    conversation = _ask(client, "一")[-1][1]["conversation"]
    assert _ask(client, "二", conversation)[-1][1]["turn"] == 2
    assert [turn.content for turn in fake.asked[1].history if turn.role == "user"] == ["一"]


def test_missing_facts_come_as_a_form(client: TestClient) -> None:
    after = _ask(client, "反问")[-1][1]["after"]
    assert '<select name="teahouse_level" data-label="称号级别">' in after


def test_failure_on_the_way_is_an_event(client: TestClient) -> None:
    assert _ask(client, "中途")[-1] == ("error", {"detail": "text.md：原文读不到了"})


@pytest.mark.parametrize(
    "body", [{"question": " "}, {"question": "长" * 2001}, {"question": "x", "conversation_id": "1"}, {}]
)
def test_questions_of_another_shape_are_refused(client: TestClient, body: dict[str, str]) -> None:
    answer = client.post("/page/ask", json=body)
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")


def test_conversation_that_is_gone_is_said_to_be(client: TestClient) -> None:
    answer = client.post("/page/ask", json={"question": "一", "conversation_id": str(uuid4())})
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_rating_is_kept_for_the_turn_it_is_about(client: TestClient) -> None:
    answer = _ask(client, "一")[-1][1]
    rated = {"conversation_id": answer["conversation"], "turn": 1, "rating": "down", "comment": "<b>"}
    assert client.post("/page/rate", json=rated).status_code == 204
    assert client.post("/page/rate", json={**rated, "turn": 2}).status_code == 404


def test_paper_holds_the_facts_that_were_sent(client: TestClient) -> None:
    form = {"facts": '{"teahouse_level": "省级"}', "award": "teahouse"}
    answer = client.post("/page/notice/docx", data=form)
    assert "奖补测算告知单" in unquote(answer.headers["content-disposition"])
    text = "\n".join(paragraph.text for paragraph in Document(BytesIO(answer.content)).paragraphs)
    assert "可确定：8万元" in text
    assert "http://testserver/?clause=yunxi-2030-7%231" in text
    assert client.post("/page/notice/pdf", data={"facts": "{}"}).content.startswith(b"%PDF")


@pytest.mark.parametrize(("form", "status"), [({"facts": "x"}, 400), ({"facts": "[]"}, 400), ({"award": "none"}, 404)])
def test_paper_of_nonsense_is_refused(client: TestClient, form: dict[str, str], status: int) -> None:
    assert client.post("/page/notice/pdf", data=form).status_code == status


def test_report_may_run_nothing(client: TestClient) -> None:
    answer = client.get("/page/report")
    assert "逐题" in answer.text
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")


@pytest.mark.parametrize("what", ["library", "check", "unanswered", "hot", "feedback", "clauses.csv"])
def test_desk_is_closed_without_the_key(client: TestClient, what: str) -> None:
    assert client.get(f"/page/admin/{what}").status_code == 401
    assert client.get(f"/page/admin/{what}", headers={"X-Admin-Key": "wrong"}).status_code == 401
    assert client.get(f"/page/admin/{what}", headers=KEY).status_code == 200


def test_upload_is_closed_without_the_key(client: TestClient, fake: FakeAssistant) -> None:
    assert client.post("/page/admin/intake", files={"file": ("a.md", b"x")}).status_code == 401
    assert fake.ingested == []


def test_trial_reading_shows_clauses_beside_the_original_and_stores_nothing(
    client: TestClient, fake: FakeAssistant
) -> None:
    upload = {"file": ("a<b>.md", "<script>原文</script>".encode())}
    ((name, data),) = _events(client.post("/page/admin/intake", files=upload, headers=KEY).text)
    assert name == "report"
    for words in ("只是试读", "第2行有错字", "奖励老字号", "&lt;script&gt;原文"):
        assert words in data["html"]
    assert fake.ingested == []


def test_storing_reports_progress(client: TestClient, fake: FakeAssistant) -> None:
    upload = {"file": ("../../a.md", b"text")}
    events = _events(client.post("/page/admin/intake", files=upload, data={"store": "true"}, headers=KEY).text)
    assert [name for name, _ in events] == ["progress", "report"]
    assert events[0][1] == {"done": 1, "total": 1}
    assert fake.ingested == [("a.md", b"text", False)]


def test_file_that_is_no_policy_is_explained_and_not_stored(client: TestClient, fake: FakeAssistant) -> None:
    upload = {"file": ("a.exe", b"MZ")}
    ((_, data),) = _events(client.post("/page/admin/intake", files=upload, data={"store": "true"}, headers=KEY).text)
    assert "不是政策文件" in data["html"]
    assert fake.ingested == []


def test_check_lists_what_does_not_agree(client: TestClient, fake: FakeAssistant) -> None:
    fake.findings = [Finding("rules.yaml", "quote", "引文<b>对不上")]
    assert "引文&lt;b&gt;对不上" in client.get("/page/admin/check", headers=KEY).text
    fake.findings = []
    assert "全部一致" in client.get("/page/admin/check", headers=KEY).text


def test_export_opens_in_a_spreadsheet_without_formulas(client: TestClient) -> None:
    sheet = client.get("/page/admin/clauses.csv", headers=KEY).content.decode("utf-8-sig")
    assert sheet.startswith("文件,文号,位置,标题,原文,责任单位")
    assert "县商务局、县财政局" in sheet
    assert csv_of([["=1+1", "-2", "好"]]).decode("utf-8-sig") == "'=1+1,'-2,好\r\n"
    assert client.get("/page/admin/secrets.csv", headers=KEY).status_code == 404


def test_desk_lists_what_people_asked_and_thought_as_text(client: TestClient) -> None:
    answer = _ask(client, "<b>奖多少？")[-1][1]
    client.post(
        "/page/rate", json={"conversation_id": answer["conversation"], "turn": 1, "rating": "down", "comment": "<i>"}
    )
    assert "&lt;b&gt;奖多少？" in client.get("/page/admin/hot", headers=KEY).text
    assert "&lt;i&gt;" in client.get("/page/admin/feedback", headers=KEY).text
    assert "<b>奖多少？" in client.get("/page/admin/questions.csv", headers=KEY).text
    assert "还没有答不上来的问题" in client.get("/page/admin/unanswered", headers=KEY).text
