import numpy as np
import pytest

from eval.kinds.fit import Floats, fit, sigmoid


def some_data() -> tuple[Floats, Floats]:
    """60 rows of 8 numbers; the first class lies along the first number, the second class is noise."""
    noise = np.random.default_rng(7)
    features = noise.normal(size=(60, 8))
    targets = np.stack([features[:, 0] > 0, noise.random(60) > 0.5], axis=1).astype(np.float64)
    return features, targets


def test_the_slope_is_zero_where_the_fit_ends() -> None:
    features, targets = some_data()
    weights, biases = fit(features, targets, ridge=0.01, steps=3000)
    errors = (sigmoid(features @ weights + biases) - targets) / len(targets)
    assert features.T @ errors + 0.01 * weights == pytest.approx(np.zeros((8, 2)), abs=1e-6)
    assert errors.sum(axis=0) == pytest.approx(np.zeros(2), abs=1e-6)


def test_a_class_that_can_be_told_apart_is() -> None:
    features, targets = some_data()
    weights, biases = fit(features, targets, ridge=1e-4)
    assert (((features @ weights + biases) > 0)[:, 0] == (targets[:, 0] > 0)).all()


def test_without_features_the_bias_is_the_log_odds_of_the_class() -> None:
    targets = np.array([[1.0]] * 3 + [[0.0]] * 9)
    _, biases = fit(np.zeros((12, 2)), targets, ridge=0.1, steps=2000)
    assert biases == pytest.approx([np.log(3 / 9)])


def test_classes_are_fitted_independently() -> None:
    features, targets = some_data()
    both, _ = fit(features, targets, ridge=0.01)
    alone, _ = fit(features, targets[:, :1], ridge=0.01)
    assert both[:, :1] == pytest.approx(alone)


def test_sigmoid_does_not_overflow() -> None:
    assert sigmoid(np.array([-1e6, 0.0, 1e6])).tolist() == [0.0, 0.5, 1.0]
