"""What a draft may rest on: for each mark its quote, its awards and what the grounded answer tells under it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cached_property

from assistant.dialogue.compared import Figure, amounts, figure
from assistant.dialogue.model_labels import Names, names_of
from assistant.dialogue.model_text import Mood, Segment, plain, split_moods, split_segments
from assistant.domain import Answer, Award, Citation
from assistant.language.quantities import find_quantities

_PREMISE = re.compile(r"“(.*)”")


@dataclass(frozen=True, slots=True)
class Backing:
    """The ground of a stretch of text: plain texts, awards, responsible units and how many different sets of them."""

    marks: frozenset[int]
    told: tuple[str, ...]
    quotes: tuple[str, ...]
    awards: tuple[Award, ...]
    units: tuple[str, ...]
    unit_sets: int

    @property
    def statements(self) -> tuple[str, ...]:
        """Everything said for sure: the grounded answer's words and the awards' own; quotes are not among it."""
        return (*self.told, *(text for award in self.awards for text in award_texts(award)))


class Ground:
    """The evidence of one grounded answer, by mark."""

    def __init__(self, question: str, answer: Answer) -> None:
        self.question = plain(question)
        self.answer = answer
        self.told = plain(answer.text)
        self.headline = plain(answer.text.split("\n", 1)[0])
        self._segments = split_segments(answer.text)

    @cached_property
    def names(self) -> Names:
        """What the answer tells apart, and who pays."""
        return names_of(self.answer)

    @cached_property
    def asserted(self) -> str:
        """What the evidence states, one phrase a line."""
        return self._said("asserted")

    @cached_property
    def silent(self) -> str:
        """What the evidence says is not written anywhere."""
        return self._said("silent")

    @cached_property
    def asked(self) -> str:
        """What the evidence asks the person, with labels and options of open facts."""
        missing = [text for one in self.answer.missing for text in (one.label, one.question, *one.options)]
        return "\n".join((self._said("asked"), *map(plain, missing)))

    @property
    def everything(self) -> str:
        """All that may be repeated, apart from the question."""
        return "\n".join((self.asserted, self.silent, self.asked))

    def _said(self, mood: Mood) -> str:
        texts = [self.told]
        for one in self.answer.citations:
            texts += [one.quote, one.locator, one.policy_title, one.document_number or "", *one.responsible_units]
        for award in self.answer.awards:
            texts += [*award_texts(award), award.quote]
        phrases = [found for text in texts for found in split_moods(plain(text))]
        return "\n".join(phrase for one, phrase in phrases if one == mood)

    def backing(self, marks: frozenset[int]) -> Backing:
        """The ground of text under these marks; without marks that of the whole answer."""
        citations = [one for one in self.answer.citations if not marks or one.mark in marks]
        units = tuple(dict.fromkeys(unit for one in citations for unit in one.responsible_units))
        return Backing(
            marks=marks,
            told=tuple(one.text for one in self._segments if not marks or _shares(one, marks)),
            quotes=tuple(plain(one.quote) for one in citations),
            awards=tuple(self._awards(citations)),
            units=units,
            unit_sets=len({one.responsible_units for one in citations}),
        )

    def _awards(self, citations: Sequence[Citation]) -> Iterable[Award]:
        """Awards granted by the very words quoted; by another part of the clause only where no quote is an award's."""
        for award in self.answer.awards:
            same = [one for one in self.answer.citations if one.ref == award.ref]
            exact = [one for one in same if award.quote in one.quote or one.quote in award.quote]
            if any(one in citations for one in exact or same):
                yield award


def award_texts(award: Award) -> Iterable[str]:
    """The plain sentences of an award result, its figures included."""
    texts = [award.title, *(step.text for step in award.steps), *award.notes, *award.assumptions, *award.conditions]
    for reading in award.readings:
        texts += [reading.text, reading.basis, f"{reading.amount:f}元"]
    yield from map(plain, texts)
    yield from (f"{'最高' if award.status == 'at_most' else ''}{one:f}元" for one in amounts(award))


def premise(assumption: str) -> str:
    """What an assumption takes for granted: 按“孵化器新认定”计算（您没有说明） → 孵化器新认定."""
    quoted = _PREMISE.search(assumption)
    return plain(quoted[1] if quoted else assumption)


def stated_figures(award: Award) -> set[Figure]:
    """The figures among the facts of the person's case."""
    figures: set[Figure] = set()
    for value in award.facts.values():
        figures |= {figure(one) for one in find_quantities(value)}
        try:
            number = Decimal(value)
        except InvalidOperation:
            continue
        figures |= {("money", "", number), ("points", "", number)}
    return figures


def _shares(segment: Segment, marks: frozenset[int]) -> bool:
    return bool(segment.marks & marks) or not segment.marks
