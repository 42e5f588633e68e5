from dataclasses import replace

from eval.score.asking import missing_facts
from eval.score.verdict import Score
from tests.eval.fakes import ANSWER, asking, exchange, expecting

WANTED = expecting(["needs_facts", "answered"], missing=["level", "invested"])


def test_asking_for_every_deciding_fact_is_right() -> None:
    asked = replace(ANSWER, outcome="needs_facts", missing=asking("invested", "level"))
    assert missing_facts(exchange(asked, WANTED)) == Score(1.0)


def test_a_fact_not_asked_for_costs_its_share() -> None:
    asked = replace(ANSWER, outcome="needs_facts", missing=asking("level"))
    assert missing_facts(exchange(asked, WANTED)) == Score(0.5, ("没有追问 invested",))


def test_asking_for_something_else_is_wrong() -> None:
    asked = replace(ANSWER, outcome="needs_facts", missing=asking("name"))
    assert missing_facts(exchange(asked, WANTED)) == Score(0.0, ("没有追问 level", "没有追问 invested"))


def test_an_accepted_full_answer_need_not_ask() -> None:
    assert missing_facts(exchange(ANSWER, WANTED)) is None


def test_answering_without_asking_where_that_is_not_accepted_is_wrong() -> None:
    assert missing_facts(exchange(ANSWER, expecting("needs_facts", missing=["level"]))) == Score(
        0.0, ("没有追问 level",)
    )
