"""jieba's dictionary as tables, kept in one file that loads in a quarter of the time jieba takes for it."""

import marshal
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.adapters.drafting import drafted


@dataclass(frozen=True, slots=True)
class Tables:
    """`frequencies` has every word and, with 0, every beginning of one; `tags` the part of speech of every word."""

    frequencies: dict[str, int]
    total: int
    tags: dict[str, str]


def read_tables(folder: Path) -> Tables:
    """The tables, from their file in `folder` where it is there and whole; else from jieba, and written there."""
    import jieba

    file = folder / f"words-{jieba.__version__}-{marshal.version}.cache"
    try:
        return Tables(*marshal.loads(file.read_bytes()))  # nosec B302: only this program writes it
    except (OSError, EOFError, ValueError, TypeError):
        tables = _parse(jieba.Tokenizer())
        with drafted(file) as draft:
            draft.write_bytes(marshal.dumps((tables.frequencies, tables.total, tables.tags)))
        return tables


def _parse(tokenizer: Any) -> Tables:
    with tokenizer.get_dict_file() as file:
        lines = [line.split() for line in file.read().decode("utf-8").splitlines()]
    frequencies, total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    return Tables(frequencies, total, {word: tag for word, _, tag in lines})
