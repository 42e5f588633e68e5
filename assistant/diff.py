"""What differs between two documents, or two versions of one: values that nothing changes afterwards."""

from dataclasses import dataclass
from typing import Literal

from assistant.domain import Clause

WordKind = Literal["kept", "removed", "added"]
ChangeKind = Literal["same", "added", "removed", "renumbered", "reworded"]


@dataclass(frozen=True, slots=True)
class WordChange:
    """A piece of a reworded clause that both texts have, only the earlier, or only the later."""

    kind: WordKind
    text: str


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """What became of one clause: `before` and `after` are None where it was added or removed.

    A reworded one may be renumbered as well; `words` are its pieces, numbers of their own left out.
    """

    kind: ChangeKind
    before: Clause | None
    after: Clause | None
    words: tuple[WordChange, ...] = ()
    is_renumbered: bool = False


@dataclass(frozen=True, slots=True)
class PolicyDiff:
    """Two documents clause by clause, in the order of the later one; the ids say which."""

    before: str
    after: str
    changes: tuple[ClauseChange, ...]

    def count(self, kind: ChangeKind) -> int:
        """How many clauses changed in this way."""
        return sum(one.kind == kind for one in self.changes)
