"""Homophone typos put right against the words of the corpus; the text keeps its length, so spans still hold."""

import os
import re
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache

from assistant.domain import Span
from assistant.ports import Segmenter

_BUY_AND_SELL = {"买", "卖"}
"""The one pair of everyday words that sound alike and mean the opposite."""
_ASPECTS = "了过着"
"""Of a verb with one of these only the verb tells: 占了 is no blurred 涨了."""
_BLURRED = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ing", "in"), ("eng", "en"), ("ang", "an"))
_LONGEST, _SURELY_LONG = 12, 5
_LOOKALIKES = {"佘": "余", "拔": "拨", "汆": "余", "侍": "待", "晴": "睛", "帐": "账", "货": "贷"}
_LEVEL = re.compile(r"(?:国家|[省市区县])[\u4e00-\u9fff]")
_BARE_LEVEL = re.compile(r"(?:国家|[省市区县])级?")
_NATION = "国家"
_DIGITS = "零一二三四五六七八九"
_MIXED_DIGIT = re.compile(
    r"(?<![0-9.,])(?:[1-9](?=[十百千][1-9][十百千万亿元块])|(?<=[十百千])[1-9](?=[十百千万亿]))(?![0-9.,])"
)
"""An Arabic digit inside a number written in Chinese: 3十5万."""
_LATIN = re.compile(r"[A-Za-z]{3,}")


class Speller:
    """Replaces words that sound like a word of the corpus but are none, and pinyin initials that abbreviate one."""

    def __init__(self, words: Iterable[str], segmenter: Segmenter) -> None:
        """`words` are the right spellings, most important first."""
        self._words = tuple(dict.fromkeys(word for word in words if 2 <= len(word) <= _LONGEST and _is_chinese(word)))
        self._segmenter = segmenter

    def repair(self, text: str) -> str:
        """The text with each typo replaced; same length, unchanged where nothing sounds like a known word."""
        text = _MIXED_DIGIT.sub(lambda match: _DIGITS[int(match[0])], text)
        text = self._with_levels(_LATIN.sub(self._spell_out, text))
        chars = list(text)
        weak = self._weak_places(text)
        taken = self._right_places(text)
        for start, end in _windows(text):
            written = text[start:end]
            word = self._by_sound.get(_sound(written))
            if word is None or any(taken[start:end]):
                continue
            if written in self._known or not _is_typo(written, word, weak[start:end]):
                taken[start:end] = [written == word] * (end - start)
                continue
            chars[start:end] = word
            taken[start:end] = [True] * (end - start)
        return self._with_levels("".join(chars))

    def _levels_before_names(self, text: str) -> Iterator[Span]:
        """Where a level stands right before a known word: those characters are right."""
        for match in _BARE_LEVEL.finditer(text):
            if any(text[match.end() : match.end() + length] in self._known for length in range(2, _LONGEST)):
                yield Span(*match.span())

    def _with_levels(self, text: str) -> str:
        """Levels put right before a known word: 市集科技项目 is 市级科技项目, though 市集 is a word; 国佳 is 国家."""
        chars = list(text)
        for at in range(len(text) - 3):
            follows = any(text[at + 2 : at + 2 + length] in self._known for length in range(3, _LONGEST))
            if follows and _sound(text[at : at + 2]) == _sound(_NATION):
                chars[at : at + 2] = _NATION
        for match in _LEVEL.finditer(text):
            at = match.end() - 1
            follows = any(text[at + 1 : at + 1 + length] in self._known for length in range(2, _LONGEST))
            if follows and text[at] != "级" and _pinyin(text[at]) == "ji":
                chars[at] = "级"
        return "".join(chars)

    def _right_places(self, text: str) -> list[bool]:
        """True where a name of three or more characters, or a level before a name, stands as it should."""
        right = [False] * len(text)
        for level in self._levels_before_names(text):
            right[level.start : level.end] = [True] * (level.end - level.start)
        for start, end in _windows(text):
            if end - start > 2 and text[start:end] in self._known:
                right[start:end] = [True] * (end - start)
        return right

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self._words)

    @cached_property
    def _by_sound(self) -> dict[tuple[str, ...], str]:
        return {_sound(word): word for word in reversed(self._words)}

    @cached_property
    def _by_initials(self) -> dict[str, str]:
        return {"".join(part[:1] for part in _sound(word)): word for word in reversed(self._words) if len(word) >= 3}

    def _spell_out(self, match: re.Match[str]) -> str:
        """A word for its initials; three letters in capitals are rather a name of their own."""
        word = self._by_initials.get(match[0].lower(), "")
        is_name = len(match[0]) < 4 and not match[0].islower()
        return match[0] if is_name or len(word) != len(match[0]) else word

    def _weak_places(self, text: str) -> list[bool]:
        """True where the segmenter found no word of two or more characters: that is where typos hide."""
        weak: list[bool] = []
        for word in self._segmenter.cut(text):
            is_weak = len(word.text) == 1 or self._segmenter.frequency(word.text) == 0
            weak += [is_weak] * len(word.text)
        return weak


def _is_typo(written: str, word: str, weak: list[bool]) -> bool:
    """Whether fragments sound like the word and share a character; a short or blurred one needs fragments only.

    Of a long word with a single other character no fragment is needed: 创业担保货款.
    """
    shares = sum(one == other for one, other in zip(written, word, strict=True))
    if written == word or not shares or any({*pair} == _BUY_AND_SELL for pair in zip(written, word, strict=True)):
        return False
    sounds_alike = all(_pinyin(one) == _pinyin(other) for one, other in zip(written, word, strict=True))
    if word[-1] in _ASPECTS and not sounds_alike:
        return False
    if len(word) >= _SURELY_LONG and shares == len(word) - 1:
        return True
    return all(weak) if len(word) == 2 or not sounds_alike else any(weak)


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """Every stretch of 2 to _LONGEST Chinese characters, the longest first."""
    reach = [0] * (len(text) + 1)
    for at in range(len(text) - 1, -1, -1):
        reach[at] = reach[at + 1] + 1 if _is_chinese(text[at]) else 0
    for length in range(min(_LONGEST, len(text)), 1, -1):
        for start in range(len(text) - length + 1):
            if reach[start] >= length:
                yield start, start + length


def _is_chinese(text: str) -> bool:
    return all("\u4e00" <= char <= "\u9fff" for char in text)


def _sound(text: str) -> tuple[str, ...]:
    return tuple(_syllable(char) for char in text)


@lru_cache(maxsize=8192)
def _syllable(char: str) -> str:
    """The sound of a character with the differences that dialects blur taken away."""
    sound = _pinyin(char)
    for blurred, plain in _BLURRED:
        sound = sound.replace(blurred, plain)
    return sound


@lru_cache(maxsize=8192)
def _pinyin(char: str) -> str:
    """The sound of a character, of one that is easily taken for another that of the other."""
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")  # of no use for one character, and slow to load
    from pypinyin import Style, lazy_pinyin

    return lazy_pinyin(_LOOKALIKES.get(char, char), style=Style.NORMAL)[0]
