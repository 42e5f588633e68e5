from pathlib import Path

import numpy as np
import pytest

from assistant.errors import WorldError
from assistant.search.embeddings import embed_once
from tests.fakes import FakeEmbedder

TEXTS = [f"第{number}条鱼塘" for number in range(40)]


def ignore(done: int, total: int) -> None:
    """Nobody watches."""


def test_each_text_is_embedded_once_and_rows_follow_the_texts(tmp_path: Path) -> None:
    first, second = FakeEmbedder(), FakeEmbedder()
    embed_once(["甲", "乙"], first, tmp_path / "cache", ignore)
    rows = embed_once(["乙", "丙", "甲", "丙"], second, tmp_path / "cache", ignore)
    assert np.array_equal(rows, FakeEmbedder().embed_passages(["乙", "丙", "甲", "丙"]))
    assert (first.passages, second.passages) == (["甲", "乙"], ["丙"])


def test_another_model_does_not_get_the_vectors_of_the_first(tmp_path: Path) -> None:
    embed_once(["甲"], FakeEmbedder("one"), tmp_path / "cache", ignore)
    other = FakeEmbedder("two")
    embed_once(["甲"], other, tmp_path / "cache", ignore)
    assert other.passages == ["甲"]


def test_an_interrupted_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    def stop_halfway(done: int, total: int) -> None:
        if done >= 32:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        embed_once(TEXTS, FakeEmbedder(), tmp_path / "cache", stop_halfway)
    embedder = FakeEmbedder()
    embed_once(TEXTS, embedder, tmp_path / "cache", ignore)
    assert embedder.passages == TEXTS[32:]


def test_progress_starts_at_what_is_known_and_ends_at_all(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    embed_once(TEXTS[:5], FakeEmbedder(), tmp_path / "cache", ignore)
    embed_once(TEXTS, FakeEmbedder(), tmp_path / "cache", lambda done, total: seen.append((done, total)))
    assert seen == [(5, 40), (21, 40), (37, 40), (40, 40)]


def test_no_texts_give_no_rows(tmp_path: Path) -> None:
    assert embed_once([], FakeEmbedder(), tmp_path / "cache", ignore).shape == (0, 256)


def test_a_damaged_cache_is_put_aside_and_begun_anew(tmp_path: Path) -> None:
    (tmp_path / "cache.sqlite").write_bytes(b"not a database at all" * 100)
    embed_once(["甲"], FakeEmbedder(), tmp_path / "cache.sqlite", ignore)
    again = FakeEmbedder()
    embed_once(["甲"], again, tmp_path / "cache.sqlite", ignore)
    assert (again.passages, (tmp_path / "cache.damaged").exists()) == ([], True)


def test_a_cache_that_cannot_be_written_is_a_failure_of_the_world(tmp_path: Path) -> None:
    with pytest.raises(WorldError, match="cannot be used"):
        embed_once(["甲"], FakeEmbedder(), tmp_path / "missing" / "cache", ignore)
