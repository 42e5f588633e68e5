"""Any SentenceTransformer model, from a folder or a model hub; torch loads on first use."""

import hashlib
import threading
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from assistant.adapters.hub import load_model
from assistant.ports import Vectors

_QUERY_PROMPTS = ("query",)
_PASSAGE_PROMPTS = ("document", "passage", "corpus")


class SentenceTransformerEmbedder:
    """A model by folder or name, with the prompts given, else those of its own configuration.

    With HF_HUB_OFFLINE set, and for a folder always, nothing is downloaded. Reading any attribute loads the model, and
    raises ConfigurationError when that fails.
    """

    def __init__(self, model: str, query_prompt: str | None = None, passage_prompt: str | None = None) -> None:
        self._name = model
        self._prompts = {"query": query_prompt, "passage": passage_prompt}
        self._lock = threading.Lock()
        self._model: Any = None

    @cached_property
    def fingerprint(self) -> str:
        """Changes with the model's weights, its modules and its prompts, whatever its name says."""
        return f"sentence-transformers/{Path(self._name).name}/{_digest(self._load(), self._prompts)}"

    @cached_property
    def dimension(self) -> int:
        """Length of the vectors."""
        return int(self._load().get_embedding_dimension())

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Row i is the unit vector of question i."""
        return self._embed(self._load().encode_query, texts, self._prompts["query"], _QUERY_PROMPTS)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Row i is the unit vector of passage i; what exceeds the model's length is not seen by it."""
        return self._embed(self._load().encode_document, texts, self._prompts["passage"], _PASSAGE_PROMPTS)

    def _embed(self, encode: Any, texts: Sequence[str], prompt: str | None, prompt_names: Sequence[str]) -> Vectors:
        if not texts:
            return np.empty((0, self.dimension), dtype=np.float32)
        if prompt is None:
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


def _digest(model: Any, given: Mapping[str, str | None]) -> str:
    prompts = {**model.prompts, **{f"given {name}": text for name, text in given.items() if text is not None}}
    content = hashlib.sha256(repr((model, sorted(prompts.items()))).encode())
    for name, tensor in sorted(model.state_dict().items()):
        content.update(f"{name} {tensor.dtype} {tuple(tensor.shape)}".encode())
        content.update(_bytes_of(tensor))
    return content.hexdigest()[:16]


def _bytes_of(tensor: Any) -> memoryview:
    import torch

    return memoryview(tensor.detach().cpu().contiguous().reshape(-1).view(torch.uint8).numpy())
