import multiprocessing
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.domain import Clause
from assistant.errors import NotReady
from assistant.ports import Embedder, Vectors, VectorStore, WordStore
from assistant.search import Engines, Snapshot, build_snapshot, open_snapshot
from tests.fakes import FakeEmbedder, FakeVectorIndex, FakeVectorStore, FakeWordStore
from tests.search.shelf import CLAUSES, HILL, RIVER, make_clause


class Crash(Exception):
    """Stands for the process ending here."""


class CrashingEmbedder(FakeEmbedder):
    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        raise Crash


class VectorsCrashingAtBuild(FakeVectorStore):
    def build(self, folder: Path, name: str, embedder: str, keys: Sequence[str], vectors: Vectors) -> None:
        super().build(folder, name, embedder, keys, vectors)
        raise Crash


class VectorsCrashingAtOpen(FakeVectorStore):
    def open(self, folder: Path, name: str) -> FakeVectorIndex:
        if (folder / "keys.json").exists():
            raise Crash
        return super().open(folder, name)


class WordsCrashingAtBuild(FakeWordStore):
    def build(self, folder: Path, keys: Sequence[str], texts: Sequence[str]) -> None:
        super().build(folder, keys, texts)
        raise Crash


def engines(
    embedder: Embedder | None = None, vectors: VectorStore | None = None, words: WordStore | None = None
) -> Engines:
    return Engines(embedder or FakeEmbedder(), vectors or FakeVectorStore(), words or FakeWordStore())


def build(root: Path, clauses: Sequence[Clause], using: Engines | None = None) -> Snapshot:
    return build_snapshot(root, clauses, using or engines())


def build_and_close(root: Path, clauses: Sequence[Clause], using: Engines | None = None) -> str:
    snapshot = build(root, clauses, using)
    snapshot.close()
    return snapshot.folder.name


def snapshots(root: Path) -> set[str]:
    return {file.parent.name for file in root.glob("*/manifest.json")}


def finds(snapshot: Snapshot, clause: Clause) -> bool:
    """Whether both indexes give the clause for its own text."""
    vector = FakeEmbedder().embed_queries([clause.text])[0]
    found = (snapshot.words.search(clause.text, 1), snapshot.vectors.search(vector, 1))
    return [one.key for ranking in found for one in ranking] == [clause.ref, clause.ref]


def test_what_was_built_is_opened_again_and_found(tmp_path: Path) -> None:
    name = build_and_close(tmp_path, CLAUSES)
    snapshot = open_snapshot(tmp_path, CLAUSES, engines())
    assert (snapshot.folder, finds(snapshot, RIVER.clauses[0])) == (tmp_path / name, True)
    snapshot.close()


def test_opening_before_building_says_that_it_is_not_ready(tmp_path: Path) -> None:
    with pytest.raises(NotReady, match="no index"):
        open_snapshot(tmp_path, CLAUSES, engines())


def test_an_unchanged_corpus_embeds_nothing_and_keeps_its_snapshot(tmp_path: Path) -> None:
    name = build_and_close(tmp_path, CLAUSES)
    again = FakeEmbedder()
    assert (build_and_close(tmp_path, CLAUSES, engines(embedder=again)), again.passages) == (name, [])


def test_only_the_changed_clause_is_embedded_again(tmp_path: Path) -> None:
    build_and_close(tmp_path, CLAUSES)
    changed = replace(CLAUSES[2], text="新开的渔家餐馆给予两次奖励。")
    embedder = FakeEmbedder()
    build_and_close(tmp_path, (*CLAUSES[:2], changed, *CLAUSES[3:]), engines(embedder=embedder))
    assert embedder.passages == ["支持措施 渔家乐\n新开的渔家餐馆给予两次奖励。"]


def test_another_embedder_or_engine_needs_another_snapshot(tmp_path: Path) -> None:
    class NewerVectors(FakeVectorStore):
        fingerprint = "fake-vectors/2"

    class NewerWords(FakeWordStore):
        fingerprint = "fake-words/2"

    build_and_close(tmp_path, CLAUSES)
    others = (
        engines(embedder=FakeEmbedder("another")),
        engines(vectors=NewerVectors()),
        engines(words=NewerWords()),
    )
    for other in others:
        with pytest.raises(NotReady):
            open_snapshot(tmp_path, CLAUSES, other)


@pytest.mark.parametrize(
    "crashing",
    [
        engines(embedder=CrashingEmbedder()),
        engines(vectors=VectorsCrashingAtBuild()),
        engines(vectors=VectorsCrashingAtOpen()),
        engines(words=WordsCrashingAtBuild()),
    ],
    ids=["while embedding", "after the vectors", "before the switch", "after the words"],
)
def test_after_a_crash_the_old_snapshot_serves_and_the_next_build_succeeds(tmp_path: Path, crashing: Engines) -> None:
    build_and_close(tmp_path, RIVER.clauses)
    with pytest.raises(Crash):
        build(tmp_path, CLAUSES, crashing)
    old = open_snapshot(tmp_path, RIVER.clauses, engines())
    assert finds(old, RIVER.clauses[0])
    old.close()
    new = build(tmp_path, CLAUSES)
    assert finds(new, HILL.clauses[0])
    new.close()
    assert not list(tmp_path.glob("building-*"))


@pytest.mark.parametrize("part", ["manifest.json", "vectors/keys.json", "vectors/vectors.npy", "words/texts.json"])
@pytest.mark.parametrize("damage", [lambda file: file.unlink(), lambda file: file.write_text("{")], ids=["lost", "cut"])
def test_a_damaged_snapshot_is_noticed_and_rebuilt(tmp_path: Path, part: str, damage: Callable[[Path], object]) -> None:
    name = build_and_close(tmp_path, CLAUSES)
    damage(tmp_path / name / part)
    with pytest.raises(NotReady, match="damaged"):
        open_snapshot(tmp_path, CLAUSES, engines())
    embedder = FakeEmbedder()
    rebuilt = build(tmp_path, CLAUSES, engines(embedder=embedder))
    assert (finds(rebuilt, RIVER.clauses[0]), embedder.passages) == (True, [])
    rebuilt.close()


def test_an_index_with_fewer_texts_than_its_manifest_says_is_damaged(tmp_path: Path) -> None:
    name = build_and_close(tmp_path, CLAUSES)
    FakeWordStore().build(tmp_path / name / "words", ["a"], ["b"])
    with pytest.raises(NotReady, match="do not fit"):
        open_snapshot(tmp_path, CLAUSES, engines())


def test_a_manifest_that_was_edited_is_damaged(tmp_path: Path) -> None:
    file = tmp_path / build_and_close(tmp_path, CLAUSES) / "manifest.json"
    file.write_text(file.read_text(encoding="utf-8").replace('"passages": 5', '"passages": 4'), encoding="utf-8")
    with pytest.raises(NotReady, match="digest"):
        open_snapshot(tmp_path, CLAUSES, engines())


def test_the_snapshot_before_is_kept_and_older_ones_go(tmp_path: Path) -> None:
    names = [build_and_close(tmp_path, clauses) for clauses in (RIVER.clauses, HILL.clauses, CLAUSES)]
    assert snapshots(tmp_path) == set(names[1:])


def test_a_snapshot_in_use_stays_until_its_reader_closes_it(tmp_path: Path) -> None:
    reader = build(tmp_path, RIVER.clauses)
    build_and_close(tmp_path, HILL.clauses)
    build_and_close(tmp_path, CLAUSES)
    assert finds(reader, RIVER.clauses[0]) and reader.folder.exists()
    reader.close()
    build_and_close(tmp_path, HILL.clauses)
    build_and_close(tmp_path, (make_clause("new", "1", "新", "新的条款。"),))
    assert not reader.folder.exists()


def test_an_empty_corpus_has_an_index_too(tmp_path: Path) -> None:
    snapshot = build(tmp_path, ())
    assert (snapshot.words.size, snapshot.vectors.size) == (0, 0)
    snapshot.close()


def test_processes_that_build_at_once_end_with_one_whole_snapshot(tmp_path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        names = pool.starmap(build_and_close, [(tmp_path, CLAUSES)] * 4)
        pool.close()
        pool.join()
    snapshot = open_snapshot(tmp_path, CLAUSES, engines())
    assert (set(names), finds(snapshot, RIVER.clauses[0])) == ({snapshot.folder.name}, True)
    snapshot.close()
