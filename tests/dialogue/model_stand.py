"""What the tests of the model responder share: the real corpus, a judge for its answers, and scripted models."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from assistant.dialogue.guard import judge
from assistant.dialogue.model import ModelResponder
from assistant.dialogue.model_calls import ModelCalls
from assistant.domain import Answer, GuardVerdict, Question, Turn
from assistant.errors import WorldError
from assistant.service import Assistant

TODAY = date(2026, 11, 24)


def read_table(name: str) -> list[dict[str, Any]]:
    """The groups of one YAML table beside this file."""
    found: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / name).read_text(encoding="utf-8"))
    return found


@dataclass
class ScriptedModel:
    """Says the given drafts in turn, the last one for ever; raises those that are errors. Keeps what it heard."""

    drafts: Sequence[str | Exception]
    name: str = "scripted"
    heard: list[tuple[Turn, ...]] = field(default_factory=list)

    def draft(self, system: str, turns: Sequence[Turn]) -> Iterator[str]:
        self.heard.append(tuple(turns))
        said = self.drafts[min(len(self.heard), len(self.drafts)) - 1]
        if isinstance(said, Exception):
            raise said
        yield from said

    def fill(self, system: str, turns: Sequence[Turn], schema: Mapping[str, object]) -> Iterator[str]:
        return self.draft(system, turns)


@dataclass
class HangingModel:
    """Says the beginning of something and then nothing until it is let go."""

    let_go: threading.Event = field(default_factory=threading.Event)
    name: str = "hanging"

    def draft(self, system: str, turns: Sequence[Turn]) -> Iterator[str]:
        yield "奖励"
        self.let_go.wait()


@dataclass
class Stand:
    """Real grounded answers with the judge that belongs to them."""

    assistant: Assistant
    answers: dict[Question, Answer] = field(default_factory=dict)

    def answer(self, question: Question) -> Answer:
        """The grounded answer, computed once."""
        if question not in self.answers:
            self.answers[question] = self.assistant.ask(question)
        return self.answers[question]

    def judge_of(self, question: Question) -> Callable[[str], GuardVerdict]:
        """What the dialogue would judge a text for this question with."""
        answer = self.answer(question)
        policies = {policy.id: policy for policy in self.assistant.policies()}
        clauses = {clause.ref: clause for policy in policies.values() for clause in policy.clauses}
        said = [question.text, *(turn.content for turn in question.history if turn.role == "user")]
        return lambda text: judge(text, answer.citations, clauses, policies, answer.awards, said)

    def reword(self, question: Question, *drafts: str | Exception) -> Answer:
        """What becomes of the grounded answer when the model says these drafts."""
        calls = ModelCalls(ScriptedModel(drafts), pause=lambda seconds: None)
        return reword(ModelResponder(calls, 5.0), self, question)


def reword(responder: ModelResponder, stand: Stand, question: Question) -> Answer:
    """What becomes of the grounded answer in the hands of a responder."""
    return responder.reword(question, stand.answer(question), stand.judge_of(question), responder.budget())


def ask(text: str, *history: tuple[str, str]) -> Question:
    """A question of today, with the conversation before it."""
    return Question(text, TODAY, tuple(Turn(role, content) for role, content in history))  # type: ignore[arg-type]


def failure() -> WorldError:
    """What an adapter raises for a provider that fails."""
    return WorldError("llm scripted: ConnectError", "大模型暂时不可用，请稍后再试。")
