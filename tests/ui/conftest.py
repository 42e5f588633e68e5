"""The page on a fake assistant, over HTTP and in a real browser that reports every error and every address it calls."""

import asyncio
import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest

from assistant.adapters.sql import SqlConversations
from assistant.api import create_app
from assistant.service import Assistant
from assistant.settings import load_settings
from tests.fake_assistant import FakeAssistant
from ui.screenshots import CHROMIUM_FLAGS, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ADMIN_KEY = "admin-key-123"
Open = Callable[..., "Page"]


@dataclass
class Seen:
    """What the browser reported while the page was used."""

    errors: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)


@pytest.fixture(scope="module")
def fake() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture(scope="module")
def application(fake: FakeAssistant, tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Any]":
    root = tmp_path_factory.mktemp("desk")
    write_evaluations(root / "eval/results")
    (root / "corpus").mkdir()
    settings = load_settings(environ={}, corpus_dir=root / "corpus", admin_key=ADMIN_KEY)
    conversations = SqlConversations(f"sqlite:///{root / 'c.sqlite3'}")

    async def create() -> Any:
        """Within a loop of its own, since Gradio otherwise makes one that nobody closes."""
        return create_app(cast(Assistant, fake), settings, conversations)

    with ThreadPoolExecutor(1) as thread:
        yield thread.submit(asyncio.run, create()).result()
    conversations.close()


@pytest.fixture(scope="module")
def address(application: Any) -> Iterator[str]:
    with serving(application) as found:
        yield found


@pytest.fixture(scope="session")
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
def open_page(browser: "Browser", address: str, seen: Seen, fake: FakeAssistant) -> Iterator[Open]:
    """Opens the page in a window of its own; after the test there was no error and no call to another host."""
    fake.asked.clear()
    contexts = []

    def open_it(width: int = 360, path: str = "/", **options: Any) -> "Page":
        context = browser.new_context(locale="zh-CN", viewport={"width": width, "height": 740}, **options)
        contexts.append(context)
        context.set_default_timeout(10_000)
        page = context.new_page()
        page.on("console", lambda message: seen.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: seen.errors.append(str(error)))
        context.on("request", lambda request: seen.hosts.add(request.url.split("/")[2]))
        page.goto(address + path, wait_until="domcontentloaded")
        page.locator("#pa-question textarea").wait_for(state="attached")
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert seen.errors == []
    assert seen.hosts <= {address.removeprefix("http://"), ""}


def write_evaluations(folder: Path) -> None:
    """A newest evaluation, the one before, and a report."""
    folder.mkdir(parents=True)
    for name, day, mean in (("summary.json", "2030-02-02", 0.75), ("previous.json", "2030-02-01", 0.5)):
        labels = {"scores": {"right": "完全正确的用例"}, "kinds": {"amount": "金额"}}
        score = {"mean": mean, "low": mean - 0.1, "high": mean + 0.1, "count": 4}
        case = {"id": "q-1<b>", "kind": "amount", "voice": "clerk", "part": "build", "right": False}
        unseen, built_by = {**score, "mean": mean - 0.05}, {**score, "mean": mean + 0.05}
        run = {
            "name": "assistant",
            "scores": {"right": score},
            "by_part": {"report": {"right": unseen}, "build": {"right": built_by}},
            "by_kind": {"amount": {"right": score}},
            "cases": [case],
        }
        (folder / name).write_text(json.dumps({"as_of": day, "runs": [run], "labels": labels}), encoding="utf-8")
    (folder / "report.html").write_text(
        "<!doctype html><title>报告</title><p>逐题</p><script>document.title=1</script>"
    )
