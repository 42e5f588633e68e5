"""Takes the README's pictures: `python -m ui.screenshots FOLDER`, every tab as its user sees it, in a real browser."""

import secrets
import shutil
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import FastAPI
    from playwright.sync_api import Page

QUESTION = "承担省重点研发计划，到账80万，能配套多少？"
WORDS = "风险补偿"
_WIDTH, _HEIGHT = 1080, 900
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)


def main(target: str) -> None:
    """Starts the assistant with the settings of the environment, and writes one picture for each tab."""
    from assistant.api import create_app
    from assistant.settings import load_settings
    from assistant.wiring import build_assistant

    folder = Path(target)
    folder.mkdir(parents=True, exist_ok=True)
    settings = load_settings(admin_key=secrets.token_hex(16))
    assistant = build_assistant(settings)
    assistant.rehearse()
    assert settings.admin_key is not None
    with serving(create_app(assistant, settings)) as address:
        for path in _take(address, folder, settings.admin_key.get_secret_value()):
            print(f"已保存 {path}")


def find_browser() -> str | None:
    """Where this machine has a Chromium."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@contextmanager
def serving(app: "FastAPI") -> Iterator[str]:
    """The application on a free port of the loopback, for as long as the block runs."""
    import uvicorn

    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


def _take(address: str, folder: Path, admin_key: str) -> Iterator[Path]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(CHROMIUM_FLAGS))
        for name, walk in _WALKS.items():
            page = browser.new_page(locale="zh-CN", viewport={"width": _WIDTH, "height": _HEIGHT})
            page.goto(address, wait_until="domcontentloaded")
            page.locator("#pa-question textarea").wait_for()
            walk(page, admin_key)
            page.mouse.move(0, 0)
            path = folder / f"{name}.png"
            _save_small(page.screenshot(), path)
            page.close()
            yield path
        browser.close()


def _ask(page: "Page", _: str) -> None:
    page.locator("#pa-question textarea").fill(QUESTION)
    page.locator("#pa-send").click()
    page.locator(".pa-citation > summary").first.click()
    page.locator(".pa-open").first.wait_for()
    page.locator(".pa-asked").scroll_into_view_if_needed()


def _look_up(page: "Page", _: str) -> None:
    page.get_by_role("tab", name="条款查询").click()
    page.get_by_label("查条款").press_sequentially(WORDS)
    page.locator(".pa-hits mark").first.wait_for()
    page.locator(".pa-hits .pa-row").first.click()
    page.locator(".pa-reader").wait_for()


def _calculate(page: "Page", _: str) -> None:
    """Fills the first field of every kind in each group, so that no award is named here."""
    page.get_by_role("tab", name="奖补测算").click()
    for group in page.locator("#pa-form form > details").all():
        group.locator("summary").first.click()
        for choice in group.locator(":scope > .pa-field select").all():
            choice.select_option(index=1)
        for yes in group.locator(":scope > .pa-field input[value=是]").all():
            yes.check()
    page.locator(".pa-chart").wait_for()
    page.locator("#pa-form").evaluate(
        "form => form.querySelectorAll('details').forEach((one, at) => one.open = at < 2)"
    )
    page.evaluate("scrollTo(0, 0)")


def _evaluate(page: "Page", _: str) -> None:
    page.get_by_role("tab", name="评测").click()
    page.locator("#pa-evaluation .pa-bar").first.wait_for()


def _administer(page: "Page", admin_key: str) -> None:
    page.get_by_role("tab", name="管理").click()
    page.locator("#pa-key input").fill(admin_key)
    page.get_by_role("button", name="资料与索引").click()
    page.locator("#pa-admin table").wait_for()


_WALKS: "dict[str, Callable[[Page, str], None]]" = {
    "chat": _ask,
    "clauses": _look_up,
    "awards": _calculate,
    "evaluation": _evaluate,
    "admin": _administer,
}


def _save_small(picture: bytes, path: Path) -> None:
    """As PNG with 128 colours, a third of the size at no visible cost."""
    from PIL import Image

    with Image.open(BytesIO(picture)) as taken:
        taken.convert("RGB").quantize(128).save(path, optimize=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
