"""A corpus folder with the real policy and the two fictional ones of another make."""

import shutil
from pathlib import Path

REAL = Path(__file__).parents[2] / "corpus"
FICTIONAL = Path(__file__).parent / "corpus"


def build_corpus(folder: Path) -> Path:
    """Fills `folder` with all three policies; the words of the fictional ones follow those of the real one."""
    shutil.copytree(REAL, folder)
    shutil.copytree(FICTIONAL / "policies", folder / "policies", dirs_exist_ok=True)
    words = [(root / "words.txt").read_text(encoding="utf-8") for root in (REAL, FICTIONAL)]
    (folder / "words.txt").write_text("\n".join(words), encoding="utf-8")
    return folder
