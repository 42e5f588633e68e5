"""What changed between two documents, as contract JSON and as Chinese Markdown."""

from collections.abc import Iterable, Iterator
from typing import Any, get_args

from assistant.diff import ChangeKind, ClauseChange, PolicyDiff, WordChange
from assistant.domain import Clause
from assistant.render.data import clause_data

_NAMES: dict[ChangeKind, str] = {
    "added": "新增",
    "removed": "删去",
    "renumbered": "改号",
    "reworded": "改写",
    "same": "未变",
}


def diff_data(diff: PolicyDiff) -> dict[str, Any]:
    """Every clause with what became of it."""
    return {
        "before": diff.before,
        "after": diff.after,
        "counts": {kind: diff.count(kind) for kind in get_args(ChangeKind)},
        "changes": [_change_data(one) for one in diff.changes],
    }


def diff_markdown(diff: PolicyDiff) -> str:
    """The counts, then every clause that is not the same; ~~removed~~ and **added** words."""
    counts = "，".join(f"{name}{diff.count(kind)}条" for kind, name in _NAMES.items())
    return "\n\n".join([f"## {diff.before} → {diff.after}", counts, *_changes(diff.changes)])


def _changes(changes: Iterable[ClauseChange]) -> Iterator[str]:
    for one in changes:
        if one.kind != "same":
            yield f"### {_heading(one)}"
            if one.kind != "renumbered":
                yield _text(one)


def _heading(change: ClauseChange) -> str:
    before, after = change.before, change.after
    if before is None or after is None:
        return f"{_NAMES[change.kind]} {_place(after or before)}"
    if change.kind == "renumbered" or change.is_renumbered:
        also = "并改号" if change.is_renumbered else ""
        return f"{_NAMES[change.kind]}{also} {_place(before)} → {_place(after)}"
    return f"{_NAMES[change.kind]} {_place(after)}"


def _place(clause: Clause | None) -> str:
    return "" if clause is None else f"{clause.locator} {clause.title}".strip()


def _text(change: ClauseChange) -> str:
    if change.words:
        return "".join(map(_words, change.words))
    clause = change.after or change.before
    return "" if clause is None else clause.text


def _words(piece: WordChange) -> str:
    marks = {"removed": "~~", "added": "**", "kept": ""}[piece.kind]
    return f"{marks}{piece.text}{marks}"


def _change_data(change: ClauseChange) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "before": change.before and clause_data(change.before),
        "after": change.after and clause_data(change.after),
        "words": [{"kind": one.kind, "text": one.text} for one in change.words],
        "is_renumbered": change.is_renumbered,
    }
