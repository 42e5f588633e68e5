"""A sentence-transformers CrossEncoder, from a folder or a model hub, as a Reranker; torch loads on first use."""

import threading
from collections.abc import Sequence
from typing import Any

from assistant.adapters.hub import load_model


class CrossEncoderReranker:
    """A model by folder or name; for a folder nothing is downloaded. Several threads may share it."""

    def __init__(self, model: str) -> None:
        self._name = model
        self._lock = threading.Lock()
        self._model: Any = None

    def scores(self, question: str, passages: Sequence[str]) -> list[float]:
        """One score for each passage, higher is better; raises ConfigurationError when the model cannot be loaded."""
        if not passages:
            return []
        with self._lock:
            if self._model is None:
                self._model = load_model("CrossEncoder", self._name, "reranker", "重排模型")
            pairs = [(question, passage) for passage in passages]
            return [float(score) for score in self._model.predict(pairs, show_progress_bar=False)]
