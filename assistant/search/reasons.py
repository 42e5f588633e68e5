"""Why a clause was found, in Chinese for the person who asked."""

import re
from collections.abc import Iterable

_MEANINGFUL = re.compile(r"[\u3400-\u9fff]{2,}|[A-Za-z][A-Za-z0-9+]+|[0-9][0-9.]*")
_SHOWN = 4


def explain_words(question: str, text: str, terms: Iterable[str] = ()) -> str:
    """The words that question and text share: the terms among them first, then the longest runs of characters."""
    shared = [term for term in terms if term in text]
    for run in sorted(_shared_runs(question, text), key=len, reverse=True):
        if not any(run in word for word in shared):
            shared.append(run)
    if not shared:
        return "相同的字较多"
    return "共同的词" + "".join(f"「{word}」" for word in shared[:_SHOWN])


def explain_rank(rank: int) -> str:
    """The place of a clause among those nearest in meaning, counted from 1."""
    return f"语义相近（第{rank}位）"


def _shared_runs(question: str, text: str) -> list[str]:
    runs = []
    for word in _MEANINGFUL.findall(question):
        start = 0
        while start < len(word):
            length = _longest_shared(word[start:], text)
            if length > 1:
                runs.append(word[start : start + length])
            start += max(length, 1)
    return list(dict.fromkeys(runs))


def _longest_shared(word: str, text: str) -> int:
    """How many of the first characters of `word` stand together in `text`."""
    length = 0
    while length < len(word) and word[: length + 1] in text:
        length += 1
    return length
