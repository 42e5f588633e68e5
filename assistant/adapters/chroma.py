"""Vector indexes in Chroma: in this process on disk, or on a Chroma server."""

import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np

from assistant.adapters.chroma_files import check_database, count_vectors, drop_unwritten_graphs, seal_database
from assistant.errors import ConfigurationError, WorldError
from assistant.ports import Scored, Vectors


class ChromaStore:
    """Makes and opens Chroma collections: in the index's folder or, with `url` (http://host:port), on that server."""

    fingerprint = "chroma/cosine/1"

    def __init__(self, url: str | None = None) -> None:
        self._url = urlsplit(url) if url else None
        if self._url and not (self._url.scheme in ("http", "https") and self._url.hostname):
            raise ConfigurationError(
                f"Chroma at {url!r}: expected http://host:port", "Chroma 地址应写成 http://主机:端口"
            )

    def build(self, folder: Path, name: str, embedder: str, keys: Sequence[str], vectors: Vectors) -> None:
        """Writes the collection; on a server, adds what is missing of it."""
        with _failures(f"cannot build collection {name}"):
            client = self._connect(folder)
            try:
                collection = client.get_or_create_collection(
                    _collection_name(name),
                    embedding_function=None,
                    configuration={"hnsw": {"space": "cosine"}},
                    metadata={"embedder": embedder},
                )
                _fill(collection, keys, vectors, client.get_max_batch_size())
            finally:
                _close(client)
            if not self._url:
                drop_unwritten_graphs(folder)
                seal_database(folder)

    def open(self, folder: Path, name: str) -> "ChromaIndex":
        """The collection: one on a server tried with a query, so that damage shows now.

        A folder's database is checked, and Chroma itself, which takes a second to load, only starts with a search.
        """
        if self._url:
            index = ChromaIndex(lambda: self._collection(folder, name), name)
            index.connect()
            return index
        if not folder.is_dir():
            raise WorldError(f"{folder}: no Chroma files", "向量索引不存在，请重新建立索引")
        check_database(folder)
        return ChromaIndex(lambda: self._collection(folder, name), name, count_vectors(folder, _collection_name(name)))

    def remove(self, folder: Path, name: str) -> None:
        """Deletes the collection from the server; files in a folder are the index's own to delete."""
        if not self._url:
            return
        with _failures(f"cannot delete collection {name}"):
            client = self._connect(folder)
            try:
                if _collection_name(name) in [one.name for one in client.list_collections()]:
                    client.delete_collection(_collection_name(name))
            finally:
                _close(client)

    def _collection(self, folder: Path, name: str) -> tuple[Any, Any]:
        """A client with the collection."""
        client = self._connect(folder)
        try:
            return client, client.get_collection(_collection_name(name), embedding_function=None)
        except BaseException:
            _close(client)
            raise

    def _connect(self, folder: Path) -> Any:
        import chromadb
        from chromadb.config import Settings

        settings = Settings(anonymized_telemetry=False)
        if self._url:
            return chromadb.HttpClient(
                self._url.hostname or "",
                self._url.port or (443 if self._url.scheme == "https" else 8000),
                ssl=self._url.scheme == "https",
                settings=settings,
            )
        try:
            return chromadb.PersistentClient(folder, settings=settings)
        except BaseException:
            _forget(folder)
            raise


class ChromaIndex:
    """One collection, connected to when it is first searched; several threads may search it."""

    def __init__(self, connect: Callable[[], tuple[Any, Any]], name: str, size: int = 0) -> None:
        self._connect = connect
        self._name = name
        self._lock = threading.Lock()
        self._client: Any = None
        self._collection: Any = None
        self.size = size

    def connect(self) -> None:
        """Connects and tries one query; raises WorldError."""
        with self._lock, _failures(f"cannot open collection {self._name}"):
            self._connected()

    def _connected(self) -> Any:
        """The collection, its lock being held."""
        if self._collection is None:
            client, collection = self._connect()
            try:
                self.size = collection.count()
                if self.size:
                    _try_query(collection)
            except BaseException:
                _close(client)
                raise
            self._client, self._collection = client, collection
        return self._collection

    def search(self, vector: Vectors, limit: int, within: Collection[str] | None = None) -> list[Scored]:
        """The nearest keys by cosine, each once with its best vector; asks for more until `limit` keys are found.

        Within a selection every vector is compared: a filtered walk through the graph may miss the only match.
        """
        if limit < 1 or not self.size or (within is not None and not within):
            return []
        if within is not None:
            return self._compare_all(vector, within)[:limit]
        asked = min(2 * limit, self.size)
        while True:
            scored, returned = self._query(vector, asked)
            if len(scored) >= limit or returned < asked or asked == self.size:
                return scored[:limit]
            asked = min(2 * asked, self.size)

    def close(self) -> None:
        """Lets go of files and connections."""
        with self._lock:
            if self._client is not None:
                _close(self._client)

    def _compare_all(self, vector: Vectors, within: Collection[str]) -> list[Scored]:
        """The given keys by cosine, best first; ties in key order."""
        with self._lock, _failures("vector search failed"):
            found = self._connected().get(where={"key": {"$in": sorted(within)}}, include=["metadatas", "embeddings"])
        best: dict[str, float] = {}
        for metadata, other in zip(found["metadatas"], found["embeddings"], strict=True):
            cosine = float(np.dot(vector, other) / (np.linalg.norm(vector) * np.linalg.norm(other)))
            best[metadata["key"]] = max(cosine, best.get(metadata["key"], -1.0))
        return sorted((Scored(key, score) for key, score in best.items()), key=lambda one: (-one.score, one.key))

    def _query(self, vector: Vectors, asked: int) -> tuple[list[Scored], int]:
        with self._lock, _failures("vector search failed"):
            result = self._connected().query(
                query_embeddings=vector[np.newaxis], n_results=asked, include=["metadatas", "distances"]
            )
        best: dict[str, float] = {}
        for metadata, distance in zip(result["metadatas"][0], result["distances"][0], strict=True):
            best.setdefault(metadata["key"], 1.0 - distance)
        return [Scored(key, score) for key, score in best.items()], len(result["distances"][0])


def _try_query(collection: Any) -> None:
    dimension = len(collection.peek(1)["embeddings"][0])
    collection.query(query_embeddings=np.ones((1, dimension), np.float32), n_results=1, include=["distances"])


def _fill(collection: Any, keys: Sequence[str], vectors: Vectors, batch_size: int) -> None:
    for start in range(0, len(keys), batch_size):
        batch = keys[start : start + batch_size]
        collection.upsert(
            ids=[f"{key}|{row}" for row, key in enumerate(batch, start)],
            embeddings=vectors[start : start + len(batch)],
            metadatas=[{"key": key} for key in batch],
        )


def _forget(folder: Path) -> None:
    """Drops the engine that Chroma keeps by folder: one that failed to start would be given to whoever comes next."""
    from chromadb.api.shared_system_client import SharedSystemClient

    SharedSystemClient._identifier_to_system.pop(str(folder), None)


def _close(client: Any) -> None:
    """Closes the client, and the HTTP sessions that it and its inner admin client leave open."""
    sessions = [getattr(one._server, "_session", None) for one in (client, client._admin_client)]
    client.close()
    for session in filter(None, sessions):
        session.close()


def _collection_name(name: str) -> str:
    return f"clauses-{name}"


@contextmanager
def _failures(what: str) -> Iterator[None]:
    """Whatever Chroma raises becomes a WorldError: its engine raises far more than its error classes."""
    try:
        yield
    except Exception as error:
        raise WorldError(
            f"Chroma: {what}: {error}", "向量索引暂时用不了，请稍后再试；一直不行就重新建立索引"
        ) from error
