import numpy as np
import pytest

from eval.kinds.rates import NEVER, Rates, average_precision, choose_threshold, count


def test_counts_give_precision_and_recall() -> None:
    found, wanted = np.array([True, True, True, False]), np.array([True, False, False, True])
    rates = count(found, wanted)
    assert (rates, rates.precision, rates.recall) == (Rates(1, 3, 2), 1 / 3, 1 / 2)


def test_nothing_found_is_nothing_wrong() -> None:
    assert (Rates(0, 0, 4).precision, Rates(0, 0, 4).recall) == (1.0, 0.0)


def test_rates_add_up() -> None:
    assert Rates(1, 2, 3) + Rates(4, 5, 6) == Rates(5, 7, 9)


def test_the_threshold_lets_in_as_much_as_precision_allows() -> None:
    likely = np.linspace(1.0, 0.1, 10)
    wanted = np.array([True] * 6 + [False] * 3 + [True])
    assert choose_threshold(likely, wanted) == pytest.approx(0.45)


def test_one_miss_in_ten_is_allowed() -> None:
    likely = np.linspace(1.0, 0.1, 10)
    wanted = np.array([True] * 4 + [False] + [True] * 5)
    assert choose_threshold(likely, wanted) == pytest.approx(0.05)


def test_a_class_that_cannot_be_told_apart_is_never_reported() -> None:
    assert choose_threshold(np.linspace(1.0, 0.1, 10), np.array([False, True] * 5)) == NEVER


def test_too_few_hits_prove_nothing() -> None:
    assert choose_threshold(np.linspace(1.0, 0.1, 10), np.array([True] * 4 + [False] * 6)) == NEVER


def test_texts_of_one_probability_stand_on_one_side_of_the_threshold() -> None:
    likely = np.array([0.9] * 8 + [0.3] * 4)
    wanted = np.array([True] * 8 + [True, False, False, False])
    assert choose_threshold(likely, wanted) == pytest.approx(0.6)


def test_average_precision_judges_the_order() -> None:
    likely = np.array([0.9, 0.8, 0.7])
    assert average_precision(likely, np.array([True, True, False])) == 1.0
    assert average_precision(likely, np.array([False, True, True])) == pytest.approx((1 / 2 + 2 / 3) / 2)
