"""Text as typed, scanned or pasted to one plain spelling, with the way back to every original character."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.domain import Span

if TYPE_CHECKING:
    import opencc

_HALF_WIDTH = "％＋－．／＝"
_COMPATIBILITY = ((0x2E80, 0x2FDF), (0xF900, 0xFAFF))
_REMOVED = ("Cc", "Cf", "Cs")
_CHINESE = ((0x3001, 0x303F), (0x3400, 0x9FFF), (0xFF01, 0xFF0F), (0xFF1A, 0xFF20), (0x20000, 0x3FFFF))
_CHINESE_QUOTES = "“”‘’…"
_LINE_BREAKS = "\n\r\x0b\x0c\x85\u2028\u2029"


@dataclass(frozen=True, slots=True)
class Normalised:
    """A normalised text; `origins[i]` is where character i stood in the original, the last is its length."""

    text: str
    origins: tuple[int, ...]

    def original_span(self, span: Span) -> Span:
        """The characters of the original that `span` of the normalised text was made of."""
        start = self.origins[span.start]
        return Span(start, self.origins[span.end - 1] + 1 if span.end > span.start else start)


def normalise(text: str) -> Normalised:
    """`text` with letters and digits half-width, characters simplified, invisible ones gone, spaces single.

    Chinese punctuation, emoji, line breaks and the case of letters stay. Spaces between two Chinese characters, around
    a line break and at the ends go. Normalising twice changes nothing.
    """
    written: list[tuple[str, int]] = []
    gap: tuple[str, int] | None = None
    for offset, original in enumerate(text):
        character = _normalise_character(original)
        if not character:
            continue
        if character in " \n":
            gap = (character, offset) if gap is None or (gap[0] == " " and character == "\n") else gap
            continue
        if gap and written and (gap[0] == "\n" or not (_is_chinese(written[-1][0]) and _is_chinese(character))):
            written.append(gap)
        gap = None
        written.append((character, offset))
    return Normalised("".join(one for one, _ in written), (*(offset for _, offset in written), len(text)))


def decompose(character: str) -> str:
    """The ordinary character behind a radical or compatibility form, as PDF text often has them."""
    if not any(first <= ord(character) <= last for first, last in _COMPATIBILITY):
        return character
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 else character


@lru_cache(maxsize=65536)
def _normalise_character(character: str) -> str:
    """One character, a space, a line break, or nothing."""
    if character in _LINE_BREAKS:
        return "\n"
    if character.isspace():
        return " "
    if unicodedata.category(character) in _REMOVED:
        return ""
    if character in _HALF_WIDTH or _is_full_width_alphanumeric(character):
        return chr(ord(character) - 0xFEE0)
    return _simplify(decompose(character))


def _is_full_width_alphanumeric(character: str) -> bool:
    return "０" <= character <= "９" or "Ａ" <= character <= "Ｚ" or "ａ" <= character <= "ｚ"


def _simplify(character: str) -> str:
    """The simplified character; twice, since a few variants (薴) reach theirs through another one."""
    if not _is_chinese(character):
        return character
    simpler = _converter().convert(_converter().convert(character))
    return simpler if len(simpler) == 1 else character


def _is_chinese(character: str) -> bool:
    code = ord(character)
    return character in _CHINESE_QUOTES or any(first <= code <= last for first, last in _CHINESE)


@lru_cache(maxsize=1)
def _converter() -> "opencc.OpenCC":
    import opencc

    return opencc.OpenCC("t2s")
