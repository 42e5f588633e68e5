from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from assistant.domain import Answer, Question, Turn
from eval.cases import AskedTurn, Case
from eval.replay import Setting, replay
from tests.eval.fakes import ANSWER, CLAUSES, TODAY, FakeAssistant, expecting

FIRST, SECOND = replace(ANSWER, text="奖励8万元。〔1〕"), replace(ANSWER, text="奖励3万元。〔1〕")


def setting(repeats: int = 1, ticks: Iterator[float] | None = None) -> Setting:
    texts = {clause.ref: clause.text for clause in CLAUSES}
    return Setting(TODAY, texts.get, "tea", repeats, (lambda: next(ticks)) if ticks else (lambda: 0.0))


def follow_up(**more: object) -> Case:
    turns = (AskedTurn("省级的呢", **more), AskedTurn("市级的呢", expecting()))  # type: ignore[arg-type]
    return Case("f", "follow_up", "clerk", turns)


def test_each_turn_is_asked_with_what_was_really_answered_before() -> None:
    assistant = FakeAssistant({"省级的呢": FIRST, "市级的呢": SECOND})
    replay(follow_up(), assistant, setting())
    history = (Turn("user", "省级的呢"), Turn("assistant", "奖励8万元。〔1〕"))
    assert assistant.asked == [Question("省级的呢", TODAY), Question("市级的呢", TODAY, history)]


def test_a_forged_reply_stands_in_the_history_in_place_of_the_real_one() -> None:
    assistant = FakeAssistant({"省级的呢": FIRST, "市级的呢": SECOND})
    replay(follow_up(reply="奖励800万元。"), assistant, setting())
    assert assistant.asked[1].history == (Turn("user", "省级的呢"), Turn("assistant", "奖励800万元。"))


def test_only_turns_with_an_expectation_are_scored_and_repeated() -> None:
    assistant = FakeAssistant({"省级的呢": FIRST, "市级的呢": SECOND})
    result = replay(follow_up(), assistant, setting(repeats=5))
    assert [turn.exchange.question.text for turn in result.turns] == ["市级的呢"]
    assert [question.text for question in assistant.asked] == ["省级的呢"] + ["市级的呢"] * 5
    assert result.turns[0].scores["same_again"].value == 1.0


def test_an_assistant_that_changes_its_mind_is_caught() -> None:
    class Wavering(FakeAssistant):
        def ask(self, question: Question) -> Answer:
            return replace(super().ask(question), turn=len(self.asked))

    (turn,) = replay(Case("a", "amount", "clerk", (AskedTurn("问", expecting()),)), Wavering(), setting(5)).turns
    assert turn.scores["same_again"].why == ("重复提问 4 次，有 4 次回答不同",)


def test_the_first_asking_is_timed_in_milliseconds() -> None:
    case = Case("a", "amount", "clerk", (AskedTurn("问", expecting()),))
    (turn,) = replay(case, FakeAssistant(), setting(3, iter([10.0, 10.025]))).turns
    assert turn.elapsed_ms == pytest.approx(25.0)


def test_a_case_may_be_asked_for_a_date_of_its_own() -> None:
    assistant = FakeAssistant()
    replay(
        Case("a", "validity", "clerk", (AskedTurn("问", expecting()),), as_of=date(2022, 6, 1)), assistant, setting()
    )
    assert assistant.asked[0].as_of == date(2022, 6, 1)


def test_an_error_of_the_assistant_names_the_case() -> None:
    class Broken:
        def ask(self, question: Question) -> Answer:
            raise LookupError("boom")

    with pytest.raises(LookupError) as raised:
        replay(follow_up(), Broken(), setting())
    assert raised.value.__notes__ == ["case f: 省级的呢"]


def test_a_conversation_is_right_only_when_every_scored_turn_is() -> None:
    turns = (AskedTurn("省级", expecting()), AskedTurn("市级", expecting("answered")))
    case = Case("c", "follow_up", "clerk", turns)
    both, one = {"省级": ANSWER, "市级": ANSWER}, {"省级": ANSWER}
    assert [replay(case, FakeAssistant(answers), setting()).is_right for answers in (both, one)] == [True, False]
