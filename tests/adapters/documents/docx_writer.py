"""Policies written as docx files, whose numbers the word processor computes."""

import io
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.adapters.documents.policies import Part

LevelSpec = tuple[str, str, str]
PLAN_LEVELS: tuple[LevelSpec, ...] = (
    ("chineseCounting", "%1、", ""),
    ("chineseCounting", "（%2）", ""),
    ("decimal", "%3.", '<w:lvlRestart w:val="0"/>'),
)
STATUTE_LEVELS: tuple[LevelSpec, ...] = (
    ("chineseCountingThousand", "第%1章", ""),
    ("japaneseCounting", "第%2条", '<w:lvlRestart w:val="0"/>'),
    ("chineseCounting", "（%3）", ""),
)
_LEVEL_OF = {"一": 0, "（一）": 1, "1.": 2, "chapter": 0, "条": 1, "项": 2}
_HEADINGS = {"title": "Title", "一": "Heading 1", "chapter": "Heading 1", "（一）": "Heading 2"}


def write_docx(parts: Sequence[Part]) -> bytes:
    """The policy as Word would save it, with a running head and a page number field."""
    document = Document()
    add_list(document, 77, STATUTE_LEVELS if any(part.kind == "条" for part in parts) else PLAN_LEVELS)
    document.sections[0].header.paragraphs[0].text = "惠企政策汇编"
    document.sections[0].footer.paragraphs[0]._p.append(
        parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>— 1 —</w:t></w:r></w:fldSimple>')
    )
    for part in parts:
        if part.rows:
            _add_table(document, part.rows)
            continue
        paragraph = document.add_paragraph(part.text, style=_HEADINGS.get(part.kind))
        if part.kind in _LEVEL_OF:
            number(paragraph, 77, _LEVEL_OF[part.kind])
    return save(document)


def add_list(document: Any, num_id: int, levels: Sequence[LevelSpec], extra: str = "") -> None:
    """A multilevel list: number format, pattern and further XML of each level; `extra` goes into its w:num."""
    root = document.part.numbering_part.element
    inner = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
        for at, (style, pattern, more) in enumerate(levels)
    )
    abstract = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{num_id}">{inner}</w:abstractNum>'
    root.insert(0, parse_xml(abstract))
    add_num(document, num_id, num_id, extra)


def add_num(document: Any, num_id: int, abstract_id: int, extra: str = "") -> None:
    """A use of an abstract list."""
    xml = f'<w:num {nsdecls("w")} w:numId="{num_id}"><w:abstractNumId w:val="{abstract_id}"/>{extra}</w:num>'
    document.part.numbering_part.element.append(parse_xml(xml))


def number(paragraph: Any, num_id: int, level: int) -> None:
    """Makes a paragraph an item of a list."""
    paragraph._p.get_or_add_pPr().append(numbering_of(num_id, level))


def numbering_of(num_id: int, level: int | None = None) -> Any:
    """The w:numPr of a paragraph or style; without a level it is that of the list that names the style."""
    at = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    return parse_xml(f'<w:numPr {nsdecls("w")}>{at}<w:numId w:val="{num_id}"/></w:numPr>')


def add_style_link(document: Any, num_id: int, style: str, linked: int) -> None:
    """A list without levels of its own, that stands for the numbering style `style` of the list `linked`."""
    xml = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{num_id}"><w:numStyleLink w:val="{style}"/></w:abstractNum>'
    document.part.numbering_part.element.insert(0, parse_xml(xml))
    add_num(document, num_id, num_id)
    body = f'<w:name w:val="{style}"/><w:pPr><w:numPr><w:numId w:val="{linked}"/></w:numPr></w:pPr>'
    xml = f'<w:style {nsdecls("w")} w:type="numbering" w:styleId="{style}">{body}</w:style>'
    document.styles.element.append(parse_xml(xml))


def append_xml(paragraph: Any, xml: str) -> None:
    """Adds raw WordprocessingML (prefixes w, mc, wps, m) at a paragraph's end."""
    spaces = (
        f'{nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
        ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    )
    for child in parse_xml(f"<w:p {spaces}>{xml}</w:p>"):
        paragraph._p.append(child)


def save(document: Any) -> bytes:
    """The document's file."""
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _add_table(document: Any, rows: Sequence[Sequence[str]]) -> None:
    table = document.add_table(len(rows), len(rows[0]))
    for line, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(line.cells, row, strict=True):
            cell.text = text
