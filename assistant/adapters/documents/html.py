"""The document in a web page, as printed: headings, paragraphs, lists with their numbers, tables."""

import re
from collections.abc import Sequence
from typing import Any

from assistant.adapters.documents.blocks import Block, Paragraph, flatten, unfold
from assistant.adapters.documents.html_lists import ItemCounter
from assistant.adapters.documents.html_noise import Page
from assistant.adapters.documents.html_tables import is_layout, read_table
from assistant.errors import RequestError
from assistant.library.numbering import read_label

_BLOCK_TAG = re.compile(
    "address|article|blockquote|body|caption|center|d[dlt]|details|div|fieldset|figcaption|figure|form|h[1-6r]|header|"
    "html|legend|li|main|menu|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_SPACE = re.compile(r"[ \t\r\n\f]+")
_NESTING_TAG = re.compile(
    r"<(/?)(?!(?:area|base|br|col|d[dt]|embed|hr|img|input|li|link|meta|option|p|param|source|t[drh]|tbody|track|wbr)\b)"
    r"[a-z]",
    re.I,
)
_SHOWN = 12
_DEEPEST = 200
_MOST_OPEN = 2000


def read_html(text: str, name: str, remarks: list[str]) -> list[Block]:
    """The blocks of a page's document in reading order; raises RequestError for absurd nesting and tables."""
    from selectolax.lexbor import LexborHTMLParser

    _refuse_nesting(text, name)
    page = Page(LexborHTMLParser(text), name)
    reader = _Reader(page, name, remarks)
    reader.read(page.document, 0)
    return reader.finish()


def _refuse_nesting(text: str, name: str) -> None:
    """Refuses tags opened by the thousand and not closed, over which the parser would take time without end."""
    depth = 0
    for tag in _NESTING_TAG.finditer(text):
        depth = max(depth - 1, 0) if tag[1] else depth + 1
        if depth > _MOST_OPEN:
            raise _too_deep(name)


def _too_deep(name: str) -> RequestError:
    return RequestError(f"{name}: nested too deeply", f"{name} 的网页结构层层嵌套，读不了。")


class _Reader:
    """Walks the tree, gathering the characters of one paragraph at a time."""

    def __init__(self, page: Page, name: str, remarks: list[str]) -> None:
        self._page = page
        self._name = name
        self._remarks = remarks
        self._blocks: list[Block] = []
        self._pieces: list[str] = []
        self._label = ""
        self._level = 0

    def finish(self) -> list[Block]:
        """Everything read so far."""
        self._end_paragraph()
        return self._blocks

    def read(self, node: Any, depth: int) -> None:
        """Reads what is inside a node."""
        if depth > _DEEPEST:
            raise _too_deep(self._name)
        counter = ItemCounter(node)
        for child in node.iter(include_text=True):
            if child.is_text_node:
                self._add_text(child.text_content or "", is_kept=node.tag == "pre")
            elif child.is_element_node and not self._page.is_noise(child):
                self._read_element(child, counter, depth)

    def _read_element(self, node: Any, counter: ItemCounter, depth: int) -> None:
        if node.tag == "br":
            self._pieces.append("\n")
        elif node.tag == "img":
            self._remarks.append(f"网页里有图片，图片里的字没有读入：{self._place(node)}")
        elif node.tag == "table" and not is_layout(node):
            self._end_paragraph()
            self._read_table(node, depth)
        elif _BLOCK_TAG.fullmatch(node.tag):
            self._end_paragraph()
            if node.tag == "li":
                self._label = counter.label(node)
            self._level = _HEADINGS.get(node.tag, self._level)
            self.read(node, depth + 1)
            self._end_paragraph()
            self._level = 0 if node.tag in _HEADINGS else self._level
        else:
            self.read(node, depth + 1)

    def _read_table(self, node: Any, depth: int) -> None:
        def read_cell(cell: Any) -> str:
            inner = _Reader(self._page, self._name, self._remarks)
            inner.read(cell, depth + 1)
            return flatten(inner.finish())

        caption = node.css_first("caption")
        if caption is not None:
            self._blocks += [Paragraph(read_cell(caption))]
        self._blocks += unfold(read_table(node, read_cell, self._name))

    def _place(self, node: Any) -> str:
        """Where a picture stands, in words."""
        alt = (node.attributes.get("alt") or "").strip()
        before = "".join(self._pieces).strip()[-_SHOWN:] or (_last_words(self._blocks) if self._blocks else "")
        return (f"图片说明“{alt}”，" if alt else "") + (f"在“{before}”之后" if before else "在开头")

    def _add_text(self, text: str, *, is_kept: bool) -> None:
        self._pieces.append(text if is_kept else _SPACE.sub(" ", text))

    def _end_paragraph(self) -> None:
        text = "".join(self._pieces).strip()
        self._pieces = []
        if not text:
            return
        label = "" if read_label(text) else self._label
        self._label = ""
        self._blocks.append(Paragraph(label + text, self._level))


def _last_words(blocks: Sequence[Block]) -> str:
    return flatten(blocks[-1:]).strip()[-_SHOWN:]
