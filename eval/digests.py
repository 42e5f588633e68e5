"""What a result rests on, as digests of files, so that two results can be told apart without any version control."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

import assistant
import eval as evaluation

RULES = "rules.yaml"


def digests(corpus: Path, cases: Iterable[Path]) -> Mapping[str, str]:
    """Digests of the corpus without its rules, of the rules, of the case files and of the code of program and eval."""
    held = _files(corpus, "*")
    code = [Path(str(package.__file__)).parent for package in (assistant, evaluation)]
    return {
        "corpus": _digest([file for file in held if file.name != RULES], corpus),
        "rules": _digest([file for file in held if file.name == RULES], corpus),
        "cases": _digest([file for path in cases for file in _files(path, "*.yaml")]),
        "code": _digest([file for folder in code for file in _files(folder, "*.py")]),
    }


def _files(path: Path, pattern: str) -> list[Path]:
    return sorted(file for file in path.rglob(pattern) if file.is_file()) if path.is_dir() else [path]


def _digest(files: Iterable[Path], root: Path | None = None) -> str:
    """A digest of names and contents; names are relative to `root`, or bare."""
    total = hashlib.sha256()
    for file in files:
        name = file.relative_to(root).as_posix() if root else file.name
        total.update(f"{name}\0{hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()[:16]
