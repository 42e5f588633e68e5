"""Small stand-ins for what the adapters supply: they keep the ports' promises with arithmetic a reader can follow."""

import json
import zlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from assistant.errors import WorldError
from assistant.ports import Scored, Vectors, Word


@dataclass
class FakeEmbedder:
    """Counts pairs of characters into buckets: texts that share pairs are near. Remembers what it was given."""

    fingerprint: str = "fake"
    dimension: int = 256
    passages: list[str] = field(default_factory=list)
    queries: list[str] = field(default_factory=list)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        self.queries += texts
        return self._embed(texts)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        self.passages += texts
        return self._embed(texts)

    def _embed(self, texts: Sequence[str]) -> Vectors:
        vectors = np.full((len(texts), self.dimension), 0.01, dtype=np.float32)
        for row, text in enumerate(texts):
            for start in range(len(text) - 1):
                vectors[row, zlib.crc32(text[start : start + 2].encode("utf-8", "ignore")) % self.dimension] += 1
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


class FakeVectorStore:
    """Keys and vectors in two files of the folder."""

    fingerprint = "fake-vectors"

    def build(self, folder: Path, name: str, embedder: str, keys: Sequence[str], vectors: Vectors) -> None:
        (folder / "keys.json").write_text(json.dumps([name, embedder, list(keys)]), encoding="utf-8")
        np.save(folder / "vectors.npy", vectors)

    def open(self, folder: Path, name: str) -> "FakeVectorIndex":
        try:
            built_name, _, keys = json.loads((folder / "keys.json").read_text(encoding="utf-8"))
            vectors = np.load(folder / "vectors.npy")
        except (OSError, ValueError) as error:
            raise WorldError(f"{folder}: {error}", "向量索引坏了") from error
        if built_name != name:
            raise WorldError(f"{folder}: holds {built_name}", "向量索引不对")
        return FakeVectorIndex(keys, vectors)

    def remove(self, folder: Path, name: str) -> None:
        """Everything is in the folder."""


class FakeVectorIndex:
    """Every vector compared."""

    def __init__(self, keys: Sequence[str], vectors: Vectors) -> None:
        self.size = len(keys)
        self._keys = keys
        self._vectors = vectors

    def search(self, vector: Vectors, limit: int, within: Collection[str] | None = None) -> list[Scored]:
        best: dict[str, float] = {}
        for key, score in zip(self._keys, (self._vectors @ vector).tolist(), strict=True):
            if within is None or key in within:
                best[key] = max(score, best.get(key, score))
        return _best_first(best, limit)

    def close(self) -> None:
        self._vectors = np.empty((0, 0), dtype=np.float32)


class FakeWordStore:
    """Texts in one file of the folder."""

    fingerprint = "fake-words"

    def build(self, folder: Path, keys: Sequence[str], texts: Sequence[str]) -> None:
        content = dict(zip(keys, texts, strict=True))
        (folder / "texts.json").write_text(json.dumps(content), encoding="utf-8")

    def open(self, folder: Path) -> "FakeWordIndex":
        try:
            return FakeWordIndex(json.loads((folder / "texts.json").read_text(encoding="utf-8")))
        except (OSError, ValueError) as error:
            raise WorldError(f"{folder}: {error}", "词语索引坏了") from error


class FakeWordIndex:
    """Counts the pairs of characters that question and text share."""

    def __init__(self, texts: dict[str, str]) -> None:
        self.size = len(texts)
        self._pairs = {key: _pairs(text) for key, text in texts.items()}

    def search(self, text: str, limit: int, within: Collection[str] | None = None) -> list[Scored]:
        shared = {
            key: len(pairs & _pairs(text)) for key, pairs in self._pairs.items() if within is None or key in within
        }
        return _best_first({key: float(count) for key, count in shared.items() if count}, limit)

    def close(self) -> None:
        self._pairs = {}


@dataclass
class FakeSegmenter:
    """Cuts off the longest known word at each place, else one character; known words are nouns."""

    frequencies: dict[str, int]

    def cut(self, text: str) -> list[Word]:
        words: list[Word] = []
        start = 0
        while start < len(text):
            known = [word for word in self.frequencies if text.startswith(word, start)]
            word = max(known, key=len, default=text[start])
            words.append(Word(word, "n" if known else "x", start))
            start += len(word)
        return words

    def frequency(self, word: str) -> int:
        return self.frequencies.get(word, 0)


def _pairs(text: str) -> set[str]:
    plain = "".join(char for char in text.lower() if char.isalnum())
    return {plain[start : start + 2] for start in range(len(plain) - 1)}


def _best_first(scores: dict[str, float], limit: int) -> list[Scored]:
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    return [Scored(key, score) for key, score in ranked[:limit]]
