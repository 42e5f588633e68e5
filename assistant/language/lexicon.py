"""Everyday words for terms: which official terms a piece of speech mentions, and in which words."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.domain import Span
from assistant.errors import CorpusError
from assistant.language.remembering import remembered

_IGNORED = frozenset("“”\"‘’'「」『』 \u3000\t\r\n")
_FULL_WIDTH = {code: chr(code - 0xFEE0).lower() for code in range(0xFF01, 0xFF5F)}
_CAPITALS = {code: chr(code).lower() for code in range(ord("A"), ord("Z") + 1)}
_FOLD: dict[int, str | None] = {**_FULL_WIDTH, **_CAPITALS, **dict.fromkeys(map(ord, _IGNORED))}


@dataclass(frozen=True, slots=True)
class Mention:
    """A term that a text speaks of: `words` is exactly the piece of the text at `span`."""

    term: str
    span: Span
    words: str


class Lexicon:
    """Terms with their everyday words. Quotation marks, spaces, width and case make no difference.

    A word may stand for several terms; then each of them is mentioned.
    """

    def __init__(self, sayings: Mapping[str, Iterable[str]]) -> None:
        """`sayings` gives each term's everyday words; the term itself is always one of them."""
        self._sayings = {term: tuple(dict.fromkeys((term, *words))) for term, words in sayings.items()}
        self._terms_by_key: dict[str, tuple[str, ...]] = {}
        for term, words in self._sayings.items():
            for key in filter(None, map(_fold, words)):
                self._terms_by_key[key] = tuple(dict.fromkeys((*self._terms_by_key.get(key, ()), term)))
        self._keys_by_start = _group_by_start(self._terms_by_key)
        self._recall = remembered(32)(self._find)
        self._start = re.compile(f"[{re.escape(''.join(self._keys_by_start))}]" if self._keys_by_start else r"(?!)")

    @classmethod
    def from_file(cls, path: Path) -> "Lexicon":
        """The lexicon of a words file: lines `term = word, word`, `#` starts a comment; raises CorpusError."""
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise CorpusError(
                str(path), f"cannot be read: {error}", "读不了这个词表文件，请检查路径和编码（UTF-8）"
            ) from error
        sayings: dict[str, tuple[str, ...]] = {}
        for place, term, words in _read_lines(text, path):
            if term in sayings:
                raise CorpusError(place, f"term {term!r} stands twice", f"规范词“{term}”重复，请合并为一行")
            sayings[term] = words
        return cls(sayings)

    @property
    def terms(self) -> tuple[str, ...]:
        """All official terms in file order."""
        return tuple(self._sayings)

    def words(self, term: str) -> tuple[str, ...]:
        """Every way to say `term`, itself first; empty for a term this lexicon does not know."""
        return self._sayings.get(term, ())

    def canonical(self, word: str) -> str:
        """The one term `word` stands for; `word` itself where it stands for none or for several."""
        terms = self._terms_by_key.get(_fold(word), ())
        if len(terms) != 1:
            return word
        return terms[0]

    def find(self, text: str) -> list[Mention]:
        """Every mention in order, the longest word at each place, not overlapping (but for shared words)."""
        return self._recall(text)

    def _find(self, text: str) -> list[Mention]:
        folded = _fold(text)
        origins = range(len(text)) if len(folded) == len(text) else _kept_places(text)
        mentions = []
        for start, key in self._matches(folded):
            span = Span(origins[start], origins[start + len(key) - 1] + 1)
            mentions += [Mention(term, span, text[span.start : span.end]) for term in self._terms_by_key[key]]
        return mentions

    def _matches(self, folded: str) -> Iterator[tuple[int, str]]:
        end = 0
        for start in (place.start() for place in self._start.finditer(folded)):
            if start < end:
                continue
            keys = self._keys_by_start[folded[start]]
            key = next((key for key in keys if folded.startswith(key, start) and _is_whole(folded, start, key)), "")
            if key:
                end = start + len(key)
                yield start, key


def small_lexicon(sayings: Mapping[str, Iterable[str]]) -> Lexicon:
    """The lexicon of a few terms; the same one again for the same sayings, which a rule asks for every time."""
    return _kept_lexicon(tuple((term, tuple(words)) for term, words in sayings.items()))


@lru_cache(1024)
def _kept_lexicon(sayings: tuple[tuple[str, tuple[str, ...]], ...]) -> Lexicon:
    return Lexicon(dict(sayings))


def _is_whole(folded: str, start: int, key: str) -> bool:
    """Latin words count only whole: `ai` is not in `email`."""
    end = start + len(key)
    cuts_before = start > 0 and _is_latin(folded[start - 1]) and _is_latin(key[0])
    cuts_after = end < len(folded) and _is_latin(folded[end]) and _is_latin(key[-1])
    return not (cuts_before or cuts_after)


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _fold(text: str) -> str:
    return text.translate(_FOLD)


def _kept_places(text: str) -> list[int]:
    return [place for place, char in enumerate(text) if char not in _IGNORED]


def _group_by_start(keys: Iterable[str]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for key in sorted(keys, key=len, reverse=True):
        groups.setdefault(key[0], []).append(key)
    return groups


def _read_lines(text: str, path: Path) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), start=1):
        content = line.partition("#")[0].strip()
        if not content:
            continue
        place = f"{path}:{number}"
        term, equals, words = content.partition("=")
        listed = tuple(word for word in (part.strip() for part in words.replace("，", ",").split(",")) if word)
        if not equals or not term.strip() or not listed:
            raise CorpusError(place, "expected `term = word, word`", "应写成“规范词 = 说法, 说法”")
        yield place, term.strip(), listed
