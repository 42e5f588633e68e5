"""What a clause says about the asked thing: its best sentences, and the asked words it does not contain."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from assistant.domain import Clause, Span
from assistant.language.lexicon import Lexicon
from assistant.language.sentences import split_sentences
from assistant.ports import Segmenter

_IGNORED = re.compile(r"[\s“”\"‘’'「」『』《》（）()，。？！；：、,.?!;:·…—-]")
_UNIT_BRACKET = re.compile(r"[（(][^（()）]*(?:单位|部门)[：:][^（()）]*[)）]\s*$")
_OWN_NUMBER = re.compile(r"^\s*(?:\d+[.．、]|[（(][一二三四五六七八九十]+[)）]|第[一二三四五六七八九十百零〇\d]+[条章节编])\s*")
_NOUN_TAGS = ("n", "vn", "an", "j", "eng")
_PLACE_TAG = "ns"
_EVERYDAY = 20_000
_COMMONEST, _UNSEEN = 1_000_000, 20
_SHORT, _SAMPLE = 40, 2000


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a clause with how well it fits the question; `text` stands verbatim at `span` of the clause."""

    clause: Clause
    span: Span
    score: float

    @property
    def text(self) -> str:
        """The words of the clause."""
        return self.clause.text[self.span.start : self.span.end]


class Evidence:
    """Judges clauses against questions by shared words; `terms` supplies everyday synonyms."""

    def __init__(self, segmenter: Segmenter, terms: Lexicon, clauses: Sequence[Clause]) -> None:
        self._segmenter = segmenter
        self._terms = terms
        self._clauses = clauses

    def content_words(self, text: str, ignored: Iterable[Span] = ()) -> list[str]:
        """The nouns of a text that say what it is about, everyday and asking words left out."""
        spans = list(ignored)
        words = []
        for word in self._segmenter.cut(text):
            end = word.start + len(word.text)
            if any(span.start < end and word.start < span.end for span in spans):
                continue
            if self._is_content(word.text, word.kind):
                words.append(word.text)
        return list(dict.fromkeys(words))

    def weight(self, words: Iterable[str]) -> float:
        """How much the words mean together: the rarer a word in general Chinese, the more."""
        return sum(math.log(_COMMONEST / (self._segmenter.frequency(word) + _UNSEEN)) for word in words)

    def uncovered(self, words: Iterable[str], clauses: Sequence[Clause], also: str = "") -> list[str]:
        """Those of `words` that neither the clauses nor `also` contain, directly or by a synonym."""
        text = _fold("\n".join([*(_full_text(clause) for clause in clauses), also]))
        return [word for word in words if not self._is_in(word, text)]

    def sentences(self, question: str, clauses: Sequence[Clause]) -> list[Sentence]:
        """Every sentence of the clauses, best first."""
        asked = _bigrams(self._expanded(question))
        listed = [(clause, span) for clause in clauses for span in body_sentences(clause)]
        grams = [_bigrams(clause.text[span.start : span.end]) for clause, span in listed]
        scored = [
            Sentence(clause, span, sum(map(self._rarity, one & asked)) / (_SHORT + len(one)) ** 0.5)
            for (clause, span), one in zip(listed, grams, strict=True)
        ]
        return sorted(scored, key=lambda one: -one.score)

    def _rarity(self, gram: str) -> float:
        sample, spread = self._spread
        return math.log(1 + sample / (1 + spread[gram]))

    @cached_property
    def _spread(self) -> tuple[int, Counter[str]]:
        """In how many clauses each pair of characters occurs, over a sample of the corpus."""
        sample = self._clauses[:: max(1, len(self._clauses) // _SAMPLE)]
        return len(sample), Counter(gram for clause in sample for gram in _bigrams(clause.text))

    def _is_content(self, word: str, tag: str) -> bool:
        if not tag.startswith(_NOUN_TAGS) or tag == _PLACE_TAG or len(_particular(word)) < 2:
            return False
        return self._segmenter.frequency(word) < _EVERYDAY

    def _is_in(self, word: str, text: str) -> bool:
        if _fold(word) in text:
            return True
        synonyms = [other for mention in self._terms.find(word) for other in self._terms.words(mention.term)]
        if any(_fold(other) in text for other in synonyms):
            return True
        parts = [word[:2], word[-2:]] if len(word) >= 4 else []
        return bool(parts) and all(part in text or part in general_words() for part in parts)

    def _expanded(self, question: str) -> str:
        terms = [mention.term for mention in self._terms.find(question)]
        return "\n".join([question, *terms])


def body_sentences(clause: Clause) -> list[Span]:
    """The sentences of a clause without its number, its title and its bracket of units."""
    bracket = _UNIT_BRACKET.search(clause.text)
    end = bracket.start() if bracket else len(clause.text)
    start = match.end() if (match := _OWN_NUMBER.match(clause.text)) else 0
    spans = [Span(start + one.start, start + one.end) for one in split_sentences(clause.text[start:end])]
    trimmed = [_trimmed(clause.text, span) for span in spans]
    filled = [one for one in trimmed if one.start < one.end]
    has_title = len(filled) > 1 and clause.text[filled[0].start : filled[0].end].rstrip("。") == clause.title
    return filled[1:] if has_title else filled


@cache
def general_words() -> frozenset[str]:
    """Words of talking and asking that name no particular thing, from general_words.txt beside this file."""
    text = files("assistant.dialogue").joinpath("general_words.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def _particular(word: str) -> str:
    """What is left of a word without the general words at its ends: 按规定 leaves 按."""
    if word in general_words() or word.isdigit() or len(set(word)) == 1:
        return ""
    for length in (3, 2):
        if len(word) > length and word[-length:] in general_words():
            return word[:-length]
        if len(word) > length and word[:length] in general_words():
            return word[length:]
    return word


def _trimmed(text: str, span: Span) -> Span:
    piece = text[span.start : span.end]
    return Span(span.start + len(piece) - len(piece.lstrip()), span.end - len(piece) + len(piece.rstrip()))


def _full_text(clause: Clause) -> str:
    return "\n".join((*clause.headings, clause.title, clause.text))


def _fold(text: str) -> str:
    return _IGNORED.sub("", text).lower()


def _bigrams(text: str) -> set[str]:
    folded = _fold(text)
    return {folded[at : at + 2] for at in range(len(folded) - 1)}
