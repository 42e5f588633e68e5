"""The latest questions' vectors, so that a question asked again is not computed again."""

import threading
from collections import OrderedDict
from collections.abc import Sequence

import numpy as np

from assistant.ports import Embedder, Vectors

_KEPT = 256


class RememberedQueries:
    """An embedder that remembers the vectors of the latest `kept` different questions; passages pass through.

    Several threads may share it; they may compute a question twice, never wait for each other's.
    """

    def __init__(self, embedder: Embedder, kept: int = _KEPT) -> None:
        self.embedder = embedder
        self._kept = kept
        self._lock = threading.Lock()
        self._vectors: OrderedDict[str, Vectors] = OrderedDict()

    @property
    def fingerprint(self) -> str:
        """That of the embedder."""
        return self.embedder.fingerprint

    @property
    def dimension(self) -> int:
        """That of the embedder."""
        return self.embedder.dimension

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Row i is the unit vector of passage i."""
        return self.embedder.embed_passages(texts)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Row i is the unit vector of question i; those that are not remembered are computed together."""
        with self._lock:
            known = {text: self._vectors[text] for text in texts if text in self._vectors}
        missing = [text for text in dict.fromkeys(texts) if text not in known]
        if missing:
            known |= zip(missing, self.embedder.embed_queries(missing), strict=True)
        self._remember({text: known[text] for text in texts})
        return np.stack([known[text] for text in texts]) if texts else self.embedder.embed_queries([])

    def _remember(self, vectors: dict[str, Vectors]) -> None:
        with self._lock:
            self._vectors |= vectors
            for text in vectors:
                self._vectors.move_to_end(text)
            while len(self._vectors) > self._kept:
                self._vectors.popitem(last=False)
