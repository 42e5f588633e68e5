"""The corpus of this suite: the real policy with two fictional ones of another make beside it, opened as users do."""

from pathlib import Path

import pytest

from assistant.service import Assistant
from assistant.settings import Settings
from assistant.wiring import build_assistant
from tests.second.corpora import build_corpus


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus folder with all three policies."""
    return build_corpus(tmp_path_factory.mktemp("second") / "corpus")


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the index of this suite lies."""
    return tmp_path_factory.mktemp("second-data")


@pytest.fixture(scope="session")
def assistant(corpus: Path, data: Path) -> Assistant:
    """The assistant over that corpus, with the embedder that is bundled."""
    return build_assistant(Settings(corpus_dir=corpus, data_dir=data))
