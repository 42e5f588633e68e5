"""Whether the database of an embedded Chroma holds what was built: looked at with SQLite before Chroma opens it.

Chroma writes to the file whenever it opens it, so its bytes cannot be sealed; and a damaged one can end the process.
"""

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

from assistant.errors import WorldError

_DATABASE = "chroma.sqlite3"
_SEAL = "content.sha256"
_CONTENT = (
    "SELECT id, name, dimension FROM collections ORDER BY id",
    "SELECT id, type, scope, collection FROM segments ORDER BY id",
    "SELECT id, segment_id, embedding_id, seq_id FROM embeddings ORDER BY id",
    "SELECT id, key, string_value FROM embedding_metadata ORDER BY id, key",
    "SELECT seq_id, operation, topic, id, vector, encoding, metadata FROM embeddings_queue ORDER BY seq_id",
)


def seal_database(folder: Path) -> None:
    """Writes down the digest of what the database holds."""
    (folder / _SEAL).write_text(_digest(folder / _DATABASE), encoding="ascii")


def check_database(folder: Path) -> None:
    """Raises WorldError unless the database is whole and holds what it held when it was sealed."""
    place = folder / _DATABASE
    try:
        is_whole = (folder / _SEAL).read_text(encoding="ascii") == _digest(place)
    except (OSError, ValueError, sqlite3.Error) as error:
        raise WorldError(f"{place}: damaged: {error}", "向量索引已损坏，请重新建立索引") from error
    if not is_whole:
        raise WorldError(f"{place}: does not hold what was built", "向量索引已损坏，请重新建立索引")


def _digest(place: Path) -> str:
    content = hashlib.sha256()
    with closing(sqlite3.connect(f"file:{place.resolve()}?mode=ro", uri=True, timeout=60)) as database:
        if database.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("integrity_check failed")
        for query in _CONTENT:
            for row in database.execute(query):
                content.update(repr(row).encode())
    return content.hexdigest()
