"""A language model helps to understand a question; only what the person's own words bear out is taken over.

What the deterministic reading heard always stands; the model adds facts that it left open, and a topic where it found
none.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pydantic import BaseModel, ValidationError

from assistant.award import FactSpec, Rule
from assistant.dialogue.ask import Ask
from assistant.dialogue.compared import figures_in
from assistant.dialogue.facts import Heard
from assistant.dialogue.model_calls import ModelCalls
from assistant.dialogue.model_facts import Told, heard_fact
from assistant.dialogue.model_prompt import reading_prompt, reading_system_prompt
from assistant.dialogue.model_text import clean, plain
from assistant.dialogue.model_usage import Budget
from assistant.dialogue.model_wording import unknown_words
from assistant.domain import Fact, Question, Turn
from assistant.errors import AssistantError
from assistant.language.quantities import find_quantities

_LOST = ("nothing", "meaning")
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
_TEXT = {"type": "string", "maxLength": 200}
_FACT = {
    "type": "object",
    "properties": {"name": _TEXT, "value": _TEXT, "words": _TEXT},
    "required": ["name", "value", "words"],
    "additionalProperties": False,
}
_SCHEMA: Mapping[str, object] = {
    "title": "Reading",
    "description": "最后一问的意思和提问人说出的情况",
    "type": "object",
    "properties": {"standalone": _TEXT, "facts": {"type": "array", "items": _FACT, "maxItems": 12}},
    "required": ["standalone", "facts"],
    "additionalProperties": False,
}


class Reading(BaseModel):
    """What the model says that it heard."""

    standalone: str = ""
    facts: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class ModelReader:
    """Reads questions with a model, in at most half of an answer's budget."""

    calls: ModelCalls

    def read(self, question: Question, asks: Sequence[Ask], budget: Budget) -> Reading:
        """What the model heard, unchecked; nothing where all is understood, or where the model fails."""
        specs = {spec.name: spec for ask in asks for rule in ask.topic.rules for spec in _open(rule, ask)}
        if not specs and not is_lost(question, asks):
            return Reading()
        turns = [Turn("user", reading_prompt(question, specs.values()))]
        try:
            text = self.calls.complete(reading_system_prompt(), turns, budget.half, budget.meter, _SCHEMA)
            return Reading.model_validate_json(clean(text))
        except (AssistantError, ValidationError):  # the deterministic reading is enough; the meter has the call
            return Reading()


def is_lost(question: Question, asks: Sequence[Ask]) -> bool:
    """Whether a follow-up was not understood: nothing in it names what it is about."""
    return bool(question.history) and len(asks) == 1 and asks[0].topic.source in _LOST


def standalone_of(reading: Reading, question: Question) -> str | None:
    """The model's wording of the question, where every word and figure in it is the person's own."""
    said = _said(question)
    wording = plain(reading.standalone)
    if not wording or figures_in([wording]) - figures_in(said):
        return None
    strange = [word for run in _CHINESE.findall(wording) for word in unknown_words(run, said)]
    return None if strange else wording


def with_facts(ask: Ask, reading: Reading, question: Question) -> Ask:
    """The ask with the facts that the person's words bear out and that were not heard before."""
    said = _said(question)
    heard = dict(ask.heard)
    for rule in ask.topic.rules:
        before = heard.get(rule.key, Heard())
        new = _borne_out(rule, reading.facts, said, ask)
        if new:
            heard[rule.key] = replace(before, facts={**before.facts, **new})
    is_new = heard != dict(ask.heard)
    return replace(ask, heard=heard, is_personal=ask.is_personal or is_new) if is_new else ask


def _borne_out(rule: Rule, told: Sequence[Told], said: Sequence[str], ask: Ask) -> dict[str, Fact]:
    """The facts of one award that may be taken over; no figure twice, and of several readings of a fact the first."""
    known = ask.heard.get(rule.key, Heard()).facts.values()
    taken = {one.words for fact in known for one in find_quantities(fact.words)} | {one.words for one in ask.claims}
    wanted = {spec.name for spec in _open(rule, ask)}
    found: dict[str, Fact] = {}
    for one in told:
        fact = heard_fact(rule, one, said, taken) if one.name in wanted - found.keys() else None
        if fact is not None:
            found[fact.name] = fact
            taken |= {figure.words for figure in find_quantities(fact.words)}
    return found


def _open(rule: Rule, ask: Ask) -> list[FactSpec]:
    """The facts of an award of which the deterministic reading heard nothing."""
    heard = ask.heard.get(rule.key, Heard())
    unclear = {one.fact for one in heard.unclear}
    known = {*heard.facts, *heard.alternatives, *unclear}
    return [spec for spec in rule.facts if spec.name not in known and not spec.is_optional]


def _said(question: Question) -> list[str]:
    """The person's messages as plain text, the newest first."""
    earlier = [plain(turn.content) for turn in question.history if turn.role == "user"]
    return [plain(question.text), *reversed(earlier)]
