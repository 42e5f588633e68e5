"""A text that remembers where in the source each of its characters stood."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.domain import Span

NOWHERE = -1


@dataclass(frozen=True, slots=True)
class Traced:
    """`origins[i]` is the source offset of character i, or NOWHERE for a character that the reader put in."""

    text: str = ""
    origins: tuple[int, ...] = ()

    @classmethod
    def source(cls, text: str) -> "Traced":
        """A whole source, each character at its own place."""
        return cls(text, tuple(range(len(text))))

    @classmethod
    def added(cls, text: str) -> "Traced":
        """Characters that stand nowhere in the source."""
        return cls(text, (NOWHERE,) * len(text))

    def __add__(self, other: "Traced") -> "Traced":
        return Traced(self.text + other.text, self.origins + other.origins)

    def cut(self, start: int, end: int | None = None) -> "Traced":
        """Characters [start, end)."""
        return Traced(self.text[start:end], self.origins[start:end])

    def strip(self) -> "Traced":
        """The text without white space at its ends."""
        start = len(self.text) - len(self.text.lstrip())
        return self.cut(start, max(start, len(self.text.rstrip())))

    def replace(self, pattern: re.Pattern[str], new: str = "") -> "Traced":
        """The text with each match replaced by the literal `new`, whose characters stand nowhere."""
        pieces, done = [], 0
        for match in pattern.finditer(self.text):
            pieces += [self.cut(done, match.start()), Traced.added(new)]
            done = match.end()
        return join([*pieces, self.cut(done)]) if pieces else self

    def split(self, pattern: re.Pattern[str]) -> list["Traced"]:
        """The pieces between the matches."""
        pieces, done = [], 0
        for match in pattern.finditer(self.text):
            pieces.append(self.cut(done, match.start()))
            done = match.end()
        return [*pieces, self.cut(done)]


def join(pieces: Iterable[Traced]) -> Traced:
    """The pieces one after the other."""
    kept = [piece for piece in pieces if piece.text]
    return Traced("".join(piece.text for piece in kept), tuple(origin for piece in kept for origin in piece.origins))


def find_spans(traced: Traced, source: str, silent: frozenset[int]) -> tuple[Span, ...]:
    """The stretches of the source that a text was made of, in its order.

    Stretches parted only by white space or by `silent` offsets (characters that a correction removed) are one.
    """
    spans: list[Span] = []
    for origin, character in zip(traced.origins, traced.text, strict=True):
        if origin == NOWHERE or character.isspace():
            continue
        if spans and _touch(source, spans[-1].end, origin, silent):
            spans[-1] = Span(spans[-1].start, origin + 1)
        else:
            spans.append(Span(origin, origin + 1))
    return tuple(spans)


def _touch(source: str, end: int, start: int, silent: frozenset[int]) -> bool:
    return end <= start and all(source[place].isspace() or place in silent for place in range(end, start))
