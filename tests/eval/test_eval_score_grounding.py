from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.domain import Question, Turn
from eval.score.grounding import ungrounded_figures
from eval.score.verdict import Score
from tests.eval.fakes import ANSWER, AWARD, REFUSAL, TODAY, exchange, expecting


def judged(text: str, question: Question | None = None) -> Score:
    """The text with clause 1 cited and no award."""
    return ungrounded_figures(exchange(replace(ANSWER, text=text, awards=()), expecting(), question))


@pytest.mark.parametrize(
    "text",
    [
        "奖励8万元。",
        "奖励八万元，即 80,000 元〔1〕。",
        "市级3万元。",
        "依据第1项、青政发〔2025〕7号。",
        "分两种情形：\n1. 省级8万元\n2. 市级3万元",
        "一家茶馆只奖一次。",
        "截至2026年11月24日。",
        "见所附 1. 扶持示范茶馆。",
    ],
)
def test_figures_of_the_cited_clause_addresses_and_ordinary_speech_have_ground(text: str) -> None:
    assert judged(text) == Score(1.0)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("奖励9万元。", "9万元"),
        ("奖励8元。", "8元"),
        ("奖励80万元。", "80万元"),
        ("最高50万元。", "50万元"),
        ("按8%补助。", "8%"),
        ("可奖3家。", "3家"),
        ("8年内有效。", "8年"),
        ("2025年3月1日起施行。", "2025年3月1日"),
        ("共一百户。", "一百户"),
        ("见所附 6. 扶持示范茶馆。", "6"),
        ("型号X6。", "6"),
    ],
)
def test_an_invented_figure_another_unit_and_an_uncited_clause_are_caught(text: str, words: str) -> None:
    assert judged(text) == Score(0.0, (f"“{words}”没有依据",))


def test_the_askers_words_are_ground_but_what_was_answered_before_is_not() -> None:
    history = (Turn("user", "投了90万元"), Turn("assistant", "能补70万元"))
    question = Question("那120万元呢", TODAY, history)
    assert judged("90万元和120万元都可以。", question) == Score(1.0)
    assert judged("能补70万元。", question) == Score(0.0, ("“70万元”没有依据",))


def test_the_amount_of_an_award_of_this_answer_is_ground() -> None:
    award = replace(AWARD, amount=Decimal("12345.6"), facts={"invested": "123456"})
    text = "投资123,456元，补助12345.6元。"
    assert ungrounded_figures(exchange(replace(REFUSAL, text=text, awards=(award,)), expecting())) == Score(1.0)
    assert ungrounded_figures(exchange(replace(REFUSAL, text=text), expecting())).value == 0.0


def test_a_refusal_that_states_no_figure_has_none_without_ground() -> None:
    assert ungrounded_figures(exchange(REFUSAL, expecting())) == Score(1.0)
