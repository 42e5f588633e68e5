"""One turn: the conversation so far and a question in, a guarded Answer out."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.dialogue.ask import Ask, Memory
from assistant.dialogue.draft import Piece, Sources
from assistant.dialogue.grounded import GroundedResponder
from assistant.dialogue.guard import judge
from assistant.dialogue.interpret import Interpreter
from assistant.dialogue.model import ModelResponder
from assistant.dialogue.model_reading import is_lost, standalone_of, with_facts
from assistant.dialogue.model_usage import Budget
from assistant.dialogue.replies import talk
from assistant.dialogue.safety import is_fraud, is_steering, without_orders
from assistant.domain import Answer, Award, GuardVerdict, Outcome, Policy, Question, Standing
from assistant.library import ENDED, Standings

CALCULATING, WRITING = "计算中", "撰写中"
_NAMED = ("name", "address", "unit")
_MEMORY_TURNS = 12
_JOINED_HEADLINE = 150
_RANK: dict[Outcome, int] = {"needs_facts": 0, "answered": 1, "not_covered": 2, "declined": 3, "out_of_scope": 4}


@dataclass(frozen=True, slots=True)
class Dialogue:
    """Answers questions about one corpus; keeps nothing between turns."""

    policies: Sequence[Policy]
    interpreter: Interpreter
    responder: GroundedResponder
    standings: Standings
    model: ModelResponder | None = None

    def answer(self, question: Question) -> Answer:
        """The answer to a question in its conversation; every figure in it has passed the guard."""
        return next(step for step in self.steps(question) if isinstance(step, Answer))

    def steps(self, question: Question) -> Iterator[str | Answer]:
        """The stages that follow the search, in Chinese, each before its work begins, and at last the answer."""
        started = time.perf_counter()
        budget = self.model.budget() if self.model else None
        memory = self._remember(question)
        asks = self._interpret(question.text, memory, question.policy)
        if self.model and budget and self.model.understands:
            asks = self._read(self.model, question, asks, memory, budget)
        understood = time.perf_counter()
        if any(ask.topic.rules for ask in asks):
            yield CALCULATING
        sources = Sources({policy.id: policy for policy in self.policies})
        pieces = self._pieces(question, asks, sources)
        answer, judged = self._guarded(question, pieces, sources)
        yield WRITING
        if self.model and budget:
            answer = self.model.reword(question, answer, judged, budget)
            answer = replace(answer, usage=budget.meter.usage if budget.meter.calls else None)
        ended = time.perf_counter()
        timings = {"search": 1000 * (understood - started), "total": 1000 * (ended - started)}
        yield replace(answer, timings_ms={name: round(value, 2) for name, value in timings.items()})

    def _read(
        self, model: ModelResponder, question: Question, asks: tuple[Ask, ...], memory: Memory, budget: Budget
    ) -> tuple[Ask, ...]:
        """The asks with what a model heard beyond them, as far as the person's words bear it out."""
        if is_fraud(question.text) or is_steering(question.text):
            return asks
        reading = model.reader.read(question, asks, budget)
        if is_lost(question, asks) and (wording := standalone_of(reading, question)):
            others = self._interpret(wording, memory, question.policy)
            if len(others) == 1 and others[0].topic.source in _NAMED:
                asks = (self.interpreter.about(asks[0], others[0], memory),)
        return tuple(with_facts(ask, reading, question) for ask in asks)

    def _remember(self, question: Question) -> Memory:
        memory = Memory()
        for turn in question.history[-2 * _MEMORY_TURNS :]:
            if turn.role == "user":
                memory = memory.after(self._interpret(turn.content, memory, question.policy))
        return memory

    def _interpret(self, text: str, memory: Memory, policy: str | None) -> tuple[Ask, ...]:
        return self.interpreter.interpret(without_orders(text), memory, policy)

    def _pieces(self, question: Question, asks: Sequence[Ask], sources: Sources) -> list[Piece]:
        if not any(char.isalnum() for char in question.text):
            return [talk.decline_empty()]
        named = any(ask.topic.source in _NAMED for ask in asks)
        if is_fraud(question.text) or (is_steering(question.text) and not named):
            return [talk.decline_unsafe()]
        pieces = [piece for ask in asks for piece in self.responder.respond(ask, sources, question.as_of)]
        told = [piece for piece in pieces if piece.outcome != "out_of_scope"]
        told = list({piece.headline: piece for piece in reversed(told)}.values())[::-1]
        return told or pieces[:1] or [talk.decline_empty()]

    def _guarded(
        self, question: Question, pieces: Sequence[Piece], sources: Sources
    ) -> tuple[Answer, Callable[[str], GuardVerdict]]:
        """The pieces as an Answer, and what judges other words for it.

        A text that does not stand on its ground gives way to the cited words themselves.
        """
        awards = tuple(award for piece in pieces for award in piece.awards)
        standings = self._standings(sources, question)
        ended = [one.text for one in standings if one.state in ENDED]
        composed = _compose(pieces)
        text = "\n".join([composed, *(f"- 效力：{words}" for words in ended if words not in composed)])
        asked = [words for piece in pieces for one in piece.missing for words in (one.label, one.question)]
        asked += [*sources.counts, *ended]
        verdict = self._judge(text, question, sources, awards, asked)
        if not verdict.passed:
            text = _quotations(sources)
        missing = {one.fact: one for piece in pieces for one in piece.missing}
        answer = Answer(
            question=question.text,
            outcome=min((piece.outcome for piece in pieces), key=_RANK.__getitem__),
            text=text,
            citations=tuple(sources.citations),
            awards=awards,
            missing=tuple(missing.values()),
            suggestions=tuple(dict.fromkeys(one for piece in pieces for one in piece.suggestions)),
            responder="grounded",
            guard=verdict,
            conversation_id=question.conversation_id,
            turn=1 + sum(turn.role == "user" for turn in question.history),
            as_of=question.as_of,
            standings=standings,
        )
        return answer, lambda words: self._judge(words, question, sources, awards, asked)

    def _standings(self, sources: Sources, question: Question) -> tuple[Standing, ...]:
        """Of each cited clause's policy, whether it is in force on the day asked about; kept apart from its rank."""
        refs = dict.fromkeys((one.ref.partition("#")[0], one.number) for one in sources.citations)
        return tuple(dict.fromkeys(self.standings.of(policy, question.as_of, number) for policy, number in refs))

    def _judge(
        self, text: str, question: Question, sources: Sources, awards: Sequence[Award], asked: Sequence[str]
    ) -> GuardVerdict:
        cited = {citation.ref for citation in sources.citations}
        clauses = {clause.ref: clause for policy in self.policies for clause in policy.clauses if clause.ref in cited}
        said = [question.text, *asked, *(turn.content for turn in question.history if turn.role == "user")]
        return judge(text, sources.citations, clauses, sources.policies, awards, said)


def _quotations(sources: Sources) -> str:
    """Nothing but the cited words, each with its mark."""
    quotes = "\n".join(f"> {one.quote}〔{one.mark}〕" for one in sources.citations)
    return f"请直接看条款原文：\n{quotes}" if quotes else "文件没有写明您问的内容。"


def _compose(pieces: Sequence[Piece]) -> str:
    """The first headline, joined by the second where both are short; then what supports each."""
    pieces = _without_repeats(pieces)
    blocks = ["\n".join((piece.headline, *piece.lines)) for piece in pieces]
    if len(pieces) > 1 and len(pieces[0].headline) + len(pieces[1].headline) <= _JOINED_HEADLINE:
        first, second = pieces[0], pieces[1]
        blocks[:2] = ["\n".join((first.headline + second.headline, *first.lines, *second.lines))]
    return "\n\n".join(blocks)


def _without_repeats(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, those on one and the same award without the lines that an earlier one has."""
    said: dict[frozenset[str], set[str]] = {}
    told = []
    for piece in pieces:
        awards = frozenset(award.id for award in piece.awards)
        lines = said.setdefault(awards, set()) if awards else set()
        told.append(replace(piece, lines=tuple(line for line in piece.lines if line not in lines)))
        lines.update(piece.lines)
    return told
