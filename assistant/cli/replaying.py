"""One stored turn asked again as it was asked then, and what of its clauses and figures is no longer the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.domain import Question, Turn
from assistant.errors import NotFound
from assistant.language.privacy import with_stand_ins
from assistant.language.quantities import find_quantities
from assistant.ports import KeptConversation, KeptTurn
from assistant.render import answer_data
from assistant.service import Assistant

_HEARD_TURNS = 20
_ASPECTS = {"outcome": "结果", "clauses": "条款", "figures": "数字"}
_DIGESTS = {"corpus": "政策文本", "rules": "奖补规则", "index": "索引", "code": "程序"}


@dataclass(frozen=True, slots=True)
class Replayed:
    """The comparison as JSON data, and in Chinese what differs in it and what has changed in between."""

    data: dict[str, Any]
    differences: tuple[str, ...]
    changed: tuple[str, ...]

    @property
    def is_identical(self) -> bool:
        """Whether outcome, clauses and figures are those of then."""
        return not self.differences


def replay_turn(assistant: Assistant, conversation: KeptConversation, kept: KeptTurn) -> Replayed:
    """Asks again, with the history and for the day of then; raises NotFound for a turn without record."""
    if kept.made is None:
        raise NotFound(
            f"conversation {conversation.id} turn {kept.turn}: no record",
            f"第{kept.turn}轮是旧版本存下的，没有记下当时的依据，无法核对。",
        )
    history = kept.made.history
    if history is None:
        history = _history(conversation.turns[: kept.turn - 1])
    else:
        history = tuple(Turn(one.role, with_stand_ins(one.content)) for one in history)
    question = Question(with_stand_ins(kept.question), kept.made.as_of, history, kept.made.policy, conversation.id)
    before, now = kept.made.answer, answer_data(assistant.ask(question))
    aspects = {name: _compared(read(before), read(now)) for name, read in _READERS.items()}
    digests = {name: _compared(_digest(before, name), _digest(now, name)) for name in _DIGESTS}
    data = {
        "conversation_id": conversation.id,
        "turn": kept.turn,
        "question": kept.question,
        "as_of": kept.made.as_of.isoformat(),
        "identical": all(one["identical"] for one in aspects.values()),
        **aspects,
        "text_identical": before.get("text") == now["text"],
        "responder": _compared(before.get("responder"), now["responder"]),
        "digests": digests,
    }
    return Replayed(data, _names(aspects, _ASPECTS), _names(digests, _DIGESTS))


def _history(turns: Sequence[KeptTurn]) -> tuple[Turn, ...]:
    """What a face would have told the assistant of these turns."""
    return tuple(
        message
        for one in turns[-_HEARD_TURNS:]
        for message in (Turn("user", with_stand_ins(one.question)), Turn("assistant", one.answer))
    )


def _clauses(answer: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [{"ref": one["ref"], "quote": one["quote"]} for one in answer["citations"]]


def _figures(answer: Mapping[str, Any]) -> dict[str, Any]:
    """The awards with their amounts, and the figures that the text states."""
    named = ("id", "policy_id", "status", "amount", "low", "high", "facts")
    stated = sorted(f"{one.value.normalize():f} {one.unit}".strip() for one in find_quantities(answer["text"]))
    return {"awards": [{name: one[name] for name in named} for one in answer["awards"]], "stated": stated}


_READERS = {"outcome": lambda answer: answer["outcome"], "clauses": _clauses, "figures": _figures}


def _digest(answer: Mapping[str, Any], name: str) -> str | None:
    return (answer.get("provenance") or {}).get(name)


def _compared(before: object, now: object) -> dict[str, Any]:
    return {"identical": before == now, "before": before, "now": now}


def _names(compared: Mapping[str, Mapping[str, Any]], chinese: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(chinese[name] for name, one in compared.items() if not one["identical"])
