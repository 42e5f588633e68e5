"""From examples to the weights of the head: features, fit, thresholds."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.dialogue.asking import gram_features
from assistant.ports import Vectors
from eval.kinds.examples import Example
from eval.kinds.fit import Floats, fit, sigmoid
from eval.kinds.rates import choose_threshold

Scales = tuple[float, float]
"""How much the vectors and the n-grams count; 0 leaves them out."""
BOTH: Scales = (1.0, 1.5)
RIDGE, FOLDS = 5e-5, 5
"""Chosen, like the scales, by the folds of the build half; the held-out half had no say."""
_STRETCH = 10.0
"""How much more than an average one a dimension may be stretched: one that stands still must not come to matter."""


@dataclass(frozen=True, slots=True)
class Features:
    """What the head sees of some texts: `vectors` (rows, dimension) of the embedder, `grams` (rows, buckets)."""

    vectors: Floats
    grams: Floats

    @classmethod
    def of(cls, examples: Sequence[Example], vectors: Vectors) -> "Features":
        """The features of examples whose unit query embeddings are `vectors`."""
        grams = np.array([gram_features(one.text) for one in examples], dtype=np.float64)
        return cls(vectors.astype(np.float64), grams)

    def only(self, rows: NDArray[np.bool_]) -> "Features":
        """The features of some of the texts."""
        return Features(self.vectors[rows], self.grams[rows])


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights for raw features: vectors and n-grams need no scaling any more."""

    vectors: Floats
    grams: Floats
    biases: Floats

    def probabilities(self, features: Features) -> Floats:
        """Shape (rows, classes)."""
        return sigmoid(features.vectors @ self.vectors + features.grams @ self.grams + self.biases)


@dataclass(frozen=True, slots=True)
class Trained:
    """Weights from all rows, with `unseen`: each row's probabilities by weights that knew nothing of its topic.

    The thresholds are chosen on `unseen`.
    """

    weights: Weights
    thresholds: Floats
    unseen: Floats


def train(features: Features, targets: Floats, topics: Sequence[str], scales: Scales = BOTH) -> Trained:
    """The head for 0/1 `targets` (rows, classes); row i is of `topics[i]`."""
    names = sorted(set(topics))
    folds = np.array([names.index(topic) % FOLDS for topic in topics])
    unseen = np.zeros(targets.shape)
    for fold in sorted(set(folds.tolist())):
        inside = folds == fold
        weights = fit_weights(features.only(~inside), targets[~inside], scales)
        unseen[inside] = weights.probabilities(features.only(inside))
    thresholds = np.array([choose_threshold(unseen[:, at], targets[:, at] > 0) for at in range(targets.shape[1])])
    return Trained(fit_weights(features, targets, scales), thresholds, unseen)


def fit_weights(features: Features, targets: Floats, scales: Scales = BOTH) -> Weights:
    """Weights for raw features.

    The dimensions of the vectors are standardised first: as they come, all questions lie close together.
    """
    vector_scale, gram_scale = scales
    mean = features.vectors.mean(axis=0)
    spread = features.vectors.std(axis=0)
    spread = np.maximum(spread, spread.mean() / _STRETCH)
    stretch = vector_scale / (spread * np.sqrt(len(spread)))
    rows = np.hstack([(features.vectors - mean) * stretch, features.grams * gram_scale])
    weights, biases = fit(rows, targets, RIDGE)
    by_vector = weights[: len(stretch)] * stretch[:, None]
    return Weights(by_vector, weights[len(stretch) :] * gram_scale, biases - mean @ by_vector)


def save(path: Path, trained: Trained, classes: Sequence[str], fingerprint: str, examples: str) -> None:
    """Writes asking.npz, weights in half precision; `examples` is the digest of what it was trained on."""
    np.savez_compressed(
        path,
        weights=np.vstack([trained.weights.vectors, trained.weights.grams]).astype(np.float16),
        biases=trained.weights.biases.astype(np.float32),
        thresholds=trained.thresholds.astype(np.float32),
        classes=np.array(classes),
        fingerprint=np.array(fingerprint),
        examples=np.array(examples),
    )
