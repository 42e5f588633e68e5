"""Where a Chinese text falls into sentences and phrases; the pieces joined are the text again."""

import re
from collections import Counter
from itertools import accumulate, pairwise

from assistant.domain import Span
from assistant.language.remembering import remembered

_PAIRS = {"“": "”", "‘": "’", "《": "》", "〈": "〉", "（": "）", "(": ")", "「": "」", "『": "』", "【": "】"}
_SENTENCE_END = re.compile(r"\n+|[。！？；!?;]+\n*")
_PHRASE_END = re.compile(_SENTENCE_END.pattern + r"|[，、：]+|[,:](?![0-9])")


@remembered(512)
def split_sentences(text: str) -> list[Span]:
    """The sentences of `text` in order, each with its closing mark; what is quoted or in brackets is not cut."""
    return _split(text, _SENTENCE_END)


@remembered(512)
def split_phrases(text: str) -> list[Span]:
    """The same, cut at commas, enumeration commas and colons too."""
    return _split(text, _PHRASE_END)


def _split(text: str, ending: re.Pattern[str]) -> list[Span]:
    depths = _depths(text)
    ends = [match.end() for match in ending.finditer(text) if depths[match.start()] == 0]
    edges = [0, *ends] if ends and ends[-1] == len(text) else [0, *ends, len(text)]
    return [Span(start, end) for start, end in pairwise(edges) if start < end]


def _depths(text: str) -> list[int]:
    """How many quotes and brackets enclose each character; one that does not close on its own line encloses nothing."""
    steps = [0] * (len(text) + 1)
    opened: list[tuple[str, int]] = []
    waiting: Counter[str] = Counter()
    for offset, character in enumerate(text):
        if character == "\n":
            opened.clear()
            waiting.clear()
        elif character in _PAIRS:
            opened.append((_PAIRS[character], offset))
            waiting[_PAIRS[character]] += 1
        elif waiting[character]:
            closes = ""
            while closes != character:
                closes, start = opened.pop()
                waiting[closes] -= 1
            steps[start] += 1
            steps[offset] -= 1
    return list(accumulate(steps))
