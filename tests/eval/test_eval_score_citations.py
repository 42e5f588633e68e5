from dataclasses import replace

import pytest

from eval.score.citations import marks, verbatim
from eval.score.verdict import Score
from tests.eval.fakes import ANSWER, AWARD, REFUSAL, citation, exchange, expecting


def test_a_quote_taken_from_its_clause_is_verbatim() -> None:
    assert verbatim(exchange(ANSWER, expecting())) == Score(1.0)


@pytest.mark.parametrize(
    "quote", ["8万元和3万元的一次性奖金", "8 万元和3万元", "8万元……奖励", "八万元", "按设备投资的10%给予补助"]
)
def test_a_quote_changed_in_any_character_or_from_another_clause_is_caught(quote: str) -> None:
    forged = replace(ANSWER, citations=(citation(quote=quote),), awards=())
    assert verbatim(exchange(forged, expecting())) == Score(0.0, (f"tea#1 的引文与原文不符：{quote}",))


def test_an_empty_quote_is_caught() -> None:
    empty = replace(ANSWER, citations=(citation(quote=""),), awards=())
    assert verbatim(exchange(empty, expecting())) == Score(0.0, ("tea#1 的引文为空",))


def test_an_invented_clause_is_caught() -> None:
    invented = replace(ANSWER, citations=(citation(ref="tea#9"),), awards=())
    assert verbatim(exchange(invented, expecting())) == Score(0.0, ("引用了不存在的条款 tea#9",))


def test_the_quote_of_an_award_is_held_to_the_same_rule() -> None:
    forged = replace(ANSWER, awards=(replace(AWARD, quote="奖励9万元"),))
    assert verbatim(exchange(forged, expecting())) == Score(0.0, ("tea#1 的引文与原文不符：奖励9万元",))


def test_one_bad_quote_among_good_ones_is_no_part_success() -> None:
    mixed = replace(ANSWER, citations=(citation(), citation(quote="编造", mark=2)))
    assert verbatim(exchange(mixed, expecting())) == Score(0.0, ("tea#1 的引文与原文不符：编造",))


def test_an_answer_that_quotes_nothing_is_not_scored() -> None:
    assert verbatim(exchange(REFUSAL, expecting())) is None


def test_marks_that_resolve_are_right() -> None:
    assert marks(exchange(ANSWER, expecting())) == Score(1.0)


def test_a_mark_without_a_citation_is_caught() -> None:
    dangling = replace(ANSWER, text="奖励8万元〔2〕")
    assert marks(exchange(dangling, expecting())) == Score(0.0, ("标记〔2〕没有对应引用",))


def test_marks_without_any_citation_are_caught() -> None:
    bare = replace(ANSWER, citations=())
    assert marks(exchange(bare, expecting())) == Score(0.0, ("标记〔1〕没有对应引用",))


def test_two_citations_under_one_mark_are_caught() -> None:
    double = replace(ANSWER, citations=(citation("1"), citation("2")))
    assert marks(exchange(double, expecting())) == Score(0.0, ("标记〔1〕对应多条引用",))


def test_an_answer_without_marks_and_citations_is_not_scored() -> None:
    assert marks(exchange(REFUSAL, expecting())) is None
