"""All scorers together: what a right answer, a right refusal and a wrong answer come to."""

from dataclasses import replace

from eval.score import SCORERS, is_right, judge
from tests.eval.fakes import ANSWER, REFUSAL, citation, exchange, expecting

WANTED = expecting(
    clauses=["1"],
    awards={"tea-house": {"status": "exact", "amount": "80000"}},
    first_line={"has": ["8万元"], "lacks": ["3万元"]},
    says=["一次性", "区商务局"],
)


def test_a_right_answer_has_full_marks_in_everything() -> None:
    scores = judge(exchange(ANSWER, WANTED, again=(ANSWER,)))
    assert {name: score.value for name, score in scores.items()} == {
        "outcome": 1.0,
        "clause_recall": 1.0,
        "clause_precision": 1.0,
        "first_citation": 1.0,
        "quote_verbatim": 1.0,
        "marks": 1.0,
        "amount_exact": 1.0,
        "first_line_answers": 1.0,
        "first_line_short": 1.0,
        "completeness": 1.0,
        "same_again": 1.0,
        "over_refusal": 1.0,
        "foreign_figures": 1.0,
        "ungrounded_figures": 1.0,
        "forbidden": 1.0,
    }


def test_a_correct_refusal_scores_full_marks() -> None:
    scores = judge(exchange(REFUSAL, expecting("not_covered", clauses=[], says=["区商务局"])))
    assert {score.value for score in scores.values()} == {1.0} and is_right(scores)


def test_one_required_fault_makes_the_turn_wrong() -> None:
    assert not is_right(judge(exchange(replace(ANSWER, text="奖励8万元，由区商务局发放。〔1〕"), WANTED)))


def test_the_order_of_citations_alone_does_not_make_a_turn_wrong() -> None:
    swapped = replace(
        ANSWER, citations=(citation("2", "10%", mark=1), citation("1", mark=2)), text=f"{ANSWER.text}〔2〕"
    )
    scores = judge(exchange(swapped, expecting(clauses=["1"], clauses_allowed=["2"])))
    assert scores["first_citation"].value == 0.0 and is_right(scores)


def test_every_scorer_has_a_name_of_its_own() -> None:
    assert len({one.name for one in SCORERS}) == len({one.label for one in SCORERS}) == len(SCORERS)
