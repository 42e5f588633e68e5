"""A sentence-transformers CrossEncoder, from a folder or a model hub, as a Reranker; torch loads on first use."""

import threading
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from assistant.errors import ConfigurationError


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
                self._model = _load_model(self._name)
            pairs = [(question, passage) for passage in passages]
            return [float(score) for score in self._model.predict(pairs, show_progress_bar=False)]


def _load_model(name: str) -> Any:
    try:
        from sentence_transformers import CrossEncoder
    except ImportError as error:
        raise ConfigurationError(
            "reranker st:… needs the extra [hub] (sentence-transformers)",
            "使用 st: 开头的重排模型需要先安装 [hub]：pip install 'policy-assistant[hub]'",
        ) from error
    import_module("transformers.utils.logging").disable_progress_bar()
    try:
        return CrossEncoder(name, local_files_only=Path(name).is_dir())
    except (OSError, ValueError) as error:
        raise ConfigurationError(
            f"reranker st:{name}: cannot be loaded: {error}",
            f"加载不了重排模型“{name}”，请检查文件夹或模型名；离线时须先把模型下载到本机",
        ) from error
