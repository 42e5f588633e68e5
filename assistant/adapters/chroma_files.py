"""Whether the database of an embedded Chroma holds what was built: looked at with SQLite before Chroma opens it.

Chroma writes to the file whenever it opens it, so its bytes cannot be sealed; and a damaged one can end the process.
"""

import hashlib
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from assistant.errors import WorldError

_DATABASE = "chroma.sqlite3"
_SEAL = "content.sha256"
_WRITTEN = "index_metadata.pickle"
"""The file that a graph has once it was written out whole."""
_COUNT = (
    "SELECT (SELECT count(*) FROM embeddings JOIN segments ON segments.id = embeddings.segment_id "
    "WHERE segments.collection = collections.id AND segments.scope = 'METADATA') FROM collections WHERE name = ?"
)
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


def count_vectors(folder: Path, collection: str) -> int:
    """How many vectors the collection has; raises WorldError where there is none of that name."""
    place = folder / _DATABASE
    try:
        with _reading(place) as database:
            found = database.execute(_COUNT, (collection,)).fetchone()
    except sqlite3.Error as error:
        raise WorldError(f"{place}: damaged: {error}", "向量索引已损坏，请重新建立索引") from error
    if found is None:
        raise WorldError(f"{place}: no collection {collection}", "向量索引不存在，请重新建立索引")
    return int(found[0])


def drop_unwritten_graphs(folder: Path) -> None:
    """Deletes the empty graphs of collections too small to be written as one.

    Their vectors are in the database, and Chroma writes those files anew, with other bytes, whenever it opens them:
    a seal over them would break at once.
    """
    for graph in [header.parent for header in folder.glob("*/header.bin")]:
        if not (graph / _WRITTEN).exists():
            shutil.rmtree(graph)


def _reading(place: Path) -> closing[sqlite3.Connection]:
    return closing(sqlite3.connect(f"file:{place.resolve()}?mode=ro", uri=True, timeout=60))


def _digest(place: Path) -> str:
    content = hashlib.sha256()
    with _reading(place) as database:
        if database.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("integrity_check failed")
        for query in _CONTENT:
            for row in database.execute(query):
                content.update(repr(row).encode())
    return content.hexdigest()
