"""Takes the README's picture: `python -m ui.screenshots FILE`, a real question in a real browser."""

import shutil
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import FastAPI

QUESTION = "承担省重点研发计划，到账80万，能配套多少？"
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
    """Starts the assistant with the settings of the environment, asks, and writes the picture."""
    from assistant.api import create_from_environment

    Path(target).parent.mkdir(parents=True, exist_ok=True)
    with serving(create_from_environment()) as address:
        _take(address, Path(target))
    print(f"已保存 {target}")


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


def _take(address: str, target: Path) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(CHROMIUM_FLAGS))
        page = browser.new_page(locale="zh-CN", viewport={"width": 920, "height": 900})
        page.goto(address, wait_until="domcontentloaded")
        page.locator("#pa-question textarea").fill(QUESTION)
        page.locator("#pa-send").click()
        page.locator(".pa-citation summary").first.click()
        page.locator(".pa-open").first.wait_for()
        page.mouse.move(0, 0)
        page.screenshot(path=target)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
