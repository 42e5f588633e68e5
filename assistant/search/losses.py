"""What a search had to do without, told to whoever asked for it, however deep the search was called."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_lost: ContextVar[set[str] | None] = ContextVar("lost", default=None)


@contextmanager
def watch_losses() -> Iterator[set[str]]:
    """The names noted within the block, by this thread."""
    noted: set[str] = set()
    token = _lost.set(noted)
    try:
        yield noted
    finally:
        _lost.reset(token)


def note_loss(name: str) -> None:
    """Tells the nearest watcher, if there is one."""
    noted = _lost.get()
    if noted is not None:
        noted.add(name)
