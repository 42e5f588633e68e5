"""Names in the XML of docx files, and how to look them up."""

from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


def value_of(parent: Element | None, path: str) -> str | None:
    """The w:val of the element at `path` (w names joined by /) below `parent`; None where either is missing."""
    found = find(parent, path)
    return None if found is None else found.get(f"{W}val")


def number_of(parent: Element | None, path: str) -> int | None:
    """The w:val at `path` as a whole number; None where it is missing, is none, or is below 0 or absurd."""
    return _read_number(value_of(parent, path))


def index_of(element: Element, name: str) -> int:
    """The attribute w:`name` of an element as a whole number, 0 where it is none."""
    return _read_number(element.get(W + name)) or 0


def find(parent: Element | None, path: str) -> Element | None:
    """The first element at `path` below `parent`."""
    return None if parent is None else parent.find("/".join(W + name for name in path.split("/")))


def is_on(parent: Element | None, path: str) -> bool:
    """Whether the switch at `path` is there and not turned off."""
    return find(parent, path) is not None and value_of(parent, path) not in ("0", "false", "off")


def _read_number(value: str | None) -> int | None:
    digits = (value or "").strip()
    return int(digits) if digits.isdecimal() and len(digits) <= 6 else None
