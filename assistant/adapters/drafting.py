"""Files that are there whole or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def drafted(place: Path) -> Iterator[Path]:
    """A draft beside `place`, for the block to write; it takes the place in one step, or goes where the block fails."""
    place.parent.mkdir(parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(suffix=".draft", dir=place.parent)
    os.close(number)
    draft = Path(name)
    try:
        yield draft
        os.replace(draft, place)
    finally:
        draft.unlink(missing_ok=True)
