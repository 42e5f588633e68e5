"""Places in a question where no policy of the corpus applies."""

import re
from collections.abc import Sequence

from assistant.domain import Policy
from assistant.ports import Segmenter, Word

_MOVES_FROM = re.compile(r"^(?:[^，。？！；]{0,10}?)(?:迁|搬|挪|转(?:过|到)?|来(?:的|到|城|这|咱)?|过来|引进|回来|调)")
_FROM = re.compile(r"(?:从|由|打|自|原先?在|本来在|原来在|以前在|注册在|来自|是)$")
_SUFFIX = re.compile(r"[省市县区旗州镇乡]$")


def foreign_places(text: str, policies: Sequence[Policy], segmenter: Segmenter) -> list[str]:
    """Place names that no policy's places and no clause contain; where somebody moves here from does not count."""
    known = {place for policy in policies for place in policy.places}
    texts = [clause.text for policy in policies for clause in policy.clauses]
    found = []
    for word in _merged(segmenter.cut(text)):
        if word.kind != "ns" or len(word.text) < 2 or _is_known(word.text, known, texts):
            continue
        after = text[word.start + len(word.text) :]
        if _MOVES_FROM.match(after) or (_FROM.search(text[: word.start]) and re.search(r"迁|搬|挪", text)):
            continue
        found.append(word.text)
    return list(dict.fromkeys(found))


def _merged(words: Sequence[Word]) -> list[Word]:
    """Neighbouring place names as one: 太原市 + 小店区."""
    merged: list[Word] = []
    for word in words:
        last = merged[-1] if merged else None
        if last and last.kind == "ns" and word.kind == "ns" and last.start + len(last.text) == word.start:
            merged[-1] = Word(last.text + word.text, "ns", last.start)
        else:
            merged.append(word)
    return merged


def _is_known(name: str, known: set[str], texts: Sequence[str]) -> bool:
    bare = _SUFFIX.sub("", name)
    if any(name == place or bare == _SUFFIX.sub("", place) or name in place for place in known):
        return True
    return any(name in text for text in texts)
