from dataclasses import replace
from decimal import Decimal

from eval.score.sameness import Agreement, paraphrase_agreement, same_again
from eval.score.verdict import Score
from tests.eval.fakes import ANSWER, AWARD, REFUSAL, exchange, expecting


def test_answers_that_differ_in_their_timings_alone_are_the_same() -> None:
    slower = replace(ANSWER, timings_ms={"total": 9.0})
    assert same_again(exchange(ANSWER, expecting(), again=(ANSWER, slower))) == Score(1.0)


def test_a_single_different_word_is_caught() -> None:
    other = replace(ANSWER, text=ANSWER.text.replace("这是", "此为"))
    assert same_again(exchange(ANSWER, expecting(), again=(ANSWER, other))) == Score(
        0.0, ("重复提问 2 次，有 1 次回答不同",)
    )


def test_a_question_asked_once_is_not_scored() -> None:
    assert same_again(exchange(ANSWER, expecting())) is None


def test_paraphrases_agree_in_substance_whatever_their_wording() -> None:
    assert paraphrase_agreement({"g": [ANSWER, replace(ANSWER, text="八万。")]}) == Agreement(1, 1, ())


def test_paraphrases_with_another_amount_or_outcome_disagree_and_name_their_group() -> None:
    dearer = replace(ANSWER, awards=(replace(AWARD, amount=Decimal(30000)),))
    groups = {"fine": [ANSWER, ANSWER], "split": [ANSWER, dearer, REFUSAL]}
    assert paraphrase_agreement(groups) == Agreement(4, 1, ("split",))
