"""What of a clause is indexed: its headings, title and text; for vectors in windows a model can take in."""

from dataclasses import dataclass

from assistant.domain import Clause
from assistant.language.sentences import split_sentences

WINDOW_CHARS = 120


@dataclass(frozen=True, slots=True)
class Passage:
    """One piece of text to embed; `key` is the ref of its clause."""

    key: str
    text: str


def index_text(clause: Clause) -> str:
    """The whole text of a clause for the word index, its headings before it."""
    return "\n".join((*clause.headings, clause.title, clause.text))


def split_passages(clause: Clause) -> list[Passage]:
    """The clause as windows of whole sentences, about WINDOW_CHARS each, every one under its headings."""
    context = " ".join(part for part in (*clause.headings, clause.title) if part)
    return [Passage(clause.ref, f"{context}\n{window}") for window in _pack(clause.text)]


def _pack(text: str) -> list[str]:
    windows = [""]
    for span in split_sentences(text):
        sentence = text[span.start : span.end]
        if windows[-1] and len(windows[-1]) + len(sentence) > WINDOW_CHARS:
            windows.append("")
        for piece in _cut(sentence):
            if len(windows[-1]) + len(piece) > WINDOW_CHARS and windows[-1]:
                windows.append("")
            windows[-1] += piece
    return windows


def _cut(sentence: str) -> list[str]:
    """A sentence longer than a window in pieces that fit."""
    return [sentence[start : start + WINDOW_CHARS] for start in range(0, len(sentence), WINDOW_CHARS)]
