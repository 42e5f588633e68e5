"""The hand-written table of forms, section by section, as pytest parameters."""

from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

_TABLE = Path(__file__).with_name("forms.yaml")


@lru_cache(maxsize=1)
def _sections() -> dict[str, Any]:
    sections: dict[str, Any] = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
    return sections


def read_section(name: str) -> list[tuple[str, Any]]:
    """Pairs of a written form and what the table says of it."""
    section = _sections()[name]
    expected = section if isinstance(section, dict) else dict.fromkeys(section)
    return [(str(form), value) for form, value in expected.items()]


def read_values(name: str) -> list[tuple[str, Decimal | None]]:
    """Pairs of a written form and its value, None where it has none."""
    return [(form, None if value is None else Decimal(str(value))) for form, value in read_section(name)]
