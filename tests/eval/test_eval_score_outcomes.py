from dataclasses import replace

from assistant.domain import Answer
from eval.score.outcomes import outcome, over_refusal, refusal_precision, refusal_recall
from eval.score.verdict import Score
from tests.eval.fakes import ANSWER, REFUSAL, exchange, expecting

ANSWERABLE, UNANSWERABLE, EITHER = (
    expecting(),
    expecting(["not_covered", "out_of_scope"]),
    expecting(["answered", "not_covered"]),
)
ASKING = replace(ANSWER, outcome="needs_facts")


def refusals(answer: Answer, expect: object) -> tuple[Score | None, Score | None, Score | None]:
    """Recall, precision, over-refusal."""
    one = exchange(answer, expect)  # type: ignore[arg-type]
    return refusal_recall(one), refusal_precision(one), over_refusal(one)


def test_any_acceptable_outcome_is_right_and_any_other_wrong() -> None:
    assert outcome(exchange(REFUSAL, EITHER)) == Score(1.0)
    assert outcome(exchange(ASKING, EITHER)) == Score(0.0, ("结果是 needs_facts，应为 answered 或 not_covered",))


def test_a_refusal_of_what_cannot_be_answered_is_right_by_every_measure_that_applies() -> None:
    assert refusals(REFUSAL, UNANSWERABLE) == (Score(1.0), Score(1.0), None)


def test_answering_what_the_text_does_not_state_is_caught() -> None:
    assert refusals(ANSWER, UNANSWERABLE) == (Score(0.0, ("应说明文件未规定或不在范围，却作了回答",)), None, None)


def test_refusing_what_the_text_states_is_caught_twice() -> None:
    assert refusals(REFUSAL, ANSWERABLE) == (None, Score(0.0, ("不该拒答",)), Score(0.0, ("文件有规定，却拒答",)))


def test_asking_back_is_no_refusal() -> None:
    assert refusals(ASKING, ANSWERABLE) == (None, None, Score(1.0))


def test_where_both_are_acceptable_a_refusal_is_fitting_and_an_answer_not_held_against_it() -> None:
    assert refusals(REFUSAL, EITHER) == (None, Score(1.0), None)
    assert refusals(ANSWER, EITHER) == (None, None, None)
