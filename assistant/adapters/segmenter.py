"""Words of Chinese text with part-of-speech tags, by jieba."""

import threading
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from assistant.ports import Word


class JiebaSegmenter:
    """jieba with words of ours added as nouns. The dictionary loads on first use; its cache stays in `cache_folder`."""

    def __init__(self, words: Iterable[str], cache_folder: Path) -> None:
        self._words = tuple(dict.fromkeys(words))
        self._cache_folder = cache_folder
        self._lock = threading.Lock()
        self._tagger: Any = None
        self._general: dict[str, int] = {}

    def cut(self, text: str) -> list[Word]:
        """Words in order; joined they give the text back."""
        words, start = [], 0
        for pair in self._load().cut(text):
            words.append(Word(pair.word, pair.flag, start))
            start += len(pair.word)
        return words

    def frequency(self, word: str) -> int:
        """How often `word` occurs in general Chinese, by jieba's own dictionary; 0 when unknown."""
        tagger = self._load()
        if word in self._general:
            return self._general[word]
        return int(tagger.FREQ.get(word, 0))

    def _load(self) -> Any:
        with self._lock:
            if self._tagger is None:
                self._tagger = self._build()
            return self._tagger

    def _build(self) -> Any:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import jieba
            import jieba.posseg

        self._cache_folder.mkdir(parents=True, exist_ok=True)
        jieba.setLogLevel("ERROR")
        tokenizer = jieba.Tokenizer()
        tokenizer.tmp_dir = str(self._cache_folder)
        tokenizer.cache_file = f"jieba-{jieba.__version__}.cache"
        tokenizer.initialize()
        self._general = {word: int(tokenizer.FREQ.get(word, 0)) for word in self._words}
        for word in self._words:
            tokenizer.add_word(word, tag="n")
        tagger = jieba.posseg.POSTokenizer(tokenizer)
        tagger.makesure_userdict_loaded()
        return tagger
