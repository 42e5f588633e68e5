"""A language model words the answer; the guard and the grounded answer decide whether its words are used.

A draft is shown when it has passed as a whole, never sentence by sentence: what a sentence leaves out (a condition, a
level, a second reading) shows only at its end, and what somebody has read cannot be taken back.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.dialogue.model_calls import ModelCalls
from assistant.dialogue.model_check import check_draft
from assistant.dialogue.model_prompt import draft_prompt, repair_prompt, system_prompt
from assistant.dialogue.model_reading import ModelReader
from assistant.dialogue.model_text import clean
from assistant.dialogue.model_usage import Budget, Meter, Prices
from assistant.domain import Answer, GuardVerdict, Question, Turn, Violation
from assistant.errors import AssistantError

WORDED, REPAIRED, FELL_BACK = "model", "model-repaired", "grounded-fallback"
_REWORDED = ("answered", "needs_facts", "not_covered")
_MOST_MARKS = 6
Judge = Callable[[str], GuardVerdict]


@dataclass(frozen=True, slots=True)
class ModelResponder:
    """Rewords grounded answers. `timeout_s` is for one answer as a whole, its second draft included.

    Where `understands`, the model also helps to understand the question.
    """

    calls: ModelCalls
    timeout_s: float
    prices: Prices | None = None
    understands: bool = False

    @property
    def reader(self) -> ModelReader:
        """What reads questions with the same model."""
        return ModelReader(self.calls)

    def budget(self) -> Budget:
        """What the next answer may take, its time running from now."""
        now = self.calls.clock()
        return Budget(now, now + self.timeout_s, Meter(self.prices))

    def rewords(self, answer: Answer) -> bool:
        """Whether the model is asked at all: not for clauses shown whole, long lists, or what cites nothing."""
        if not answer.guard.passed or answer.outcome not in _REWORDED or not answer.citations:
            return False
        return len(answer.citations) <= _MOST_MARKS and "\n> " not in answer.text

    def reword(self, question: Question, answer: Answer, judge: Judge, budget: Budget) -> Answer:
        """The answer in the model's words if they are faithful, else as it is; `responder` and `guard` say which.

        The violations of a draft that was not used stay in `guard`, which has passed as far as the text shown goes.
        Never raises for what a model does.
        """
        if not self.rewords(answer):
            return answer
        turns = [Turn("user", draft_prompt(question, answer))]
        found: tuple[Violation, ...] = ()
        for responder in (WORDED, REPAIRED):
            try:
                draft = clean(self.calls.complete(system_prompt(), turns, budget.deadline, budget.meter))
            except AssistantError as error:
                return _fall_back(answer, (*found, Violation("model", "", error.message_zh)))
            wrong = _judge(draft, question, answer, judge)
            if not wrong:
                return replace(answer, text=draft, responder=responder, guard=GuardVerdict(True, found))
            found = (*found, *wrong)
            turns += [Turn("assistant", draft), Turn("user", repair_prompt(wrong))]
        return _fall_back(answer, found)


def _judge(draft: str, question: Question, answer: Answer, judge: Judge) -> tuple[Violation, ...]:
    """What keeps the draft from being shown."""
    if not draft:
        return (Violation("empty", "", "没有写出内容"),)
    return (*judge(draft).violations, *check_draft(draft, question, answer))


def _fall_back(answer: Answer, violations: Sequence[Violation]) -> Answer:
    guard = GuardVerdict(answer.guard.passed, (*answer.guard.violations, *violations))
    return replace(answer, responder=FELL_BACK, guard=guard)
