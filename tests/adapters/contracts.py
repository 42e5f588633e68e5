"""What every implementation of a port promises; each test module runs these on the fake and on the real adapters."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.errors import WorldError
from assistant.ports import Embedder, Scored, Segmenter, Vectors, VectorStore, WordStore

KEYS = ["a", "b", "b", "c"]
VECTORS: Vectors = np.array([[1, 0, 0], [0, 1, 0], [0.6, 0.8, 0], [0, 0, 1]], dtype=np.float32)
TEXTS = {
    "孵化器": "对新认定的国家级科技企业孵化器给予20万元的一次性奖励",
    "厂房": "鼓励各双创示范基地建设共享厂房，为初创企业提供低成本的生产空间",
    "贷款": "面向创业培训、孵化基地的群体发展创业担保贷款，用RPA提高效率",
}


class EmbedderContract:
    """Subclasses give the fixture `embedder`."""

    def test_vectors_have_length_one_and_the_promised_shape_and_type(self, embedder: Embedder) -> None:
        for vectors in (embedder.embed_queries(["一", "二三四"]), embedder.embed_passages(["一", "二三四"])):
            assert vectors.shape == (2, embedder.dimension)
            assert vectors.dtype == np.float32
            assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1], abs=1e-5)

    def test_no_texts_give_no_rows(self, embedder: Embedder) -> None:
        assert embedder.embed_queries([]).shape == (0, embedder.dimension)
        assert embedder.embed_passages([]).shape == (0, embedder.dimension)

    def test_a_vector_does_not_depend_on_its_neighbours(self, embedder: Embedder) -> None:
        together = embedder.embed_passages(["a small dog", "共享厂房", "a small dog"])
        alone = embedder.embed_passages(["a small dog"])[0]
        assert together[0] == pytest.approx(alone, abs=1e-5)
        assert together[2] == pytest.approx(alone, abs=1e-5)

    def test_what_resembles_the_question_is_nearest(self, embedder: Embedder) -> None:
        passages = embedder.embed_passages(["how to bake bread at home", "a loan for a new company"])
        question = embedder.embed_queries(["which loan can a new company get"])[0]
        assert int(np.argmax(passages @ question)) == 1

    def test_text_behind_a_nul_and_half_a_surrogate_is_read(self, embedder: Embedder) -> None:
        with_nul, without = embedder.embed_passages(["loan\0 for bread \ud800", "loan"])
        assert not np.allclose(with_nul, without, atol=1e-3)

    def test_the_fingerprint_is_the_same_each_time(self, embedder: Embedder) -> None:
        assert embedder.fingerprint == embedder.fingerprint != ""


class VectorStoreContract:
    """Subclasses give the fixture `store`."""

    def test_keys_come_nearest_first_and_each_once(self, store: VectorStore, tmp_path: Path) -> None:
        store.build(tmp_path, "first", "e", KEYS, VECTORS)
        index = store.open(tmp_path, "first")
        found = index.search(np.array([0, 1, 0], dtype=np.float32), 10)
        index.close()
        assert [one.key for one in found[:1]] == ["b"]
        assert sorted(one.key for one in found) == ["a", "b", "c"]
        assert found[0].score == pytest.approx(1, abs=1e-4)
        assert index.size == len(KEYS)

    def test_the_limit_counts_keys_not_vectors(self, store: VectorStore, tmp_path: Path) -> None:
        store.build(tmp_path, "first", "e", KEYS, VECTORS)
        index = store.open(tmp_path, "first")
        found = index.search(np.array([0.3, 0.95, 0], dtype=np.float32), 2)
        nothing = index.search(np.array([0.3, 0.95, 0], dtype=np.float32), 0)
        index.close()
        assert ([one.key for one in found], nothing) == (["b", "a"], [])

    def test_narrowing_comes_before_ranking(self, store: VectorStore, tmp_path: Path) -> None:
        keys = [f"near{number}" for number in range(300)] + ["far"]
        vectors = np.tile(np.array([1, 0, 0], dtype=np.float32), (301, 1))
        vectors[-1] = (0, 1, 0)
        store.build(tmp_path, "first", "e", keys, vectors)
        index = store.open(tmp_path, "first")
        found = index.search(np.array([1, 0, 0], dtype=np.float32), 1, {"far", "unknown"})
        none = index.search(np.array([1, 0, 0], dtype=np.float32), 1, set())
        index.close()
        assert ([one.key for one in found], none) == (["far"], [])

    def test_building_twice_is_harmless(self, store: VectorStore, tmp_path: Path) -> None:
        store.build(tmp_path, "first", "e", KEYS, VECTORS)
        store.build(tmp_path, "first", "e", KEYS, VECTORS)
        index = store.open(tmp_path, "first")
        index.close()
        assert index.size == len(KEYS)

    def test_an_empty_index_finds_nothing(self, store: VectorStore, tmp_path: Path) -> None:
        store.build(tmp_path, "first", "e", [], np.empty((0, 3), dtype=np.float32))
        index = store.open(tmp_path, "first")
        found = index.search(np.array([1, 0, 0], dtype=np.float32), 5)
        index.close()
        assert (found, index.size) == ([], 0)

    def test_files_may_move_between_building_and_opening(self, store: VectorStore, tmp_path: Path) -> None:
        (tmp_path / "before").mkdir()
        store.build(tmp_path / "before", "first", "e", KEYS, VECTORS)
        (tmp_path / "before").rename(tmp_path / "after")
        index = store.open(tmp_path / "after", "first")
        found = index.search(np.array([0, 0, 1], dtype=np.float32), 1)
        index.close()
        assert [one.key for one in found] == ["c"]

    def test_an_index_that_was_never_built_cannot_be_opened(self, store: VectorStore, tmp_path: Path) -> None:
        with pytest.raises(WorldError):
            store.open(tmp_path / "missing", "missing")

    def test_removing_what_does_not_exist_is_harmless(self, store: VectorStore, tmp_path: Path) -> None:
        store.remove(tmp_path / "missing", "missing")


class WordStoreContract:
    """Subclasses give the fixture `store`."""

    def test_the_text_that_shares_most_comes_first_and_what_shares_nothing_not_at_all(
        self, store: WordStore, tmp_path: Path
    ) -> None:
        assert _keys(_search(store, tmp_path, "孵化器", 10)) == ["孵化器", "贷款"]

    def test_scores_fall(self, store: WordStore, tmp_path: Path) -> None:
        scores = [one.score for one in _search(store, tmp_path, "创业企业贷款孵化", 10)]
        assert scores == sorted(scores, reverse=True)
        assert len(scores) == 3

    @pytest.mark.parametrize("question", ["", "？！", "龘", "zzz"])
    def test_nothing_shared_gives_nothing(self, store: WordStore, tmp_path: Path, question: str) -> None:
        assert _search(store, tmp_path, question, 10) == []

    def test_latin_words_are_found_in_either_case(self, store: WordStore, tmp_path: Path) -> None:
        assert _keys(_search(store, tmp_path, "rpa", 10)) == ["贷款"]

    def test_narrowing_comes_before_ranking(self, store: WordStore, tmp_path: Path) -> None:
        assert _keys(_search(store, tmp_path, "孵化器奖励", 1, {"贷款", "unknown"})) == ["贷款"]
        assert _search(store, tmp_path / "again", "孵化器奖励", 1, set()) == []

    def test_an_empty_index_finds_nothing(self, store: WordStore, tmp_path: Path) -> None:
        store.build(tmp_path, [], [])
        index = store.open(tmp_path)
        found = index.search("孵化器", 5)
        index.close()
        assert (found, index.size) == ([], 0)

    def test_files_may_move_between_building_and_opening(self, store: WordStore, tmp_path: Path) -> None:
        (tmp_path / "before").mkdir()
        store.build(tmp_path / "before", list(TEXTS), list(TEXTS.values()))
        (tmp_path / "before").rename(tmp_path / "after")
        index = store.open(tmp_path / "after")
        found = index.search("共享厂房", 1)
        index.close()
        assert (_keys(found), index.size) == (["厂房"], 3)

    def test_an_index_that_was_never_built_cannot_be_opened(self, store: WordStore, tmp_path: Path) -> None:
        with pytest.raises(WorldError):
            store.open(tmp_path / "missing")


class SegmenterContract:
    """Subclasses give the fixture `segmenter`, which knows the word 小巨人 as one of ours."""

    @given(text=st.text())
    @settings(
        deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors]
    )
    def test_the_words_joined_are_the_text_and_know_their_places(self, segmenter: Segmenter, text: str) -> None:
        words = segmenter.cut(text)
        assert "".join(word.text for word in words) == text
        assert all(text.startswith(word.text, word.start) and word.text for word in words)

    def test_a_word_of_ours_is_kept_whole_as_a_noun(self, segmenter: Segmenter) -> None:
        assert ("小巨人", "n", 1) in [(word.text, word.kind, word.start) for word in segmenter.cut("当小巨人")]

    def test_a_common_word_is_more_frequent_than_an_unknown_one(self, segmenter: Segmenter) -> None:
        assert segmenter.frequency("企业") > segmenter.frequency("龘龘") == 0


def _search(store: WordStore, folder: Path, question: str, limit: int, within: set[str] | None = None) -> list[Scored]:
    folder.mkdir(exist_ok=True)
    store.build(folder, list(TEXTS), list(TEXTS.values()))
    index = store.open(folder)
    found = index.search(question, limit, within)
    index.close()
    return found


def _keys(found: list[Scored]) -> list[str]:
    return [one.key for one in found]
