"""Pages that are pictures, read by optical character recognition; needs the extra [ocr], which ships its models.

A recognised page has the shape of one with a text layer: characters at their places, and the ruled lines of tables.
"""

import re
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from statistics import median
from typing import Any

from assistant.adapters.documents.ocr_picture import find_rules, wipe_seals
from assistant.adapters.documents.pdf_page import Glyph, Page, Rule

DPI = 200
_POINT = 72 / DPI
_UNSURE = 0.85
_SAME_SIZE = 0.2
_BASELINE = 0.2
_HALF_WIDTH = re.compile(r"[\x20-\x7e]")
_CJK = r"[\u2e80-\u9fff\uff01-\uff60“”《》〔〕、。]"
_WIDE = str.maketrans("(),:;!?", "（），：；！？")
_BESIDE_CJK = re.compile(rf"(?<={_CJK})[(),:;!?]|[(),:;!?](?={_CJK})|^\((?=.*{_CJK})")
_PER_MILLE = re.compile(r"(?<=[0-9])%[0oO]")
_READING = threading.Lock()


@dataclass(frozen=True, slots=True)
class RecognisedPage:
    """A page as recognised, and what the recogniser was not sure of, in Chinese."""

    page: Page
    remarks: tuple[str, ...]


Recogniser = Callable[[Any, int], RecognisedPage]
"""Reads the picture (RGB array, `DPI` dots to the inch) of the page with a number."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """One stretch of a line as recognised; edges in points."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    score: float

    @property
    def size(self) -> float:
        """The size of its characters: their width, as boxes are taller than the characters by chance."""
        return (self.right - self.left) / (_measure(self.text) or 1.0)


def find_recogniser() -> "Recogniser | None":
    """The recogniser, if it is installed."""
    return recognise if find_spec("rapidocr") is not None else None


def recognise(picture: Any, number: int) -> RecognisedPage:
    """The characters in a picture (RGB array, `DPI` dots to the inch) of page `number`."""
    clean = wipe_seals(picture)
    with _READING:
        found = _engine()(clean)
    boxes = found.boxes if found.boxes is not None else ()
    read = [_piece(*one) for one in zip(boxes, found.txts or (), found.scores or (), strict=True)]
    rules = [Rule(*(edge * _POINT for edge in one)) for one in find_rules(clean)]
    size = median(one.size for one in read) if read else 0.0
    glyphs = [glyph for one in read for glyph in _glyphs(one, size)]
    remarks = tuple(
        f"第{number}页“{one.text}”识别把握不大（{one.score:.2f}），请对照原件" for one in read if one.score < _UNSURE
    )
    return RecognisedPage(Page(number, tuple(glyphs), tuple(rules), 1.0), remarks)


@cache
def _engine() -> Any:
    """The recogniser with the models in its own package, on one thread."""
    from rapidocr import RapidOCR

    threads = "EngineConfig.onnxruntime"
    return RapidOCR(
        params={
            "Global.log_level": "error",
            "Global.use_cls": False,
            "Global.max_side_len": 4000,
            f"{threads}.intra_op_num_threads": 1,
            f"{threads}.inter_op_num_threads": 1,
        }
    )


def _piece(box: Any, text: str, score: float) -> _Piece:
    across, down = [float(x) * _POINT for x, _ in box], [float(y) * _POINT for _, y in box]
    return _Piece(_widen(text), min(across), max(across), min(down), max(down), score)


def _widen(text: str) -> str:
    """The text with the full-width marks that Chinese is printed with, and ‰, which the recogniser takes for %0."""
    return _PER_MILLE.sub("‰", _BESIDE_CJK.sub(lambda match: match[0].translate(_WIDE), text))


def _glyphs(piece: _Piece, usual: float) -> Iterator[Glyph]:
    """The characters of a piece, its width shared out among them; sizes near the usual one are the usual one."""
    size = usual if abs(piece.size - usual) < _SAME_SIZE * usual else piece.size
    middle = (piece.top + piece.bottom) / 2
    unit = (piece.right - piece.left) / (_measure(piece.text) or 1.0)
    left = piece.left
    for character in piece.text:
        right = left + unit * _measure(character)
        yield Glyph(character, left, right, middle + (0.5 - _BASELINE) * size, size)
        left = right


def _measure(text: Sequence[str]) -> float:
    """How many full-width characters wide a text is."""
    return sum(0.5 if _HALF_WIDTH.match(one) else 1.0 for one in text)
