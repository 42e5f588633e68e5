"""Words of Chinese text with part-of-speech tags, by jieba."""

import os
import threading
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from assistant.adapters.jieba_tables import Tables, read_tables
from assistant.language.remembering import remembered
from assistant.ports import Word


class JiebaSegmenter:
    """jieba with words of ours added as nouns. The dictionary loads on first use; its cache stays in `cache_folder`.

    What was cut lately is remembered, for one question is looked at many times, whole and in parts. So are the runs of
    characters that the dictionary has no word for: jieba guesses at them, which takes more than all the rest.
    """

    def __init__(self, words: Iterable[str], cache_folder: Path) -> None:
        self._words = tuple(dict.fromkeys(words))
        self._cache_folder = cache_folder
        self._lock = threading.Lock()
        self._tagger: Any = None
        self._general: dict[str, int] = {}
        self._remembered = remembered(512, longest=500)(self._cut)

    def cut(self, text: str) -> list[Word]:
        """Words in order; joined they give the text back."""
        return self._remembered(text)

    def frequency(self, word: str) -> int:
        """How often `word` occurs in general Chinese, by jieba's own dictionary; 0 when unknown."""
        tagger = self._tagger or self._load()
        if word in self._general:
            return self._general[word]
        return int(tagger.FREQ.get(word, 0))

    def _cut(self, text: str) -> list[Word]:
        words, start = [], 0
        for pair in self._load().cut(text):
            words.append(Word(pair.word, pair.flag, start))
            start += len(pair.word)
        return words

    def _load(self) -> Any:
        with self._lock:
            if self._tagger is None:
                self._tagger = self._build()
            return self._tagger

    def _build(self) -> Any:
        posseg = _import_posseg()
        tables = read_tables(self._cache_folder)
        tagger = posseg.POSTokenizer(_tokenizer(tables))
        tagger.word_tag_tab = tables.tags
        self._general = {word: int(tables.frequencies.get(word, 0)) for word in self._words}
        for word in self._words:
            tagger.add_word(word, tag="n")
        tagger.makesure_userdict_loaded()
        tagger._POSTokenizer__cut = remembered(4096, longest=30)(tagger._POSTokenizer__cut)
        return tagger


def _import_posseg() -> Any:
    """The tagging half of jieba without the dictionary that it would read for a tagger of its own, unused here."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba

        jieba.setLogLevel("ERROR")
        usual, jieba.dt.dictionary = jieba.dt.dictionary, os.devnull
        try:
            import jieba.posseg
        finally:
            jieba.dt.dictionary = usual
    return jieba.posseg


def _tokenizer(tables: Tables) -> Any:
    """A tokenizer that has its dictionary already, and so reads none."""
    import jieba

    tokenizer = jieba.Tokenizer()
    tokenizer.dictionary = os.devnull
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = tables.frequencies, tables.total, True
    return tokenizer
