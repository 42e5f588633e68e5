"""Whose words a question says: a name of an award may be part of a longer phrase that another clause has."""

import re
from collections.abc import Sequence

from assistant.domain import Clause, Span

_MARKS = re.compile(r"[\s“”\"‘’'「」]")
_LONGER = 2
"""Characters that a phrase must have beyond the name to decide."""


def clause_of_longer_phrase(text: str, name: Span, own: Sequence[Clause], others: Sequence[Clause]) -> Clause | None:
    """The only one of `others` with a longer phrase around the name than any of `own` has; None where there is none."""
    length = len(_longest(text, name, own))
    phrase = _longest(text, name, others)
    if len(phrase) < max(length, name.end - name.start) + _LONGER:
        return None
    holders = [one for one in others if phrase in _plain(one)]
    return holders[0] if len(holders) == 1 else None


def _longest(text: str, name: Span, clauses: Sequence[Clause]) -> str:
    """The longest phrase around the name that stands in one of the clauses; the name itself where none has it."""
    start, end = name.start, name.end
    texts = [_plain(one) for one in clauses]
    while start > 0 and any(text[start - 1 : end] in one for one in texts):
        start -= 1
    while end < len(text) and any(text[start : end + 1] in one for one in texts):
        end += 1
    return text[start:end]


def _plain(clause: Clause) -> str:
    return _MARKS.sub("", clause.text)
