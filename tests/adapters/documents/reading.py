"""Reading bytes as a document in tests."""

from pathlib import Path

import pytest

from assistant.adapters.documents import read_document
from assistant.errors import RequestError


def read(content: bytes, suffix: str, folder: Path) -> str:
    """The text of a file of these bytes."""
    path = folder / f"文件{suffix}"
    path.write_bytes(content)
    return read_document(path).text


def blocks(content: bytes, suffix: str, folder: Path) -> list[str]:
    """The paragraphs and tables of that text."""
    return read(content, suffix, folder).strip().split("\n\n")


def refusal(content: bytes, suffix: str, folder: Path) -> str:
    """What a user is told about a file that is refused."""
    with pytest.raises(RequestError) as caught:
        read(content, suffix, folder)
    return caught.value.message_zh
