import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.adapters.chroma import ChromaStore
from assistant.errors import ConfigurationError, WorldError
from assistant.search.seal import check_seal, write_seal
from tests.adapters.contracts import KEYS, VECTORS, VectorStoreContract
from tests.fakes import FakeVectorStore
from tests.servers import free_port


class TestFakeVectorStore(VectorStoreContract):
    @pytest.fixture
    def store(self) -> FakeVectorStore:
        return FakeVectorStore()


class TestChromaInAFolder(VectorStoreContract):
    @pytest.fixture
    def store(self) -> ChromaStore:
        return ChromaStore()

    def test_more_vectors_than_one_batch_holds_are_all_kept(self, store: ChromaStore, tmp_path: Path) -> None:
        count = 6000
        vectors = np.random.default_rng(7).normal(size=(count, 8)).astype(np.float32)
        store.build(tmp_path, "many", "e", [f"k{number}" for number in range(count)], vectors)
        index = store.open(tmp_path, "many")
        index.close()
        assert index.size == count

    def test_a_damaged_database_cannot_be_opened(self, store: ChromaStore, tmp_path: Path) -> None:
        store.build(tmp_path, "first", "e", KEYS, VECTORS)
        (tmp_path / "chroma.sqlite3").write_bytes(b"no database at all" * 400)
        with pytest.raises(WorldError):
            store.open(tmp_path, "first")

    def test_lost_database_cannot_be_opened(self, store: ChromaStore, tmp_path: Path) -> None:
        store.build(tmp_path, "first", "e", KEYS, VECTORS)
        (tmp_path / "chroma.sqlite3").unlink()
        with pytest.raises(WorldError):
            store.open(tmp_path, "first")

    @pytest.mark.parametrize("count", [40, 1200])
    def test_searching_breaks_no_seal(self, store: ChromaStore, tmp_path: Path, count: int) -> None:
        vectors = np.random.default_rng(7).normal(size=(count, 8)).astype(np.float32)
        folder = tmp_path / "vectors"
        store.build(folder, "first", "e", [f"k{number}" for number in range(count)], vectors)
        write_seal(tmp_path)
        for _ in range(2):
            index = store.open(folder, "first")
            assert index.search(vectors[3], 1)[0].key == "k3"
            index.close()
            check_seal(tmp_path)

    def test_another_collection_cannot_be_opened(self, store: ChromaStore, tmp_path: Path) -> None:
        store.build(tmp_path, "first", "e", KEYS, VECTORS)
        with pytest.raises(WorldError, match="second"):
            store.open(tmp_path, "second")

    def test_chroma_starts_with_the_first_search(self, store: ChromaStore, tmp_path: Path) -> None:
        store.build(tmp_path, "first", "e", KEYS, VECTORS)
        program = (
            "import sys, numpy, pathlib; from assistant.adapters.chroma import ChromaStore; "
            "index = ChromaStore().open(pathlib.Path(sys.argv[1]), 'first'); before = 'chromadb' in sys.modules; "
            "index.search(numpy.ones(3, numpy.float32), 1); print(before, 'chromadb' in sys.modules)"
        )
        done = subprocess.run([sys.executable, "-c", program, tmp_path], capture_output=True, text=True, check=True)
        assert done.stdout.split() == ["False", "True"]

    def test_the_embedder_is_named_in_the_collection(self, store: ChromaStore, tmp_path: Path) -> None:
        from chromadb import PersistentClient
        from chromadb.config import Settings

        store.build(tmp_path, "first", "model/1", KEYS, VECTORS)
        client: Any = PersistentClient(tmp_path, settings=Settings(anonymized_telemetry=False))
        metadata = client.get_collection("clauses-first", embedding_function=None).metadata
        client.close()
        assert metadata == {"embedder": "model/1"}


@pytest.mark.chroma_server
class TestChromaOnAServer(VectorStoreContract):
    @pytest.fixture
    def store(self, chroma_server: str) -> Iterator[ChromaStore]:
        store = ChromaStore(chroma_server)
        yield store
        store.remove(Path(), "first")

    def test_a_removed_collection_cannot_be_opened(self, store: ChromaStore, tmp_path: Path) -> None:
        store.build(tmp_path, "first", "e", KEYS, VECTORS)
        store.remove(tmp_path, "first")
        with pytest.raises(WorldError):
            store.open(tmp_path, "first")

    def test_two_indexes_share_a_server_without_mixing(self, store: ChromaStore, tmp_path: Path) -> None:
        store.build(tmp_path, "first", "e", ["a"], VECTORS[:1])
        store.build(tmp_path, "second", "e", ["z"], VECTORS[:1])
        index = store.open(tmp_path, "first")
        found = index.search(VECTORS[0], 10)
        index.close()
        store.remove(tmp_path, "second")
        assert [one.key for one in found] == ["a"]


def test_an_unreachable_server_is_a_failure_of_the_world(tmp_path: Path) -> None:
    with pytest.raises(WorldError, match="Chroma"):
        ChromaStore(f"http://127.0.0.1:{free_port()}").open(tmp_path, "first")


@pytest.mark.parametrize("url", ["localhost:8000", "ftp://host:1", "http://"])
def test_an_address_of_another_form_is_a_configuration_error(url: str) -> None:
    with pytest.raises(ConfigurationError, match="http://host:port"):
        ChromaStore(url)
