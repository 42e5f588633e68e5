"""Embeddings of any OpenAI-compatible endpoint, as an Embedder."""

import hashlib
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from assistant.adapters.langchain_model import key_for
from assistant.errors import WorldError
from assistant.ports import Vectors

if TYPE_CHECKING:
    from langchain_openai import OpenAIEmbeddings

_PROBE = "政策"


class OpenAIEmbedder:
    """A model by name. An endpoint keeps no fingerprint, so its name and address stand for its weights."""

    def __init__(self, model: str, base_url: str | None = None, api_key: str | None = None, timeout_s: float = 30.0):
        self._model = model
        self._base_url = base_url
        self._api_key = api_key
        self._timeout_s = timeout_s

    @property
    def fingerprint(self) -> str:
        """Changes with the model's name and the endpoint's address."""
        place = hashlib.sha256((self._base_url or "").encode()).hexdigest()[:8]
        return f"openai/{self._model}/{place}"

    @cached_property
    def dimension(self) -> int:
        """Length of the vectors, as the endpoint gives them; raises WorldError."""
        return int(self._embed([_PROBE]).shape[1])

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Row i is the unit vector of question i; raises WorldError."""
        return self._embed(texts)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Row i is the unit vector of passage i; raises WorldError."""
        return self._embed(texts)

    def _embed(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.empty((0, self.dimension), dtype=np.float32)
        readable = [text.encode("utf-8", "ignore").decode() for text in texts]
        try:
            rows = np.asarray(self._client.embed_documents(readable), dtype=np.float32)
            lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        except Exception as error:  # the client raises what it likes; its own message may repeat the key
            raise self._failure(type(error).__name__) from None
        if rows.shape[0] != len(texts) or not np.all(lengths > 0):
            raise self._failure("a vector is missing or zero")
        return np.asarray(rows / lengths, dtype=np.float32)

    def _failure(self, reason: str) -> WorldError:
        return WorldError(f"embedding openai:{self._model}: {reason}", "向量服务暂时不可用，请稍后再试。")

    @cached_property
    def _client(self) -> "OpenAIEmbeddings":
        from langchain_openai import OpenAIEmbeddings
        from pydantic import SecretStr

        key = key_for(self._base_url, self._api_key)
        return OpenAIEmbeddings(
            model=self._model,
            base_url=self._base_url,
            api_key=SecretStr(key) if key else None,
            timeout=self._timeout_s,
            max_retries=1,
            check_embedding_ctx_length=False,
        )
