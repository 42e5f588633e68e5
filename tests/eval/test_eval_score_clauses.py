from dataclasses import replace

from eval.score.clauses import first_citation, precision, recall
from eval.score.verdict import Score
from tests.eval.fakes import ANSWER, REFUSAL, citation, exchange, expecting

BOTH = replace(ANSWER, citations=(citation("2", mark=1), citation("1", mark=2)))


def test_all_expected_clauses_cited_is_full_recall() -> None:
    assert recall(exchange(BOTH, expecting(clauses=["1", "2"]))) == Score(1.0)


def test_a_missed_clause_costs_its_share_of_recall() -> None:
    assert recall(exchange(ANSWER, expecting(clauses=["1", "2"]))) == Score(0.5, ("未引用 tea#2",))


def test_the_same_number_in_another_policy_is_not_the_clause() -> None:
    strange = replace(ANSWER, citations=(citation("1", ref="coffee#1"),))
    assert recall(exchange(strange, expecting(clauses=["1"]))) == Score(0.0, ("未引用 tea#1",))
    assert recall(exchange(strange, expecting(clauses=["coffee#1"]))) == Score(1.0)


def test_a_clause_too_many_costs_precision() -> None:
    assert precision(exchange(BOTH, expecting(clauses=["1"]))) == Score(0.5, ("多引了 tea#2",))


def test_an_allowed_clause_costs_nothing() -> None:
    assert precision(exchange(BOTH, expecting(clauses=["1"], clauses_allowed=["2"]))) == Score(1.0)


def test_a_clause_cited_twice_counts_once() -> None:
    twice = replace(ANSWER, citations=(citation("1", mark=1), citation("1", mark=2), citation("2", mark=3)))
    assert precision(exchange(twice, expecting(clauses=["1"]))) == Score(0.5, ("多引了 tea#2",))


def test_citing_where_nothing_is_to_be_cited_has_no_precision() -> None:
    assert precision(exchange(ANSWER, expecting(clauses=[]))) == Score(0.0, ("多引了 tea#1",))


def test_citing_nothing_where_nothing_is_to_be_cited_is_right() -> None:
    assert precision(exchange(REFUSAL, expecting("not_covered", clauses=[]))) == Score(1.0)


def test_citing_nothing_cannot_buy_precision() -> None:
    silent = exchange(REFUSAL, expecting(clauses=["1"]))
    assert (recall(silent), precision(silent)) == (Score(0.0, ("未引用 tea#1",)), None)


def test_without_an_opinion_on_clauses_nothing_is_scored() -> None:
    free = exchange(ANSWER, expecting())
    assert (recall(free), precision(free), first_citation(free)) == (None, None, None)


def test_the_first_citation_is_that_of_the_lowest_mark() -> None:
    shuffled = replace(BOTH, citations=BOTH.citations[::-1])
    assert first_citation(exchange(shuffled, expecting(clauses=["1"]))) == Score(0.0, ("首个引用是 tea#2",))
    assert first_citation(exchange(shuffled, expecting(clauses=["2"]))) == Score(1.0)


def test_no_citation_at_all_is_not_a_right_first_one() -> None:
    assert first_citation(exchange(REFUSAL, expecting(clauses=["1"]))) == Score(0.0, ("首个引用是 空",))
