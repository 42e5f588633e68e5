"""The words by which a text sets a limit, and how a figure is compared with it."""

import re
from collections.abc import Mapping
from typing import Literal

Comparison = Literal["不低于", "高于", "不高于", "低于"]

_WORDS: Mapping[Comparison, tuple[str, ...]] = {
    "不低于": ("不低于", "不得低于", "不少于", "不得少于", "不小于", "以上", "达到", "至少", "满"),
    "高于": ("高于", "超过", "大于", "多于", "以上（不含"),
    "不高于": ("不高于", "不得高于", "不超过", "不得超过", "未超过", "不大于", "不多于", "不得多于", "以下", "以内"),
    "低于": ("低于", "不足", "少于", "小于", "不满", "未满", "不到", "未达到", "未达", "以下（不含", "以内（不含"),
}
_COMPARISON_OF = {word: comparison for comparison, words in _WORDS.items() for word in words}
_COMPARISON = re.compile("|".join(sorted(_COMPARISON_OF, key=len, reverse=True)).replace("|满", "|满(?!足)"))


def comparisons_in(text: str) -> set[Comparison]:
    """The comparisons that the words of a text carry (“以上”, “以下” include the figure itself)."""
    return {_COMPARISON_OF[word] for word in _COMPARISON.findall(text)}
