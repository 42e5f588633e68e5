"""The tab 咨询 in a real browser: ask, get an answer with its citation, go on, rate, come back to it."""

import json

import pytest
from playwright.sync_api import Page, expect

from assistant.domain import Turn
from tests.fake_assistant import QUOTE, FakeAssistant
from tests.ui.conftest import Open, Seen

pytestmark = pytest.mark.browser
HOSTILE = '<img src="http://evil.test/x" onerror="document.title=1"><script>document.title=2</script>![x](http://evil.test/y){{x}}${1}'


@pytest.fixture
def page(open_page: Open) -> Page:
    return open_page()


def _ask(page: Page, question: str, answers: int = 1) -> None:
    page.locator("#pa-question textarea").fill(question)
    page.locator("#pa-send").click()
    page.locator(".pa-answer").nth(answers - 1).wait_for()


def test_answer_comes_with_a_citation_that_opens_the_clause(page: Page) -> None:
    _ask(page, "茶馆奖多少？")
    page.locator(".pa-citation > summary").click()
    assert page.locator(".pa-plain .pa-citation blockquote").inner_text() == QUOTE
    page.locator(".pa-whole summary").click()
    expect(page.locator(".pa-whole mark")).to_have_text(QUOTE)
    with page.context.expect_page() as opening:
        page.locator(".pa-open").click()
    clause = opening.value
    clause.wait_for_load_state()
    assert clause.locator("article.asked").inner_text().count(QUOTE) == 1


def test_receipt_stands_open_with_its_steps(page: Page) -> None:
    _ask(page, "茶馆奖多少？")
    expect(page.locator(".pa-award .pa-figure")).to_contain_text("8万元")
    expect(page.locator(".pa-award ol")).to_contain_text("省级称号奖励 8万元")


def test_original_view_shows_the_official_text_alone(page: Page) -> None:
    _ask(page, "茶馆奖多少？")
    page.locator("#pa-view").get_by_text("原文").click()
    expect(page.locator(".pa-plain")).to_be_hidden()
    expect(page.locator(".pa-original")).to_contain_text("《云溪县茶馆若干措施》（云政发〔2030〕7号）第一部分第1条")
    expect(page.locator(".pa-original mark")).to_have_text(QUOTE)


def test_follow_up_is_asked_with_what_was_said(page: Page, fake: FakeAssistant) -> None:
    _ask(page, "一")
    _ask(page, "二", answers=2)
    assert [turn.content for turn in fake.asked[1].history if turn.role == "user"] == ["一"]


def test_enter_sends(page: Page, fake: FakeAssistant) -> None:
    page.locator("#pa-question textarea").fill("三")
    page.keyboard.press("Enter")
    page.locator(".pa-answer").wait_for()
    assert [question.text for question in fake.asked] == ["三"]


def test_examples_and_suggestions_are_asked_by_a_click(page: Page, fake: FakeAssistant) -> None:
    page.get_by_text("茶馆称号奖励有什么条件，能拿多少？").click()
    page.locator(".pa-answer").wait_for()
    page.get_by_role("button", name="市级的呢？").click()
    page.locator(".pa-answer").nth(1).wait_for()
    assert [question.text for question in fake.asked] == ["茶馆称号奖励有什么条件，能拿多少？", "市级的呢？"]


def test_missing_facts_are_answered_in_a_form(page: Page, fake: FakeAssistant) -> None:
    _ask(page, "反问")
    page.locator(".pa-missing select").select_option("省级")
    page.get_by_role("button", name="按这些情况再问").click()
    page.locator(".pa-answer").nth(1).wait_for()
    assert fake.asked[1].text == "称号级别：省级"


def test_answer_is_rated_with_a_reason(page: Page) -> None:
    _ask(page, "一")
    with page.expect_request("**/page/rate") as rated:
        page.get_by_role("button", name="没帮助").click()
    page.locator(".pa-reason input").fill("<b>不对")
    with page.expect_request("**/page/rate") as reasoned:
        page.get_by_role("button", name="提交").click()
    expect(page.locator("[data-said]")).to_have_text("谢谢，已记下。")
    assert (
        json.loads(rated.value.post_data or "")["rating"],
        json.loads(reasoned.value.post_data or "")["comment"],
    ) == (
        "down",
        "<b>不对",
    )


def test_answer_is_copied_with_its_ground(open_page: Open) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    _ask(page, "一")
    page.get_by_role("button", name="复制回答和依据").click()
    expect(page.locator("[data-said]")).to_have_text("已复制。")
    assert QUOTE in page.evaluate("navigator.clipboard.readText()")


def test_new_conversation_forgets_the_old_one_and_the_list_brings_it_back(page: Page, fake: FakeAssistant) -> None:
    _ask(page, "一")
    page.locator("#pa-new").click()
    page.locator(".pa-answer").wait_for(state="detached")
    _ask(page, "二")
    assert fake.asked[1].history == ()
    page.reload()
    page.get_by_text("最近的咨询（2）").click()
    page.locator(".pa-history .pa-row", has_text="一").click()
    page.locator(".pa-citation").first.wait_for()
    _ask(page, "三", answers=2)
    assert [turn.content for turn in fake.asked[2].history if turn.role == "user"] == ["一"]


def test_failure_is_said_and_not_remembered(page: Page, fake: FakeAssistant, seen: Seen) -> None:
    for question, said in (("没有政策", "没有这份政策。"), ("中途", "原文读不到了")):
        page.locator("#pa-question textarea").fill(question)
        page.locator("#pa-send").click()
        expect(page.locator(".pa-notice").last).to_contain_text(said)
        expect(page.locator("#pa-question textarea")).to_have_value(question)
    _ask(page, "二")
    assert Turn("user", "没有政策") not in fake.asked[-1].history
    assert ["404" in error for error in seen.errors] == [True]
    seen.errors.clear()


def test_hostile_question_shows_as_text(page: Page) -> None:
    _ask(page, HOSTILE)
    assert page.locator(".pa-asked").inner_text() == HOSTILE
    assert HOSTILE in page.locator(".pa-plain").inner_text()
    assert page.title() == "政策咨询助手"


def test_documentation_page_loads_nothing_from_elsewhere(page: Page, address: str) -> None:
    page.goto(f"{address}/docs")
    page.get_by_text("/api/ask/stream").wait_for()
