"""A draft and its evidence as plain text: marks set apart, signs of Markdown and quotation gone, in statements."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from assistant.language.normalisation import normalise
from assistant.language.sentences import split_phrases

_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)
_FENCE = re.compile(r"\A```\w*\n(.*?)\n?```\Z", re.DOTALL)
_MARKS = re.compile(r"(?:〔\d+〕)+")
_NUMBER = re.compile(r"\d+")
_SIGNS = re.compile(r"(?m)^\s*(?:[-*>#]+\s+)+|\*\*|[“”‘’「」『』《》\"'`]")
_SPACE = re.compile(r"(?<=[^\x00-\x7f])[ \t]+|[ \t]+(?=[^\x00-\x7f])")
_STATEMENT = re.compile(r"[^。；！？;!?\n]+[。；！？;!?]?")
_QUESTION = re.compile(
    r"[？?]|请(?:您)?(?:告诉|告知|说明|补充|提供|确认)|请问|还需(?:要)?(?:知道|了解|确认)|要看|取决于|(?:您|你)(?:没有?|未|还没有?)说"
)
SILENCE = re.compile(
    r"(?:没有|未|没|不)(?:有)?(?:明确|明文|具体|直接|另行)*"
    r"(?:写|规定|提|说|列|涉及|载|给出|包含|涵盖|注明|约定|划定|设定|相关规定|这方面|第|把|对)"
)
_IGNORED = re.compile(r"[^\w%‰‱]|_")


Mood = Literal["asserted", "silent", "asked"]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text with the marks that vouch for it: those that follow it, else the last ones before it."""

    text: str
    marks: frozenset[int]


def clean(draft: str) -> str:
    """What a model wrote for the reader: without its thoughts and the fence around it."""
    text = _THOUGHT.sub("", draft).strip()
    fenced = _FENCE.match(text)
    return fenced[1].strip() if fenced else text


def plain(text: str) -> str:
    """Letters, figures and punctuation of a text in one spelling, without marks and signs; lines stay."""
    return _SPACE.sub("", normalise(_SIGNS.sub("", _MARKS.sub("", text))).text)


def marks_of(text: str) -> set[int]:
    """The numbers of all marks 〔n〕."""
    return {int(number) for marks in _MARKS.findall(text) for number in _NUMBER.findall(marks)}


def split_segments(text: str) -> list[Segment]:
    """The plain text in order, each stretch with its marks; none for what stands before the first mark of all."""
    segments: list[Segment] = []
    last: frozenset[int] = frozenset()
    for line in text.splitlines():
        start = 0
        for match in _MARKS.finditer(line):
            last = frozenset(map(int, _NUMBER.findall(match[0])))
            segments.append(Segment(plain(line[start : match.start()]), last))
            start = match.end()
        segments.append(Segment(plain(line[start:]), last))
    return [one for one in segments if _IGNORED.sub("", one.text)]


def statements(text: str) -> list[str]:
    """Sentences of a plain text, cut at semicolons too."""
    return [one.strip() for one in _STATEMENT.findall(text) if _IGNORED.sub("", one)]


def phrases(text: str) -> list[str]:
    """The phrases of a text, each with its closing mark."""
    return [text[span.start : span.end] for span in split_phrases(text)]


def split_moods(text: str) -> list[tuple[Mood, str]]:
    """The phrases of a plain text, each stated, said to be unwritten, or part of a question."""
    found: list[tuple[Mood, str]] = []
    for statement in statements(text):
        for phrase in phrases(statement):
            silent_or_not: Mood = "silent" if SILENCE.search(phrase) else "asserted"
            found.append(("asked" if is_question(statement) else silent_or_not, phrase))
    return found


def is_question(statement: str) -> bool:
    """Whether a statement asks the person something, or says what depends on it."""
    return bool(_QUESTION.search(statement))


def covered(wanted: str, texts: Sequence[str]) -> float:
    """How much of `wanted` the best of the texts (or of two neighbours together) repeats: share of character pairs."""
    pairs = _pairs(wanted)
    if not pairs:
        return 1.0
    windows = [_pairs(one) for one in texts]
    joined = [*windows, *(one | other for one, other in pairwise(windows))]
    return max((len(pairs & window) / len(pairs) for window in joined), default=0.0)


def _pairs(text: str) -> set[str]:
    letters = _IGNORED.sub("", text)
    return {letters[at : at + 2] for at in range(len(letters) - 1)} or {letters} - {""}
