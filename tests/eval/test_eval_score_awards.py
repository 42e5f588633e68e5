from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.domain import Award
from eval.score.awards import exact
from eval.score.verdict import Score
from tests.eval.fakes import ANSWER, AWARD, exchange, expecting

WANTED = expecting(awards={"tea-house": {"status": "exact", "amount": "80000"}})


def judged(*awards: Award) -> Score | None:
    return exact(exchange(replace(ANSWER, awards=awards), WANTED))


def test_the_exact_amount_is_right_however_its_decimal_is_written() -> None:
    assert judged(replace(AWARD, amount=Decimal("80000.00"))) == Score(1.0)


@pytest.mark.parametrize("amount", ["79999.99", "80000.01", "8", "800000", "30000"])
def test_any_other_amount_is_wrong(amount: str) -> None:
    wrong = judged(replace(AWARD, amount=Decimal(amount)))
    assert wrong == Score(0.0, (f"tea-house：amount {amount}，应为 80000",))


def test_an_amount_that_is_not_given_is_wrong() -> None:
    assert judged(replace(AWARD, amount=None)) == Score(0.0, ("tea-house：amount None，应为 80000",))


def test_the_right_amount_under_another_status_is_wrong() -> None:
    assert judged(replace(AWARD, status="at_most")) == Score(0.0, ("tea-house：状态 at_most，应为 exact",))


def test_an_award_that_was_not_calculated_is_wrong() -> None:
    assert judged(replace(AWARD, id="machines")) == Score(0.0, ("没有计算 tea-house",))


def test_a_right_award_beside_a_wrong_one_of_the_same_name_does_not_save_it() -> None:
    assert judged(AWARD, replace(AWARD, amount=Decimal(30000))) == Score(0.0, ("tea-house：amount 30000，应为 80000",))


def test_both_ends_of_a_range_are_compared() -> None:
    wanted = expecting(awards={"tea-house": {"status": "range", "low": "30000", "high": "80000"}})
    ranged = replace(AWARD, status="range", low=Decimal(30000), high=Decimal(90000))
    assert exact(exchange(replace(ANSWER, awards=(ranged,)), wanted)) == Score(
        0.0, ("tea-house：high 90000，应为 80000",)
    )


def test_each_expected_award_counts_alike() -> None:
    wanted = expecting(awards={"tea-house": {"amount": "80000"}, "machines": {"amount": "500000"}})
    assert exact(exchange(ANSWER, wanted)) == Score(0.5, ("没有计算 machines",))


def test_without_expected_awards_nothing_is_scored() -> None:
    assert exact(exchange(ANSWER, expecting())) is None
