"""Numbers that browsers print before the items of an ordered list."""

import re
from typing import Any

from assistant.adapters.documents.numerals import print_numeral

_TYPES = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_CSS_STYLES = {
    "decimal-leading-zero": "decimalZero",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "cjk-ideographic": "chineseCounting",
    "trad-chinese-informal": "chineseCounting",
    "simp-chinese-informal": "chineseCounting",
    "simp-chinese-formal": "chineseLegalSimplified",
    "cjk-decimal": "ideographDigital",
    "cjk-heavenly-stem": "ideographTraditional",
    "cjk-earthly-branch": "ideographZodiac",
}
_BULLETS = frozenset({"none", "disc", "circle", "square", "disclosure-open", "disclosure-closed"})
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([^;]+)", re.I)
_WHOLE = re.compile(r"-?[0-9]{1,6}")


class ItemCounter:
    """Counts the items of one list; gives no labels where the parent is no ordered list."""

    def __init__(self, parent: Any) -> None:
        self._style = _style_of(parent)
        self._is_ordered = parent.tag == "ol"
        self._step = -1 if self._is_ordered and "reversed" in parent.attributes else 1
        first = 1 if self._step > 0 else len([one for one in parent.iter() if one.tag == "li"])
        self._next = _whole(parent, "start", first) if self._is_ordered else 1

    def label(self, item: Any) -> str:
        """The number of the next item with the mark that follows it, "" for a bullet."""
        if not self._is_ordered:
            return ""
        number = _whole(item, "value", self._next)
        self._next = number + self._step
        if self._style in _BULLETS:
            return ""
        printed = print_numeral(self._style, number) if number > 0 else None
        if printed is None:
            return f"{number}. "
        return f"{printed}. " if printed.isascii() else f"{printed}、"


def _style_of(parent: Any) -> str:
    """The list's style, named as in Word's files; decimal for any other, as browsers do."""
    attributes = parent.attributes
    declared = _STYLE.search(attributes.get("style") or "")
    for word in declared[1].lower().split() if declared else ():
        if word in _BULLETS:
            return word
        if word in _CSS_STYLES:
            return _CSS_STYLES[word]
    return _TYPES.get(attributes.get("type") or "1", "decimal")


def _whole(node: Any, name: str, otherwise: int) -> int:
    match = _WHOLE.fullmatch((node.attributes.get(name) or "").strip())
    return int(match[0]) if match else otherwise
