"""A disk that is full while indexing or storing, and files of the index that are damaged."""

import errno
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from assistant.adapters.chroma import ChromaStore
from assistant.adapters.sql import SqlConversations
from assistant.adapters.words import TantivyStore
from assistant.corpus import load_corpus
from assistant.domain import Question
from assistant.errors import WorldError
from assistant.ports import Scored, Vectors
from assistant.search import Engines, build_snapshot
from tests.dialogue.fictional import BEES, DAY
from tests.fakes import FakeEmbedder
from tests.faults.places import CORPUS, make_assistant

QUESTION = Question("蜂业科技项目怎么配套？", DAY, policy=BEES)
NEW = "梨溪镇河道清洁办法\n\n第一条　对清理河道的村，每年补助3000元。\n"


class FullDisk(ChromaStore):
    """Vectors on a disk that has no space left for as long as `is_full`."""

    is_full = False

    def build(self, folder: Path, name: str, embedder: str, keys: Sequence[str], vectors: Vectors) -> None:
        if self.is_full:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder))
        super().build(folder, name, embedder, keys, vectors)


def test_a_full_disk_while_indexing_changes_nothing_and_space_mends_it(tmp_path: Path) -> None:
    corpus, vectors = Path(shutil.copytree(CORPUS, tmp_path / "corpus")), FullDisk()
    assistant = make_assistant(corpus, tmp_path / "data", vectors=vectors)
    before = assistant.ask(QUESTION)
    files = sorted(path.relative_to(corpus) for path in corpus.rglob("*") if not path.name.startswith(".edition"))
    new = tmp_path / "river.md"
    new.write_text(NEW, encoding="utf-8")
    vectors.is_full = True
    with pytest.raises(WorldError) as caught:
        assistant.ingest([new], dry_run=False)
    assert "写不了" in caught.value.message_zh
    assert sorted(p.relative_to(corpus) for p in corpus.rglob("*") if not p.name.startswith(".edition")) == files
    assert (assistant.ask(QUESTION).text, assistant.ask(QUESTION).provenance) == (before.text, before.provenance)
    vectors.is_full = False
    assistant.ingest([new], dry_run=False)
    assert len(assistant.policies()) == 3


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1 MiB, where this machine lets us mount one."""
    place = tmp_path / "small"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)]
    if os.geteuid() != 0 or subprocess.run(mount, stderr=subprocess.DEVNULL).returncode != 0:
        pytest.skip("no right to mount a small disk")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_full_disk_while_storing_is_told_and_loses_nothing_kept_before(small_disk: Path) -> None:
    conversations = SqlConversations(f"sqlite:///{small_disk / 'c.sqlite3'}")
    one = conversations.start()
    kept = [conversations.append(one, "一", "甲")]
    with pytest.raises(WorldError) as caught:
        while True:
            kept.append(conversations.append(one, "问" * 1000, "答" * 9000))
    assert caught.value.message_zh == "对话数据库暂时不可用，请稍后再试。"
    assert [turn.turn for turn in conversations.read(one).turns] == kept
    conversations.close()
    subprocess.run(["mount", "-o", "remount,size=4m", str(small_disk)], check=True)
    again = SqlConversations(f"sqlite:///{small_disk / 'c.sqlite3'}")
    assert again.append(one, "问" * 1000, "答" * 9000) == kept[-1] + 1
    again.close()


def test_a_small_disk_cannot_hold_the_index_and_a_larger_one_can(small_disk: Path, tmp_path: Path) -> None:
    corpus = Path(shutil.copytree(CORPUS, tmp_path / "corpus"))
    data = small_disk / "data"
    (small_disk / "filler").write_bytes(b"x" * 700_000)
    with pytest.raises(WorldError):
        make_assistant(corpus, data).warm_up()
    subprocess.run(["mount", "-o", "remount,size=64m", str(small_disk)], check=True)
    assistant = make_assistant(corpus, data)
    assert assistant.ask(QUESTION).citations


@pytest.mark.parametrize("how", ["cut", "lost", "flipped"])
def test_any_damaged_file_of_the_index_is_noticed_and_rebuilt_from_the_corpus(tmp_path: Path, how: str) -> None:
    root, copy = tmp_path / "index", tmp_path / "copy"
    expected = _found(root)
    (snapshot,) = [manifest.parent for manifest in root.glob("*/manifest.json")]
    unnoticed = []
    for file in (path.relative_to(root) for path in snapshot.rglob("*") if path.is_file() and path.stat().st_size):
        shutil.copytree(root, copy)
        _damage(copy / file, how)
        if _found(copy) != expected:
            unnoticed.append(str(file))
        shutil.rmtree(copy)
    assert unnoticed == []


def _found(root: Path) -> list[Scored]:
    """What words and vectors of an index find, built or rebuilt where it has to be."""
    clauses = [clause for policy in load_corpus(CORPUS).policies for clause in policy.clauses]
    snapshot = build_snapshot(root, clauses, Engines(FakeEmbedder(), ChromaStore(), TantivyStore()))
    vector = FakeEmbedder().embed_queries(["种植荆条"])[0]
    found = snapshot.words.search("种植荆条", 50) + snapshot.vectors.search(vector, 50)
    snapshot.close()
    return found


def _damage(file: Path, how: str) -> None:
    content = bytearray(file.read_bytes())
    match how:
        case "cut":
            file.write_bytes(content[: len(content) // 2])
        case "lost":
            file.unlink()
        case _:
            content[len(content) // 3 :: 97] = bytes(byte ^ 0xFF for byte in content[len(content) // 3 :: 97])
            file.write_bytes(content)
