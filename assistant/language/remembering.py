"""Functions of one text that remember what they lately gave: one question is read in the same way many times over."""

from collections.abc import Callable, Iterable
from functools import lru_cache, wraps
from typing import TypeVar

_Part = TypeVar("_Part")
_Reader = Callable[[str], list[_Part]]
_LONGEST = 800


def remembered(size: int, longest: int = _LONGEST) -> Callable[[Callable[[str], Iterable[_Part]]], _Reader[_Part]]:
    """Makes a function remember its last `size` texts of at most `longest` characters.

    Whoever asks gets a list of their own. Only for functions that depend on nothing but the text, and whose parts
    cannot be changed.
    """

    def decorate(work: Callable[[str], Iterable[_Part]]) -> _Reader[_Part]:
        known = lru_cache(size)(lambda text: tuple(work(text)))

        @wraps(work)
        def recall(text: str) -> list[_Part]:
            return list(known(text) if len(text) <= longest else work(text))

        return recall

    return decorate
