"""What changed between two documents, clause by clause: which clauses belong together, and which words differ."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from assistant.diff import ClauseChange, PolicyDiff, WordChange
from assistant.domain import Clause, Policy
from assistant.library.numbering import read_label

_TOKEN = re.compile(r"[0-9０-９][0-9０-９.,，．]*[%％‰]?|[A-Za-z]+|\s+|.", re.S)
_PUNCTUATION = re.compile(r"[\s，。；：、（）()“”‘’,.;:《》〔〕\[\]]")
_ALIKE = 0.5
_SAME_NUMBER = 0.3
_SHORTEST_KEPT = 2


def diff_policies(before: Policy, after: Policy) -> PolicyDiff:
    """The changes in the order of the later document; removed clauses stand where they stood in the earlier one."""
    pairs = _pair(before.clauses, after.clauses)
    return PolicyDiff(before.id, after.id, tuple(_order(before, after, pairs)))


def diff_words(before: str, after: str) -> tuple[WordChange, ...]:
    """The pieces of two texts in order: kept, removed, added. Numbers and Latin words are never cut."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    pieces: list[WordChange] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[a:b]), "".join(new[c:d])
        is_bridge = a > 0 and b < len(old) and len(gone) < _SHORTEST_KEPT
        if kind == "equal" and not is_bridge:
            pieces.append(WordChange("kept", gone))
        else:
            pieces += [WordChange("removed", gone), WordChange("added", come)]
    return tuple(_merge(pieces))


def _merge(pieces: Iterable[WordChange]) -> Iterator[WordChange]:
    """Neighbouring pieces between two kept ones as at most one removed and one added."""
    gone = come = ""
    for piece in pieces:
        if piece.kind == "kept":
            yield from _changed(gone, come)
            gone = come = ""
            yield piece
        else:
            gone += piece.text if piece.kind == "removed" else ""
            come += piece.text if piece.kind == "added" else ""
    yield from _changed(gone, come)


def _changed(gone: str, come: str) -> Iterator[WordChange]:
    if gone:
        yield WordChange("removed", gone)
    if come:
        yield WordChange("added", come)


def _pair(before: Sequence[Clause], after: Sequence[Clause]) -> dict[str, Clause]:
    """The earlier clause of each later one (by its number): the same words first, then the same number, then alike."""
    pairs: dict[str, Clause] = {}
    old, new = {one.number: one for one in before}, {one.number: one for one in after}

    def take(one: Clause, other: Clause) -> None:
        pairs[other.number] = one
        del old[one.number], new[other.number]

    by_words: dict[str, list[Clause]] = {}
    for one in reversed(before):
        by_words.setdefault(_body(one), []).append(one)
    for other in after:
        if same := by_words.get(_body(other)):
            take(same.pop(), other)
    grams = {id(one): _grams(one) for one in (*old.values(), *new.values())}
    for other in list(new.values()):
        named = old.get(other.number)
        least = 0.0 if other.kind == "front" else _SAME_NUMBER
        if named is not None and _likeness(grams[id(named)], grams[id(other)]) >= least:
            take(named, other)
    left = [(one, other) for other in new.values() for one in old.values()]
    scored = [(_likeness(grams[id(one)], grams[id(other)]), one, other) for one, other in left]
    for score, one, other in sorted(scored, key=lambda triple: -triple[0]):
        if score >= _ALIKE and one.number in old and other.number in new:
            take(one, other)
    return pairs


def _order(before: Policy, after: Policy, pairs: dict[str, Clause]) -> Iterator[ClauseChange]:
    place = {one.number: at for at, one in enumerate(before.clauses)}
    kept = {one.number for one in pairs.values()}
    gone = [one for one in before.clauses if one.number not in kept]
    for other in after.clauses:
        one = pairs.get(other.number)
        if one is not None:
            while gone and place[gone[0].number] < place[one.number]:
                yield ClauseChange("removed", gone.pop(0), None)
        yield _compare(one, other)
    yield from (ClauseChange("removed", one, None) for one in gone)


def _compare(one: Clause | None, other: Clause) -> ClauseChange:
    if one is None:
        return ClauseChange("added", None, other)
    is_renumbered = one.number != other.number
    if _squeeze(_body(one)) == _squeeze(_body(other)):
        return ClauseChange("renumbered" if is_renumbered else "same", one, other)
    return ClauseChange("reworded", one, other, diff_words(_body(one), _body(other)), is_renumbered)


def _body(clause: Clause) -> str:
    """The clause's words without its own number."""
    label = read_label(clause.text)
    return clause.text[label.length :].strip() if label and clause.kind != "table_row" else clause.text


def _squeeze(text: str) -> str:
    return re.sub(r"\s", "", text)


def _grams(clause: Clause) -> Counter[str]:
    text = _PUNCTUATION.sub("", _body(clause))
    return Counter(text[at : at + 2] for at in range(max(1, len(text) - 1)))


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """The share of pairs of characters that two clauses have in common, 0 to 1."""
    return 2 * (one & other).total() / ((one.total() + other.total()) or 1)
