"""What the rooms need from the world, as Protocols; `adapters` implements them and `tests/fakes.py` imitates them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Turn

Vectors = NDArray[np.float32]


class Embedder(Protocol):
    """Texts to unit vectors. `fingerprint` changes whenever the same text would give another vector."""

    fingerprint: str
    dimension: int

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Row i is the unit vector of question i: shape (len(texts), dimension)."""

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Row i is the unit vector of passage i: shape (len(texts), dimension)."""


@dataclass(frozen=True, slots=True)
class Scored:
    """An indexed key with a score, higher is better, comparable within one search only."""

    key: str
    score: float


class VectorIndex(Protocol):
    """Vectors by key; a key may hold several vectors (windows of one clause)."""

    def search(self, vector: Vectors, limit: int) -> list[Scored]:
        """The keys nearest to a vector of shape (dimension,), each once, best first."""


class WordIndex(Protocol):
    """Texts by key, found by their words."""

    def search(self, text: str, limit: int) -> list[Scored]:
        """The keys whose text shares most with `text`, best first; empty when nothing is shared."""


class Reranker(Protocol):
    """Scores passages against a question more carefully than an index can."""

    def scores(self, question: str, passages: Sequence[str]) -> list[float]:
        """One score for each passage, higher is better."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a segmented text: `kind` is its part-of-speech tag (n, v, ns, nt, m …), `start` its offset."""

    text: str
    kind: str
    start: int


class Segmenter(Protocol):
    """Cuts Chinese text into words."""

    def cut(self, text: str) -> list[Word]:
        """Words in order; joined they give the text back."""

    def frequency(self, word: str) -> int:
        """How often `word` occurs in general Chinese (0 = unknown); rare words carry the meaning."""


class ChatModel(Protocol):
    """A language model that drafts text."""

    name: str

    def draft(self, system: str, turns: Sequence[Turn]) -> Iterator[str]:
        """Pieces of the reply as they come; raises WorldError when the provider fails or times out."""
