"""What answers are made with, as digests: equal digests mean the same clauses and figures for the same question."""

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from assistant.corpus import Corpus
from assistant.domain import Provenance

_RULES = ("rules.yaml", "examples.yaml")
_COMPILED = ("__pycache__", ".pyc")


def trace(corpus: Corpus, index: str) -> Provenance:
    """The digests of a corpus as it lies on the disk now, of the index of this name, and of this program."""
    files = sorted(path for path in (corpus.folder / "policies").rglob("*") if path.is_file())
    rules = [path for path in files if path.name in _RULES]
    words = corpus.folder / "words.txt"
    texts = [path for path in files if path.name not in _RULES] + ([words] if words.exists() else [])
    return Provenance(_digest(texts, corpus.folder), _digest(rules, corpus.folder), index, _code())


@lru_cache(maxsize=1)
def _code() -> str:
    """The digest of the package's own files, which do not change while it runs."""
    root = Path(__file__).parent
    return _digest(sorted(path for path in root.rglob("*") if path.is_file() and not _is_compiled(path)), root)


def _is_compiled(path: Path) -> bool:
    return _COMPILED[0] in path.parts or path.suffix == _COMPILED[1]


def _digest(files: Iterable[Path], root: Path) -> str:
    content = hashlib.sha256()
    for path in files:
        content.update(f"{path.relative_to(root).as_posix()}\0".encode())
        content.update(hashlib.sha256(path.read_bytes()).digest())
    return content.hexdigest()[:32]
