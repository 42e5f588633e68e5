"""The command line over a corpus of this suite."""

from pathlib import Path

import pytest

from assistant.cli import main
from tests.second.guide import environment


def run(*arguments: str, corpus: Path, data: Path) -> object:
    """The exit code of one command."""
    with pytest.raises(SystemExit) as ended:
        main(arguments, environ=environment(corpus, data))
    return ended.value.code
