"""The commands of docs/adding-a-policy.md; `python -m tests.second.guide` writes their true output below each."""

import os
import tempfile
from pathlib import Path

from tests.readme_examples import refreshed
from tests.second.corpora import build_corpus

GUIDE = Path(__file__).parents[2] / "docs" / "adding-a-policy.md"


def environment(corpus: Path, data: Path) -> dict[str, str]:
    """The settings under which the commands run."""
    return {"POLICY_CORPUS_DIR": str(corpus), "POLICY_DATA_DIR": str(data)}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        os.environ.update(environment(build_corpus(Path(name) / "corpus"), Path(name) / "data"))
        GUIDE.write_text(refreshed(GUIDE.read_text(encoding="utf-8")), encoding="utf-8")
