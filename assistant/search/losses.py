"""What a search had to do without, told to whoever asked for it, however deep the search was called."""

from collections.abc import Iterator
from contextvars import ContextVar, copy_context
from typing import TypeVar

_Step = TypeVar("_Step")
_lost: ContextVar[set[str] | None] = ContextVar("lost", default=None)


def noting_losses(steps: Iterator[_Step], noted: set[str]) -> Iterator[_Step]:
    """The steps, each taken so that what it has to do without goes into `noted`; any thread may take the next."""
    context = copy_context()
    context.run(_lost.set, noted)
    while True:
        try:
            step = context.run(next, steps)
        except StopIteration:
            return
        yield step


def note_loss(name: str) -> None:
    """Tells whoever watches, if anybody does."""
    noted = _lost.get()
    if noted is not None:
        noted.add(name)
