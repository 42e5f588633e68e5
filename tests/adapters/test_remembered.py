from collections.abc import Sequence

import numpy as np
import pytest

from assistant.adapters.remembered import RememberedQueries
from assistant.ports import Vectors
from tests.adapters.contracts import EmbedderContract
from tests.fakes import FakeEmbedder


class CountingEmbedder(FakeEmbedder):
    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        return super().embed_queries(texts)


class TestRememberedQueries(EmbedderContract):
    @pytest.fixture
    def embedder(self) -> RememberedQueries:
        return RememberedQueries(FakeEmbedder())


def test_a_question_asked_again_is_not_computed_again() -> None:
    inner = CountingEmbedder()
    embedder = RememberedQueries(inner)
    first = embedder.embed_queries(["甲", "乙", "甲"])
    again = embedder.embed_queries(["乙", "甲"])
    assert (inner.asked, np.array_equal(again, first[[1, 0]])) == (["甲", "乙"], True)


def test_what_was_not_asked_for_longest_is_forgotten() -> None:
    inner = CountingEmbedder()
    embedder = RememberedQueries(inner, kept=2)
    for text in ("甲", "乙", "甲", "丙", "甲", "乙"):
        embedder.embed_queries([text])
    assert inner.asked == ["甲", "乙", "丙", "乙"]


def test_a_remembered_vector_cannot_be_changed_from_outside() -> None:
    embedder = RememberedQueries(FakeEmbedder())
    first = embedder.embed_queries(["孵化器奖多少"])
    kept = first.copy()
    first[:] = 0
    assert np.array_equal(embedder.embed_queries(["孵化器奖多少"]), kept)


def test_more_questions_at_once_than_are_kept_all_get_their_vectors() -> None:
    texts = [str(number) for number in range(5)]
    assert np.array_equal(
        RememberedQueries(FakeEmbedder(), kept=2).embed_queries(texts), FakeEmbedder().embed_queries(texts)
    )
