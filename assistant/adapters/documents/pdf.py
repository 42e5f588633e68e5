"""The text layer of a PDF file as blocks."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from assistant.adapters.documents.blocks import Block, Table
from assistant.adapters.documents.ocr import DPI, Recogniser
from assistant.adapters.documents.pdf_lines import Line, find_lines
from assistant.adapters.documents.pdf_margins import drop_margins
from assistant.adapters.documents.pdf_page import Page, read_page
from assistant.adapters.documents.pdf_paragraphs import join_lines, measure
from assistant.adapters.documents.pdf_tables import PlacedTable, find_tables
from assistant.errors import RequestError

_MOST_PAGES = 2000
_SCANNED_SHARE = 0.5
_MOST_UNREADABLE = 0.1
_SMALLEST_PICTURE = 0.08
_PDFIUM = threading.Lock()


def read_pdf(content: bytes, name: str, remarks: list[str], recogniser: Recogniser | None) -> list[Block]:
    """The blocks of a PDF in reading order; what could not be read or is not certain goes to `remarks`.

    Pages that are pictures are given to `recogniser`. Raises RequestError for a file that is damaged or locked, for
    pictures where there is no recogniser, and for a text layer of characters that mean nothing.
    """
    pages = _read_pages(content, name)
    pages = _read_pictures(content, pages, name, remarks, recogniser)
    _refuse_garbage(pages, name)
    remarks += [f"第{page.number}页有图片，图片里的字没有读入" for page in pages if _has_unread_picture(page)]
    tables: list[PlacedTable] = []
    lines: dict[int, list[Line]] = {}
    for page in pages:
        found, others = find_tables(page, name)
        tables += found
        lines[page.number] = find_lines(others, page.number)
    return list(_arrange(drop_margins(lines), tables))


def _read_pages(content: bytes, name: str) -> list[Page]:
    """All pages; PDFium is not made for several threads at once."""
    import pypdfium2

    with _PDFIUM:
        try:
            document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as error:
            raise _explain(error, name) from error
        try:
            return _walk(document, name)
        except pypdfium2.PdfiumError as error:
            raise _explain(error, name) from error
        finally:
            document.close()


def _walk(document: Any, name: str) -> list[Page]:
    if len(document) > _MOST_PAGES:
        raise RequestError(f"{name}: over {_MOST_PAGES} pages", f"{name} 超过 {_MOST_PAGES} 页，请拆分后再试。")
    return [read_page(document[index], index + 1) for index in range(len(document))]


def _explain(error: Exception, name: str) -> RequestError:
    if "password" in str(error).lower():
        return RequestError(f"{name}: needs a password", f"{name} 已加密，请去掉密码再试。")
    return RequestError(f"{name}: not a sound PDF: {error}", f"{name} 不是完好的 PDF 文件，请重新导出后再试。")


def _read_pictures(
    content: bytes, pages: list[Page], name: str, remarks: list[str], recogniser: Recogniser | None
) -> list[Page]:
    """The pages with those recognised that are pictures; of a file without any text, every page."""
    has_text = any(map(_has_text, pages))
    scanned = [page.number for page in pages if not _has_text(page) and (page.picture > _SCANNED_SHARE or not has_text)]
    if not scanned:
        return pages
    if recogniser is None:
        raise RequestError(
            f"{name}: pages {scanned} are pictures without a text layer, and the extra [ocr] is not installed",
            f"{name} 第 {_list(scanned)} 页是扫描图片，没有文字层。本机没有装文字识别（OCR）："
            "请安装附加组件 policy-assistant[ocr]，或先识别成文字再试。",
        )
    pictures = zip(scanned, _draw_pages(content, scanned), strict=True)
    read = {number: recogniser(picture, number) for number, picture in pictures}
    remarks.append(f"第{_list(scanned)}页是扫描图片，文字由识别得到，请对照原件核对")
    remarks += [remark for one in read.values() for remark in one.remarks]
    return [read[page.number].page if page.number in read else page for page in pages]


def _draw_pages(content: bytes, numbers: Sequence[int]) -> Iterator[Any]:
    """Pages as RGB arrays."""
    import pypdfium2

    for number in numbers:
        with _PDFIUM:
            document = pypdfium2.PdfDocument(content)
            try:
                picture = document[number - 1].render(scale=DPI / 72, rev_byteorder=True, prefer_bgrx=False)
                yield picture.to_numpy()[..., :3].copy()
            finally:
                document.close()


def _list(numbers: Sequence[int]) -> str:
    return "、".join(map(str, numbers[:10])) + (" 等" if len(numbers) > 10 else "")


def _has_unread_picture(page: Page) -> bool:
    """Whether a page with a text layer also holds a picture of some size, seals aside."""
    return _SMALLEST_PICTURE < page.picture < 1.0 and _has_text(page)


def _has_text(page: Page) -> bool:
    return any(not glyph.character.isspace() for glyph in page.glyphs)


def _refuse_garbage(pages: Sequence[Page], name: str) -> None:
    characters = [glyph.character for page in pages for glyph in page.glyphs]
    unreadable = sum("\ue000" <= one <= "\uf8ff" or one == "\ufffd" for one in characters)
    if unreadable > _MOST_UNREADABLE * len(characters):
        raise RequestError(
            f"{name}: {unreadable} of {len(characters)} characters have no meaning (no ToUnicode table)",
            f"{name} 的文字层是乱码（字体未附编码表），请改用 .docx，或重新导出 PDF。",
        )


def _arrange(lines: Mapping[int, Sequence[Line]], tables: Sequence[PlacedTable]) -> Iterator[Block]:
    """Paragraphs and tables in the order of the pages."""
    setting = measure(lines)
    placed: list[Line | PlacedTable] = [*tables, *(line for page in lines.values() for line in page)]
    placed.sort(key=lambda one: (one.page, one.baseline if isinstance(one, Line) else one.top))
    for _, group in groupby(placed, key=lambda one: isinstance(one, Line)):
        stretch = list(group)
        yield from join_lines([one for one in stretch if isinstance(one, Line)], setting)
        yield from _join_tables([one for one in stretch if isinstance(one, PlacedTable)])


def _join_tables(placed: Sequence[PlacedTable]) -> Iterator[Table]:
    """The tables; one that goes on on the next page is one, without its repeated head."""
    joined: list[PlacedTable] = []
    for one in placed:
        rows, before = one.table.rows, joined[-1] if joined else None
        if before is None or before.page == one.page or len(before.table.rows[0]) != len(rows[0]):
            joined.append(one)
        else:
            more = rows[1:] if rows[0] == before.table.rows[0] else rows
            joined[-1] = replace(one, table=Table(before.table.rows + more))
    return (one.table for one in joined)
