from dataclasses import replace

from assistant.domain import Question, Step
from eval.score.foreign import foreign_figures
from eval.score.verdict import Score
from tests.eval.fakes import ANSWER, AWARD, TODAY, exchange, expecting

EIGHT = expecting(awards={"tea-house": {"amount": "80000"}}, first_line={"has": ["8万元"], "lacks": ["3万元"]})


def first_line(text: str) -> Score | None:
    return foreign_figures(exchange(replace(ANSWER, text=f"{text}\n\n市级为3万元，另有最高50万元的补助。"), EIGHT))


def test_the_own_amount_in_the_first_line_is_right_and_others_may_follow_below() -> None:
    assert first_line("奖励八万元。") == Score(1.0)


def test_the_amount_of_another_tier_as_the_answer_is_caught() -> None:
    assert first_line("奖励3万元。") == Score(0.0, ("他项数额“3万元”", "首行数额“3万元”不属于所问奖补"))


def test_the_amount_of_another_clause_beside_the_right_one_is_caught_without_being_named_in_the_case() -> None:
    assert first_line("奖励8万元，最高50万元。") == Score(0.0, ("首行数额“50万元”不属于所问奖补",))


def test_the_askers_figures_and_the_awards_own_calculation_are_not_foreign() -> None:
    worked = replace(AWARD, steps=(Step("投资 90万元 × 10% = 9万元"), Step("不超过上限 8万元")))
    text = "按投资90万元的10%是9万元，但以8万元为限。"
    question = Question("投了90万元，补多少", TODAY)
    assert foreign_figures(exchange(replace(ANSWER, text=text, awards=(worked,)), EIGHT, question)) == Score(1.0)


def test_the_quote_of_the_award_does_not_excuse_the_other_tiers_figure() -> None:
    wanted = expecting(awards={"tea-house": {"amount": "80000"}})
    mixed = replace(ANSWER, text="奖励3万元至8万元。")
    assert foreign_figures(exchange(mixed, wanted)) == Score(0.0, ("首行数额“3万元”不属于所问奖补",))


def test_a_figure_forbidden_in_the_whole_text_is_caught_below_the_first_line() -> None:
    assert foreign_figures(exchange(replace(ANSWER, text="未列明。\n为8万元。"), expecting(lacks=["8万元"]))) == Score(
        0.0, ("他项数额“8万元”",)
    )


def test_forbidden_words_are_not_figures_and_leave_nothing_to_score() -> None:
    assert foreign_figures(exchange(ANSWER, expecting(lacks=["区农业局"]))) is None
