"""The 告知单 as a Word document that an office can edit and print."""

from io import BytesIO
from typing import TYPE_CHECKING

from assistant.render import Notice, NoticeItem
from ui.qr import qr_png

if TYPE_CHECKING:
    from docx.document import Document as Paper

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FONT = "宋体"
_CONTROL = {code: None for code in range(32) if code not in (9, 10)}


def write_docx(notice: Notice) -> bytes:
    """The file's bytes."""
    from docx import Document

    paper = Document()
    _set_font(paper)
    paper.core_properties.title = notice.title
    paper.add_heading(notice.title, level=0)
    _line(paper, f"测算日期：{notice.as_of}")
    for document in notice.documents:
        _line(paper, f"依据文件：{document}")
    for item in notice.items:
        _item(paper, item)
    _section(paper, "合计", notice.sums)
    _section(paper, "其他奖补", notice.others)
    paper.add_heading("说明", level=2)
    _line(paper, notice.disclaimer)
    _line(paper, f"条款原文：{notice.link}")
    from docx.shared import Cm

    paper.add_picture(qr_png(notice.link), width=Cm(3))
    written = BytesIO()
    paper.save(written)
    return written.getvalue()


def _set_font(paper: "Paper") -> None:
    """The font of Chinese official papers for every style; Word keeps the East Asian one apart."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    for name in ("Normal", "Title", "Heading 1", "Heading 2"):
        style = paper.styles[name]
        style.font.name = _FONT
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("w:eastAsia", "w:ascii", "w:hAnsi"):
            fonts.set(qn(script), _FONT)
        style.font.color.rgb = RGBColor(0, 0, 0)
    paper.styles["Normal"].font.size = Pt(11)


def _item(paper: "Paper", item: NoticeItem) -> None:
    paper.add_heading(_clean(item.title), level=1)
    _line(paper, f"{item.status}：{item.figure}", is_bold=True)
    if item.facts:
        table = paper.add_table(rows=0, cols=2, style="Table Grid")
        for label, value in item.facts:
            cells = table.add_row().cells
            cells[0].text, cells[1].text = _clean(label), _clean(value)
    _section(paper, "计算过程", item.steps, style="List Number")
    _section(paper, "须知", item.remarks, style="List Bullet")
    paper.add_heading("依据原文", level=2)
    _line(paper, item.source)
    paper.add_paragraph(_clean(item.quote), style="Intense Quote")
    if item.units:
        _line(paper, f"责任单位：{'、'.join(item.units)}")
    _line(paper, f"链接：{item.link}")


def _section(paper: "Paper", heading: str, lines: tuple[str, ...], style: str = "List Bullet") -> None:
    if not lines:
        return
    paper.add_heading(heading, level=2)
    for place, line in enumerate(lines, 1):
        numbered = style == "List Number"
        paper.add_paragraph(_clean(f"{place}. {line}" if numbered else line), style=None if numbered else style)


def _line(paper: "Paper", text: str, is_bold: bool = False) -> None:
    paper.add_paragraph().add_run(_clean(text)).bold = is_bold


def _clean(text: str) -> str:
    """Without characters that XML does not carry."""
    return text.translate(_CONTROL)
