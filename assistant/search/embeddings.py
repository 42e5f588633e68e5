"""Vectors of passages; each text is embedded once per model and kept in a file."""

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from assistant.errors import WorldError
from assistant.ports import Embedder, Vectors

Progress = Callable[[int, int], None]

_BATCH = 16
_TABLE = "CREATE TABLE IF NOT EXISTS vectors (key TEXT PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID"


def embed_once(texts: Sequence[str], embedder: Embedder, cache: Path, progress: Progress) -> Vectors:
    """Row i is the vector of `texts[i]`, from the cache file where it holds it; `progress` gets (done, all) texts.

    New vectors are kept batch by batch, so an interrupted run goes on where it stopped. Raises WorldError.
    """
    import numpy as np

    keys = [_key(text, embedder) for text in texts]
    try:
        with closing(_open_cache(cache)) as database:
            known = _read(database, keys, embedder.dimension)
            missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
            progress(len(texts) - len(missing), len(texts))
            for start in range(0, len(missing), _BATCH):
                batch = list(missing)[start : start + _BATCH]
                vectors = embedder.embed_passages([missing[key] for key in batch])
                known.update(zip(batch, vectors, strict=True))
                _write(database, batch, vectors)
                progress(len(texts) - len(missing) + start + len(batch), len(texts))
    except sqlite3.Error as error:
        raise WorldError(
            f"{cache}: cannot be used: {error}", "向量缓存文件用不了，请检查数据目录的权限和磁盘空间"
        ) from error
    return np.stack([known[key] for key in keys]) if keys else np.empty((0, embedder.dimension), dtype=np.float32)


def _open_cache(cache: Path) -> sqlite3.Connection:
    """The cache; a damaged one is put aside, since all of it can be computed again."""
    try:
        return _connect(cache)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        cache.replace(cache.with_suffix(".damaged"))
        return _connect(cache)


def _connect(cache: Path) -> sqlite3.Connection:
    database = sqlite3.connect(cache, timeout=60)
    try:
        database.execute(_TABLE)
        if database.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("quick_check failed")
    except BaseException:
        database.close()
        raise
    return database


def _key(text: str, embedder: Embedder) -> str:
    return hashlib.sha256(f"{embedder.fingerprint}\0{text}".encode()).hexdigest()


def _read(database: sqlite3.Connection, keys: Sequence[str], dimension: int) -> dict[str, Vectors]:
    import numpy as np

    found = {}
    for key in set(keys):
        row = database.execute("SELECT vector FROM vectors WHERE key = ?", (key,)).fetchone()
        if row and len(row[0]) == dimension * np.dtype("<f4").itemsize:
            found[key] = np.frombuffer(row[0], dtype="<f4").astype(np.float32)
    return found


def _write(database: sqlite3.Connection, keys: Sequence[str], vectors: Vectors) -> None:
    rows = [(key, vector.astype("<f4").tobytes()) for key, vector in zip(keys, vectors, strict=True)]
    with database:
        database.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)
