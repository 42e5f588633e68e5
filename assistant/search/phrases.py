"""Clauses by the words that stand in them: a look-up in the texts, without index and model."""

import re
from collections.abc import Iterable
from functools import cached_property

from assistant.domain import Clause, Found, Hit
from assistant.language.normalisation import normalise
from assistant.search.passages import index_text

_QUOTES = re.compile(r"[“”\"‘’'「」『』]")


class Phrases:
    """The texts of some clauses as phrases are looked for in them."""

    def __init__(self, clauses: Iterable[Clause]) -> None:
        self._clauses = tuple(clauses)

    def find(self, phrase: str, policy: str | None = None) -> list[Hit]:
        """Every clause that contains `phrase` in text or headings, whatever its spaces and width, in document order."""
        wanted = squeeze(phrase)
        if not wanted:
            return []
        found = Found("phrase", f"原文含「{phrase.strip()}」", 1.0)
        return [
            Hit(clause, 1.0, (found,))
            for clause, text in zip(self._clauses, self._texts, strict=True)
            if policy in (None, clause.policy_id) and wanted in text
        ]

    @cached_property
    def _texts(self) -> tuple[str, ...]:
        return tuple(squeeze(index_text(clause)) for clause in self._clauses)


def squeeze(text: str) -> str:
    """The text as phrases are compared: normalised, without case, spaces and quotation marks."""
    return _QUOTES.sub("", "".join(normalise(text).text.casefold().split()))
