"""What all tests share: the `--require` option, and the marks that it makes compulsory."""

from importlib.util import find_spec
from pathlib import Path

import pytest

from ui.screenshots import find_browser


def _has_browser() -> bool:
    return find_spec("playwright") is not None and find_browser() is not None


def _has_hub() -> bool:
    return find_spec("sentence_transformers") is not None


def _has_ocr() -> bool:
    has_font = any(Path("/usr/share/fonts").rglob("*CJK*"))
    return has_font and find_spec("rapidocr") is not None


AVAILABLE = {"browser": _has_browser, "hub": _has_hub, "ocr": _has_ocr}


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--require=browser,hub` turns the skipping of such tests into failure."""
    parser.addoption("--require", default="", help="comma-separated marks that may not be skipped: browser, hub, ocr")


def pytest_configure(config: pytest.Config) -> None:
    """Refuses names that are no marks of this suite."""
    unknown = _required(config) - set(AVAILABLE)
    if unknown:
        raise pytest.UsageError(f"--require knows {', '.join(AVAILABLE)}; not {', '.join(sorted(unknown))}")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skips a marked test where what it needs is not installed; fails it where it was required."""
    for mark, is_available in AVAILABLE.items():
        if item.get_closest_marker(mark) is None or is_available():
            continue
        if mark in _required(item.config):
            pytest.fail(f"{mark} is required by --require but not installed", pytrace=False)
        pytest.skip(f"{mark} is not installed here")


def _required(config: pytest.Config) -> set[str]:
    return set(filter(None, str(config.getoption("--require")).split(",")))


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where the browser is."""
    path = find_browser()
    assert path is not None
    return path
