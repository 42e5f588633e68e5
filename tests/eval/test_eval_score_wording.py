from dataclasses import replace

from eval.score.verdict import Score
from eval.score.wording import completeness, first_line_answers, first_line_short, forbidden
from tests.eval.fakes import ANSWER, exchange, expecting


def test_everything_said_is_complete() -> None:
    assert completeness(exchange(ANSWER, expecting(says=["一次性", ["商务厅", "区商务局"]]))) == Score(1.0)


def test_a_condition_left_out_costs_its_share() -> None:
    judged = completeness(exchange(ANSWER, expecting(says=["一次性", ["新认定", "首次认定"]])))
    assert judged == Score(0.5, ("未说明“新认定／首次认定”",))


def test_a_figure_in_the_second_line_does_not_answer_in_the_first() -> None:
    late = replace(ANSWER, text="这要看级别。\n奖励8万元。")
    assert first_line_answers(exchange(late, expecting(first_line={"has": ["8万元"]}))) == Score(
        0.0, ("首行没有“8万元”",)
    )


def test_the_first_line_may_write_the_figure_otherwise() -> None:
    other = replace(ANSWER, text="奖励80,000元。")
    assert first_line_answers(exchange(other, expecting(first_line={"has": ["8万元"]}))) == Score(1.0)


def test_a_forbidden_word_is_caught_wherever_it_stands() -> None:
    assert forbidden(exchange(ANSWER, expecting(lacks=["由区商务局"]))) == Score(0.0, ("不应出现“由区商务局”",))


def test_a_word_forbidden_in_the_first_line_may_stand_below() -> None:
    assert forbidden(exchange(ANSWER, expecting(first_line={"lacks": ["区商务局"]}))) == Score(1.0)
    assert forbidden(exchange(ANSWER, expecting(first_line={"lacks": ["80000元"]}))) == Score(
        0.0, ("首行不应出现“80000元”",)
    )


def test_without_wishes_nothing_is_scored() -> None:
    free = exchange(ANSWER, expecting())
    assert (completeness(free), first_line_answers(free), forbidden(free)) == (None, None, None)


def test_a_first_line_of_200_characters_is_short_enough_and_of_201_not() -> None:
    lines = [replace(ANSWER, text="茶" * length + "\n其余") for length in (200, 201)]
    assert [first_line_short(exchange(one, expecting())) for one in lines] == [Score(1.0), Score(0.0, ("首行 201 字",))]


def test_an_empty_text_has_no_first_line() -> None:
    assert first_line_short(exchange(replace(ANSWER, text=" \n "), expecting())) == Score(0.0, ("没有正文",))
