"""Reviewed repairs of a source: where their words stand, and the text with them applied."""

import re
from collections.abc import Sequence
from itertools import takewhile

from assistant.errors import CorpusError
from assistant.library.meta import Correction
from assistant.library.traced import NOWHERE, Traced


def apply_corrections(source: str, corrections: Sequence[Correction]) -> tuple[Traced, frozenset[int]]:
    """The repaired text, and the offsets that the repairs removed; raises CorpusError for words not found once."""
    traced, removed = Traced.source(source), set[int]()
    for correction in corrections:
        start, end = _find_once(traced.text, correction)
        old = traced.cut(start, end)
        new = _rewrite(old, correction.corrected)
        removed |= set(old.origins) - set(new.origins)
        traced = traced.cut(0, start) + new + traced.cut(end)
    return traced, frozenset(removed - {NOWHERE})


def count_words(text: str, words: str) -> int:
    """How often the words occur, white space inside and between them aside."""
    return len(re.findall(_pattern(words), text))


def _find_once(text: str, correction: Correction) -> tuple[int, int]:
    matches = list(re.finditer(_pattern(correction.words), text))
    if len(matches) != 1:
        raise CorpusError(
            f"更正 {correction.words!r}",
            f"the words must occur exactly once, they occur {len(matches)} times",
            f"“更正”的原文须恰好出现一次，实际出现{len(matches)}次",
        )
    return matches[0].span()


def _pattern(words: str) -> str:
    return r"\s*".join(re.escape(character) for character in words if not character.isspace())


def _rewrite(old: Traced, new: str) -> Traced:
    """`new` with the places of the characters that it shares with the start and the end of `old`."""
    kept = [place for place, character in enumerate(old.text) if not character.isspace()]
    letters = "".join(old.text[place] for place in kept)
    head = _count_shared(letters, new)
    tail = _count_shared(letters[head:][::-1], new[head:][::-1])
    middle = len(new) - head - tail
    replaced = [old.origins[place] for place in kept[head : len(kept) - tail]]
    origins = [old.origins[place] for place in kept[:head]]
    origins += [*replaced[:middle], *([NOWHERE] * (middle - len(replaced)))]
    origins += [old.origins[place] for place in kept[len(kept) - tail :]]
    return Traced(new, tuple(origins))


def _count_shared(one: str, other: str) -> int:
    """How many characters two texts begin with together."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
