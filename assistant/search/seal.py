"""The files of a snapshot sealed by their digests, so that damage shows before an engine stumbles over it.

Files that their engine writes to when it only reads (SQLite databases, locks) are left to that engine's own check.
"""

import hashlib
import json
from pathlib import Path

from assistant.errors import WorldError

_FILE = "seal.json"
_ALIVE = (".sqlite3", ".sqlite3-wal", ".sqlite3-shm", ".sqlite3-journal", ".lock")


def write_seal(folder: Path) -> None:
    """Seals everything in the folder as it is now."""
    (folder / _FILE).write_text(json.dumps(_digests(folder), indent=1), encoding="utf-8")


def check_seal(folder: Path) -> None:
    """Raises WorldError unless every sealed file is there, byte for byte."""
    try:
        sealed = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        found = _digests(folder)
        broken = [name for name, digest in sealed.items() if found.get(name) != digest]
    except (OSError, ValueError, AttributeError) as error:
        raise WorldError(f"{folder / _FILE}: unusable: {error}", "检索索引不完整，重新建立索引即可") from error
    if broken:
        raise WorldError(f"{folder}: files do not fit their seal: {', '.join(broken)}", "检索索引已损坏，重新建立即可")


def _digests(folder: Path) -> dict[str, str]:
    files = [
        path
        for part in ("vectors", "words")
        for path in sorted((folder / part).rglob("*"))
        if path.is_file() and not path.name.endswith(_ALIVE)
    ]
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
