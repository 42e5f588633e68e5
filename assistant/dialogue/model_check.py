"""Judges a model's draft against the grounded answer it rewords, beyond what the guard asks of every text."""

from collections.abc import Iterable

from assistant.dialogue.model_binding import check_binding
from assistant.dialogue.model_completeness import check_completeness
from assistant.dialogue.model_ground import Ground
from assistant.dialogue.model_polarity import check_polarity
from assistant.dialogue.model_text import plain, split_segments
from assistant.dialogue.model_wording import check_wording
from assistant.domain import Answer, Question, Violation

_LONGEST = 3
_ROOM = 300


def check_draft(draft: str, question: Question, answer: Answer) -> tuple[Violation, ...]:
    """Everything the draft says that `answer` does not, or leaves out that `answer` says; empty when it is faithful."""
    ground = Ground(question.text, answer)
    if len(draft) > _LONGEST * len(answer.text) + _ROOM:
        return (Violation("length", draft[:20], "写得太长，请只改写依据里的内容"),)
    found: Iterable[Violation] = (
        *check_binding(split_segments(draft), ground),
        *check_polarity(plain(draft), ground),
        *check_completeness(draft, ground),
        *check_wording(draft, ground),
    )
    return tuple(dict.fromkeys(found))
