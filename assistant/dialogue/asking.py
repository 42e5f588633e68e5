"""Which kinds of thing a question asks for, by a small trained head over the question's embedding and its characters.

The head knows how people ask, not what about: `eval/kinds` trains it on topics that no corpus of ours holds. It decides
no figure and no clause.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from assistant.errors import ConfigurationError
from assistant.language.normalisation import normalise
from assistant.language.remembering import remembered
from assistant.ports import Vectors

WEIGHTS = Path(__file__).with_suffix(".npz")
Floats = NDArray[np.float32]
BUCKETS, LONGEST_GRAM = 4096, 3
"""Character n-grams of 1 to LONGEST_GRAM are hashed into BUCKETS features."""

_NOT_WORDS = re.compile(r"\W+")
_DIGITS = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class AskingHead:
    """One logistic regression for each class; `fingerprint` names the embedder whose query vectors it was trained on.

    `weights` has a row for each feature (the dimensions of the vector, then the n-gram buckets) and a column for each
    class. A class whose threshold is above 1 is never reported by `asked`.
    """

    fingerprint: str
    classes: tuple[str, ...]
    weights: Floats
    biases: Floats
    thresholds: Floats

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> Self:
        """The head that `python -m eval.kinds.train` wrote."""
        with np.load(path, allow_pickle=False) as stored:
            return cls(
                fingerprint=str(stored["fingerprint"]),
                classes=tuple(str(name) for name in stored["classes"]),
                weights=stored["weights"].astype(np.float32),
                biases=stored["biases"].astype(np.float32),
                thresholds=stored["thresholds"].astype(np.float32),
            )

    @classmethod
    def load_for(cls, fingerprint: str) -> Self | None:
        """The head, or None for an embedder whose vectors it cannot read: then there is no head to use.

        Engines of the same weights give the same vectors to within rounding, which a regression does not feel.
        """
        head = cls.load()
        return head if fingerprint == head.fingerprint or fingerprint.startswith(f"{head.fingerprint}/") else None

    def probabilities(self, text: str, vector: Vectors) -> dict[str, float]:
        """How likely each class is asked for; several may be. `vector` is the unit query embedding of `text`.

        Raises ConfigurationError for a vector of another length.
        """
        dimension = len(self.weights) - BUCKETS
        if vector.shape != (dimension,):
            raise ConfigurationError(
                f"asking head of {self.fingerprint}: vector of shape {vector.shape}, needs ({dimension},)",
                "问法识别模型与当前向量模型不匹配，请改用默认向量模型或重新训练。",
            )
        places = gram_places(text)
        known = self.weights[dimension:][places].sum(axis=0) / np.sqrt(max(1, len(places)))
        scores = vector @ self.weights[:dimension] + known + self.biases
        return dict(zip(self.classes, (0.5 + 0.5 * np.tanh(0.5 * scores)).tolist(), strict=True))

    def asked(self, text: str, vector: Vectors) -> tuple[str, ...]:
        """The classes above their thresholds, most probable first; none where the head is not sure."""
        likely = self.probabilities(text, vector)
        limits = dict(zip(self.classes, self.thresholds.tolist(), strict=True))
        return tuple(name for name in sorted(likely, key=lambda one: -likely[one]) if likely[name] >= limits[name])


@remembered(512)
def gram_places(text: str) -> list[int]:
    """The buckets of a text's different n-grams; letters in lower case, every number as 0, punctuation as one space."""
    words = _DIGITS.sub("0", _NOT_WORDS.sub(" ", normalise(text).text.lower())).strip()
    bounded = f"^{words}$"
    sizes = range(1, LONGEST_GRAM + 1)
    grams = {bounded[start : start + size] for size in sizes for start in range(len(bounded) - size + 1)}
    return sorted(crc32(gram.encode()) % BUCKETS for gram in grams)


def gram_features(text: str) -> Floats:
    """The n-grams as a row of BUCKETS features, of unit length but for grams that share a bucket."""
    places = gram_places(text)
    row = np.zeros(BUCKETS, dtype=np.float32)
    np.add.at(row, places, 1.0 / np.sqrt(max(1, len(places))))
    return row
