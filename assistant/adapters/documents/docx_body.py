"""The body of a docx file as printed: paragraphs with their computed numbers, headings, tables and text boxes.

Running heads, comments and deleted or hidden text are no part of it. A footnote follows the paragraph that refers to
it. A formula, whose parts are no line of characters, leaves the mark ［公式］. What is left out is reported.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from assistant.adapters.documents.blocks import Block, Paragraph, Table, flatten, unfold
from assistant.adapters.documents.docx_names import MATH, MC, PICTURE, W, find, is_on, number_of, value_of
from assistant.adapters.documents.docx_notes import Notes
from assistant.adapters.documents.docx_numbering import Numbering
from assistant.adapters.documents.docx_package import open_docx
from assistant.adapters.documents.docx_styles import Styles
from assistant.errors import RequestError

_CHARACTERS = {f"{W}tab": "  ", f"{W}ptab": "  ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_LEFT_OUT = frozenset(f"{W}{name}" for name in ("del", "moveFrom", "rt", "pPr", "rPr", "sdtPr", "instrText", "delText"))
_FORMULA = "［公式］"
_SHOWN = 16


def read_docx(content: bytes, name: str, remarks: list[str]) -> list[Block]:
    """The blocks of a docx file in reading order; what is not in them goes to `remarks`.

    Raises RequestError for a file that is damaged, locked or unsafe.
    """
    parts = open_docx(content, name)
    styles = Styles(parts.styles)
    body = find(parts.document, "body")
    notes = Notes(parts.footnotes, parts.endnotes)
    reader = _Reader(styles, Numbering(parts.numbering, styles, name), notes, name, remarks)
    if parts.has_comments:
        remarks.append("文件带有批注，批注没有读入")
    return [] if body is None else list(reader.read_blocks(body))


@dataclass(slots=True)
class _Line:
    """A paragraph being read: its characters, and the text boxes and notes that hang on it."""

    pieces: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


class _Reader:
    def __init__(self, styles: Styles, numbering: Numbering, notes: Notes, name: str, remarks: list[str]) -> None:
        self._styles = styles
        self._numbering = numbering
        self._notes = notes
        self._name = name
        self._remarks = remarks

    def read_blocks(self, parent: Element) -> Iterator[Block]:
        for element in parent:
            match element.tag.removeprefix(W):
                case "p":
                    yield from self._read_paragraph(element)
                case "tbl":
                    yield from unfold(self._read_table(element))
                case "altChunk":
                    raise RequestError(
                        f"{self._name}: embeds another document (w:altChunk)",
                        f"{self._name} 嵌入了其他文档，请用 Word 打开后另存为 .docx 再试。",
                    )
                case "sdt" | "sdtContent" | "ins" | "moveTo" | "smartTag" | "customXml":
                    yield from self.read_blocks(element)

    def _read_paragraph(self, element: Element) -> Iterator[Block]:
        properties = find(element, "pPr")
        line = _Line()
        if not self._styles.is_hidden(properties):
            self._read_inline(element, line)
        text = "".join(line.pieces).strip()
        use = self._styles.numbering_of(properties)
        is_deleted = not text and find(properties, "rPr/del") is not None
        label = self._numbering.label(use) if use and not is_deleted else ""
        if text:
            yield Paragraph(label + text, self._styles.heading_level(properties))
        yield from (Paragraph(note) for note in line.notes)
        self._remarks += [f"段落“{text[:_SHOWN] or '（空）'}”里有{what}，没有读入" for what in line.unread]
        for box in line.boxes:
            yield from self.read_blocks(box)

    def _read_inline(self, parent: Element, line: _Line) -> None:
        for element in parent:
            if element.tag in _LEFT_OUT:
                continue
            if element.tag == f"{W}t":
                line.pieces.append(element.text or "")
            elif element.tag in _CHARACTERS:
                line.pieces.append(_CHARACTERS[element.tag])
            elif element.tag in (f"{MATH}oMath", f"{MATH}oMathPara"):
                line.pieces.append(_FORMULA)
                line.unread.append("公式")
            elif element.tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                mark, note = self._notes.take(element)
                line.pieces.append(mark)
                line.notes += [note] if note else []
            elif element.tag in (PICTURE, f"{W}object"):
                line.unread.append("图片" if element.tag == PICTURE else "嵌入的对象")
            elif element.tag == f"{W}txbxContent":
                line.boxes.append(element)
            elif element.tag == f"{MC}AlternateContent":
                self._read_inline(_choose(element), line)
            elif not (element.tag == f"{W}r" and is_on(element, "rPr/vanish")):
                self._read_inline(element, line)

    def _read_table(self, element: Element) -> Table:
        rows: list[tuple[str, ...]] = []
        above: dict[int, str] = {}
        for row in _find_all(element, "tr"):
            if find(row, "trPr/del") is None:
                rows.append(self._read_row(row, above))
        return Table(tuple(rows))

    def _read_row(self, row: Element, above: dict[int, str]) -> tuple[str, ...]:
        """The cells of a row; a cell merged downwards stands in each of its rows, `above` keeps it by column."""
        cells = [""] * (number_of(row, "trPr/gridBefore") or 0)
        for cell in _find_all(row, "tc"):
            properties = find(cell, "tcPr")
            text = flatten(self.read_blocks(cell))
            if not text and _goes_on(properties, "vMerge"):
                text = above.get(len(cells), "")
            above[len(cells)] = text
            width = number_of(properties, "gridSpan") or 1
            cells += [] if not text and _goes_on(properties, "hMerge") else [text, *[""] * (min(width, 63) - 1)]
        return tuple(cells)


def _goes_on(properties: Element | None, merge: str) -> bool:
    """Whether a cell belongs to the merged one that begins before it."""
    return find(properties, merge) is not None and value_of(properties, merge) != "restart"


def _choose(alternatives: Element) -> Element:
    """The first choice, which newer programs read, or else the fallback."""
    found: Sequence[Element] = [*alternatives.iter(f"{MC}Choice"), *alternatives.iter(f"{MC}Fallback")]
    return found[0] if found else alternatives


def _find_all(parent: Element, name: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, those inside content controls and insertions included."""
    for element in parent:
        tag = element.tag.removeprefix(W)
        if tag == name:
            yield element
        elif tag in ("sdt", "sdtContent", "ins", "moveTo", "customXml"):
            yield from _find_all(element, name)
