"""Any SentenceTransformer model, from a folder or a model hub; torch loads on first use."""

import hashlib
import threading
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from assistant.adapters.hub import load_model
from assistant.ports import Vectors

_QUERY_PROMPTS = ("query",)
_PASSAGE_PROMPTS = ("document", "passage", "corpus")


class SentenceTransformerEmbedder:
    """A model by folder or name, with the prompts its own configuration gives, and no others.

    With HF_HUB_OFFLINE set, and for a folder always, nothing is downloaded. Reading any attribute loads the model, and
    raises ConfigurationError when that fails.
    """

    def __init__(self, model: str) -> None:
        self._name = model
        self._lock = threading.Lock()
        self._model: Any = None

    @cached_property
    def fingerprint(self) -> str:
        """Changes with the model's weights, its modules and its prompts, whatever its name says."""
        return f"sentence-transformers/{Path(self._name).name}/{_digest(self._load())}"

    @cached_property
    def dimension(self) -> int:
        """Length of the vectors."""
        return int(self._load().get_embedding_dimension())

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Row i is the unit vector of question i."""
        return self._embed(self._load().encode_query, texts, _QUERY_PROMPTS)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Row i is the unit vector of passage i; what exceeds the model's length is not seen by it."""
        return self._embed(self._load().encode_document, texts, _PASSAGE_PROMPTS)

    def _embed(self, encode: Any, texts: Sequence[str], prompt_names: Sequence[str]) -> Vectors:
        if not texts:
            return np.empty((0, self.dimension), dtype=np.float32)
        prompts = self._load().prompts
        prompt = next((prompts[name] for name in prompt_names if prompts.get(name)), "")
        readable = [text.encode("utf-8", "ignore").decode() for text in texts]
        with self._lock:
            vectors = encode(readable, prompt=prompt, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float32)

    def _load(self) -> Any:
        with self._lock:
            if self._model is None:
                self._model = load_model("SentenceTransformer", self._name, "embedding", "向量模型")
            return self._model


def _digest(model: Any) -> str:
    content = hashlib.sha256(repr((model, sorted(model.prompts.items()))).encode())
    for name, tensor in sorted(model.state_dict().items()):
        content.update(f"{name} {tensor.dtype} {tuple(tensor.shape)}".encode())
        content.update(_bytes_of(tensor))
    return content.hexdigest()[:16]


def _bytes_of(tensor: Any) -> memoryview:
    import torch

    return memoryview(tensor.detach().cpu().contiguous().reshape(-1).view(torch.uint8).numpy())
