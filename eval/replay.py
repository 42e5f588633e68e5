"""Plays a case to whoever answers, turn after turn with the history, and has each scored turn judged."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from assistant.domain import Answer, Question, Turn
from eval.cases import Case
from eval.score import is_right, judge
from eval.score.verdict import ClauseText, Exchange, Score

Clock = Callable[[], float]


class Responder(Protocol):
    """Whoever answers: the assistant, or a baseline."""

    def ask(self, question: Question) -> Answer: ...


@dataclass(frozen=True, slots=True)
class Setting:
    """What is the same for all cases of a run. `repeats`: how often a scored turn is asked, `home`: see Exchange."""

    as_of: date
    clause_text: ClauseText
    home: str
    repeats: int
    clock: Clock


@dataclass(frozen=True, slots=True)
class TurnResult:
    """One scored turn, judged; `elapsed_ms` is the first asking."""

    exchange: Exchange
    scores: dict[str, Score]
    elapsed_ms: float

    @property
    def is_right(self) -> bool:
        """Full marks in all that is required."""
        return is_right(self.scores)


@dataclass(frozen=True, slots=True)
class CaseResult:
    """One case with its scored turns."""

    case: Case
    turns: tuple[TurnResult, ...]

    @property
    def is_right(self) -> bool:
        """Every scored turn is right."""
        return all(turn.is_right for turn in self.turns)


def replay(case: Case, responder: Responder, setting: Setting) -> CaseResult:
    """Asks all turns, feeding back what was answered, or the case's forged reply; an error names the case."""
    history: tuple[Turn, ...] = ()
    results = []
    for turn in case.turns:
        question = Question(turn.ask, case.as_of or setting.as_of, history)
        try:
            answer, elapsed_ms = _timed(responder, question, setting.clock)
            repeats = setting.repeats - 1 if turn.expect else 0
            again = tuple(responder.ask(question) for _ in range(repeats))
        except Exception as error:
            error.add_note(f"case {case.id}: {turn.ask}")
            raise
        if turn.expect:
            home = case.policy or setting.home
            exchange = Exchange(question, answer, turn.expect, setting.clause_text, home, again)
            results.append(TurnResult(exchange, judge(exchange), elapsed_ms))
        history += (Turn("user", turn.ask), Turn("assistant", turn.reply or answer.text))
    return CaseResult(case, tuple(results))


def _timed(responder: Responder, question: Question, clock: Clock) -> tuple[Answer, float]:
    start = clock()
    answer = responder.ask(question)
    return answer, (clock() - start) * 1000
