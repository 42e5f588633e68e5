"""Paragraph styles of a docx file: what a paragraph inherits of numbering and outline level."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from assistant.adapters.documents.docx_names import W, find, is_on, number_of, value_of

_BODY_LEVEL = 9


@dataclass(frozen=True, slots=True)
class Style:
    """One paragraph style; None where it leaves a thing to the style that it is based on."""

    id: str
    based_on: str | None
    num_id: int | None
    level: int | None
    outline: int | None
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class NumberingUse:
    """Which list a paragraph counts in, and at which level; `level` None leaves it to the list's link to `styles`."""

    num_id: int
    level: int | None
    styles: tuple[str, ...]


class Styles:
    """Styles by id; a paragraph without one has the default style."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self._default: str | None = None
        for one in [] if root is None else root.iter(f"{W}style"):
            if one.get(f"{W}type", "paragraph") in ("paragraph", "numbering"):
                style = _read_style(one)
                self._styles[style.id] = style
                if one.get(f"{W}default") in ("1", "true") and one.get(f"{W}type") == "paragraph":
                    self._default = style.id

    def numbering_of(self, properties: Element | None) -> NumberingUse | None:
        """The list of a paragraph, by its w:pPr or else by its style; numId 0 takes a paragraph out of its list."""
        num_id, level = number_of(properties, "numPr/numId"), number_of(properties, "numPr/ilvl")
        chain = list(self._chain(value_of(properties, "pStyle")))
        if num_id is None:
            inherited = next((style for style in chain if style.num_id is not None), None)
            if inherited is None:
                return None
            num_id = inherited.num_id
            level = inherited.level if level is None else level
        elif level is None:
            level = 0
        return NumberingUse(num_id, level, tuple(style.id for style in chain)) if num_id else None

    def list_of(self, style_id: str) -> int | None:
        """The list that a numbering style stands for."""
        return next((style.num_id for style in self._chain(style_id) if style.num_id is not None), None)

    def heading_level(self, properties: Element | None) -> int:
        """1 to 9 for a paragraph with an outline level of its own or of its style, 0 for body text."""
        outline = number_of(properties, "outlineLvl")
        if outline is None:
            chain = self._chain(value_of(properties, "pStyle"))
            outline = next((style.outline for style in chain if style.outline is not None), _BODY_LEVEL)
        return outline + 1 if outline < _BODY_LEVEL else 0

    def is_hidden(self, properties: Element | None) -> bool:
        """Whether a paragraph's style hides its text."""
        return any(style.is_hidden for style in self._chain(value_of(properties, "pStyle")))

    def _chain(self, style_id: str | None) -> Iterator[Style]:
        """A style and those it is based on, nearest first."""
        seen: set[str] = set()
        at = style_id if style_id in self._styles else self._default
        while at is not None and at in self._styles and at not in seen:
            seen.add(at)
            yield self._styles[at]
            at = self._styles[at].based_on


def _read_style(one: Element) -> Style:
    outline = number_of(one, "pPr/outlineLvl")
    if outline is None and (value_of(one, "name") or "").lower() == "title":
        outline = 0
    return Style(
        id=one.get(f"{W}styleId", ""),
        based_on=value_of(one, "basedOn"),
        num_id=number_of(one, "pPr/numPr/numId"),
        level=number_of(one, "pPr/numPr/ilvl"),
        outline=outline,
        is_hidden=is_on(find(one, "rPr"), "vanish"),
    )
