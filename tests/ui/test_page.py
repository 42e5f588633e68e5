"""The page in a real browser: ask, get an answer with its citation, open the clause; nothing leaves the machine."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

import pytest

from assistant.adapters.sql import SqlConversations
from assistant.api import create_app
from assistant.domain import Turn
from assistant.service import Assistant
from assistant.settings import load_settings
from tests.fake_assistant import QUOTE, FakeAssistant
from ui.screenshots import CHROMIUM_FLAGS, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


@dataclass
class Seen:
    """What the browser reported while the page was used."""

    errors: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)


@pytest.fixture(scope="module")
def fake() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture(scope="module")
def address(fake: FakeAssistant, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    corpus = tmp_path_factory.mktemp("corpus")
    settings = load_settings(environ={}, corpus_dir=corpus)
    conversations = SqlConversations(f"sqlite:///{corpus / 'c.sqlite3'}")
    with serving(create_app(cast(Assistant, fake), settings, conversations)) as found:
        yield found
    conversations.close()


@pytest.fixture(scope="module")
def browser(chromium: str) -> "Iterator[Browser]":
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=list(CHROMIUM_FLAGS))
        yield launched
        launched.close()


@pytest.fixture
def seen() -> Seen:
    return Seen()


@pytest.fixture
def page(browser: "Browser", address: str, seen: Seen, fake: FakeAssistant) -> "Iterator[Page]":
    fake.asked.clear()
    context = browser.new_context(locale="zh-CN", viewport={"width": 360, "height": 740})
    opened = context.new_page()
    opened.on("console", lambda message: seen.errors.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: seen.errors.append(str(error)))
    context.on("request", lambda request: seen.hosts.add(request.url.split("/")[2]))
    opened.goto(address, wait_until="domcontentloaded")
    opened.locator("#pa-question textarea").wait_for()
    yield opened
    context.close()


def _ask(page: "Page", question: str, answers: int = 1) -> None:
    page.locator("#pa-question textarea").fill(question)
    page.locator("#pa-send").click()
    page.locator(".pa-answer").nth(answers - 1).wait_for()


def test_answer_comes_with_a_citation_that_opens_the_clause(page: "Page", seen: Seen, address: str) -> None:
    _ask(page, "茶馆奖多少？")
    page.locator(".pa-citation summary").click()
    assert page.locator(".pa-citation blockquote").inner_text() == QUOTE
    with page.context.expect_page() as opening:
        page.locator(".pa-open").click()
    clause = opening.value
    clause.wait_for_load_state()
    assert clause.locator("article.asked").inner_text().count(QUOTE) == 1
    assert (seen.errors, seen.hosts) == ([], {address.removeprefix("http://")})


def test_follow_up_is_asked_with_what_was_said(page: "Page", fake: FakeAssistant) -> None:
    _ask(page, "一")
    _ask(page, "二", answers=2)
    assert [turn.content for turn in fake.asked[1].history if turn.role == "user"] == ["一"]


def test_enter_sends(page: "Page", fake: FakeAssistant) -> None:
    page.locator("#pa-question textarea").fill("三")
    page.keyboard.press("Enter")
    page.locator(".pa-answer").wait_for()
    assert [question.text for question in fake.asked] == ["三"]


def test_examples_and_suggestions_are_asked_by_a_click(page: "Page", fake: FakeAssistant) -> None:
    page.get_by_text("茶馆称号奖励有什么条件，能拿多少？").click()
    page.locator(".pa-answer").wait_for()
    page.get_by_role("button", name="市级的呢？").click()
    page.locator(".pa-answer").nth(1).wait_for()
    assert [question.text for question in fake.asked] == ["茶馆称号奖励有什么条件，能拿多少？", "市级的呢？"]


def test_new_conversation_forgets_the_old_one(page: "Page", fake: FakeAssistant) -> None:
    _ask(page, "一")
    page.locator("#pa-new").click()
    page.locator(".pa-answer").wait_for(state="detached")
    _ask(page, "二")
    assert fake.asked[1].history == ()


def test_failure_is_said_and_not_remembered(page: "Page", fake: FakeAssistant) -> None:
    page.locator("#pa-question textarea").fill("没有政策")
    page.locator("#pa-send").click()
    page.locator(".pa-notice").wait_for()
    assert page.locator(".pa-notice").inner_text() == "没有这份政策。"
    _ask(page, "二")
    assert Turn("user", "没有政策") not in fake.asked[-1].history


def test_hostile_question_shows_as_text(page: "Page", seen: Seen, address: str) -> None:
    hostile = '<img src="http://evil.test/x" onerror="document.title=1"><script>document.title=2</script>![x](http://evil.test/y)'
    _ask(page, hostile)
    assert page.locator(".pa-asked").inner_text() == hostile
    assert hostile in page.locator(".pa-answer").inner_text()
    assert (page.title(), seen.errors, seen.hosts) == ("政策咨询助手", [], {address.removeprefix("http://")})


def test_page_fits_a_small_phone(page: "Page") -> None:
    _ask(page, "茶馆奖多少？")
    for card in page.locator("summary").all():
        card.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.locator("#pa-new").bounding_box() is not None
    assert page.evaluate("document.querySelector('#pa-new').getBoundingClientRect().right") <= 360


def test_documentation_page_loads_nothing_from_elsewhere(page: "Page", seen: Seen, address: str) -> None:
    page.goto(f"{address}/docs")
    page.get_by_text("/api/ask/stream").wait_for()
    assert (seen.errors, seen.hosts) == ([], {address.removeprefix("http://")})
