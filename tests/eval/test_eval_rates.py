from hypothesis import given
from hypothesis import strategies as st

from eval.cases import AskedTurn, Case
from eval.rates import RIGHT, gap, percentile, rates, rates_by, wilson
from eval.replay import CaseResult, TurnResult
from eval.score import judge
from tests.eval.fakes import ANSWER, REFUSAL, exchange, expecting


def result(is_right: bool, part: str = "build", elapsed_ms: float = 1.0) -> CaseResult:
    one = exchange(ANSWER if is_right else REFUSAL, expecting(clauses=["1"]))
    case = Case("x", "amount", "clerk", (AskedTurn("问", one.expect),), part=part)
    return CaseResult(case, (TurnResult(one, judge(one), elapsed_ms),))


def test_wilsons_interval_has_its_textbook_values() -> None:
    rate = wilson([1.0] * 8 + [0.0] * 2)
    assert (rate.mean, round(rate.low, 4), round(rate.high, 4), rate.count) == (0.8, 0.4902, 0.9433, 10)


def test_full_marks_on_few_cases_prove_little() -> None:
    rate = wilson([1.0] * 10)
    assert (rate.mean, round(rate.low, 4), rate.high) == (1.0, 0.7225, 1.0)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=50))
def test_the_interval_holds_the_mean_and_lies_between_0_and_1(scores: list[float]) -> None:
    rate = wilson(scores)
    assert 0.0 <= rate.low <= rate.mean <= rate.high <= 1.0


def test_a_score_counts_only_where_it_applies() -> None:
    found = rates([result(True), result(False)])
    assert (found[RIGHT].mean, found["clause_recall"].mean) == (0.5, 0.5)
    assert (found["clause_precision"].mean, found["clause_precision"].count) == (1.0, 1)
    assert "refusal_recall" not in found


def test_no_cases_have_no_rates() -> None:
    assert rates([]) == {}


def test_the_gap_between_the_halves_is_what_the_built_half_is_better() -> None:
    cases = [result(True), result(True), result(True, "report"), result(False, "report")]
    by_part = rates_by(cases, lambda one: one.case.part)
    assert gap(by_part, "build", "report")[RIGHT] == 0.5
    assert gap(by_part, "build", "other") == {}


def test_percentiles_are_latencies_that_occurred() -> None:
    turns = [turn for ms in (5.0, 1.0, 3.0, 2.0, 4.0) for turn in result(True, elapsed_ms=ms).turns]
    assert [percentile(turns, share) for share in (0.5, 0.95)] == [3.0, 5.0]
    assert percentile([], 0.5) == 0.0
