"""The 告知单 as PDF, with the glyphs it uses embedded, so that it looks the same on every machine."""

from importlib.resources import files
from typing import TYPE_CHECKING

from assistant.render import Notice, NoticeItem
from ui.qr import qr_png

if TYPE_CHECKING:
    from fpdf import FPDF

MEDIA_TYPE = "application/pdf"
_FONT = "notice"
_LINE_MM = 6.5
_QR_MM = 28
_INK, _SOFT, _RULE = (29, 39, 51), (93, 107, 122), (31, 78, 140)


def write_pdf(notice: Notice) -> bytes:
    """The file's bytes."""
    paper = _paper(notice)
    _heading(paper, notice.title, size=20, align="C")
    _text(paper, f"测算日期：{notice.as_of}", colour=_SOFT)
    for document in notice.documents:
        _text(paper, f"依据文件：{document}", colour=_SOFT)
    for item in notice.items:
        _item(paper, item)
    _section(paper, "合计", notice.sums)
    _section(paper, "其他奖补", notice.others)
    _heading(paper, "说明", size=12)
    _text(paper, notice.disclaimer)
    _link(paper, notice.link)
    return bytes(paper.output())


def _paper(notice: Notice) -> "FPDF":
    from fpdf import FPDF

    paper = FPDF(format="A4")
    paper.set_title(notice.title)
    paper.set_lang("zh-CN")
    paper.set_auto_page_break(True, margin=18)
    paper.set_margins(20, 18, 20)
    paper.add_font(_FONT, fname=str(files("pylopdf_fonts_zh_cn").joinpath("NotoSansSC-Regular.otf")))
    paper.add_page()
    return paper


def _item(paper: "FPDF", item: NoticeItem) -> None:
    paper.ln(3)
    paper.set_draw_color(*_RULE)
    paper.set_line_width(0.5)
    paper.line(20, paper.get_y(), 190, paper.get_y())
    _heading(paper, item.title, size=14)
    _heading(paper, f"{item.status}：{item.figure}", size=13)
    _section(paper, "填写的情况", tuple(f"{label}：{value}" for label, value in item.facts))
    _section(paper, "计算过程", tuple(f"{place}. {step}" for place, step in enumerate(item.steps, 1)))
    _section(paper, "须知", tuple(f"· {one}" for one in item.remarks))
    _section(paper, "依据原文", (item.source, item.quote))
    if item.units:
        _text(paper, f"责任单位：{'、'.join(item.units)}")


def _section(paper: "FPDF", heading: str, lines: tuple[str, ...]) -> None:
    if not lines:
        return
    _heading(paper, heading, size=12)
    for line in lines:
        _text(paper, line)


def _heading(paper: "FPDF", text: str, size: int, align: str = "L") -> None:
    paper.ln(2)
    paper.set_text_color(*_INK)
    paper.set_font(_FONT, size=size)
    paper.multi_cell(0, size * 0.6, text, align=align, new_x="LMARGIN", new_y="NEXT")


def _text(paper: "FPDF", text: str, colour: tuple[int, int, int] = _INK) -> None:
    from fpdf.enums import WrapMode

    paper.set_text_color(*colour)
    paper.set_font(_FONT, size=10.5)
    paper.multi_cell(0, _LINE_MM, text, align="L", new_x="LMARGIN", new_y="NEXT", wrapmode=WrapMode.CHAR)


def _link(paper: "FPDF", link: str) -> None:
    """The address in words and as a QR code, kept on one page."""
    if paper.will_page_break(_QR_MM + 2 * _LINE_MM):
        paper.add_page()
    _text(paper, f"条款原文：{link}")
    paper.image(qr_png(link), w=_QR_MM, h=_QR_MM, link=link, alt_text="条款原文的链接")
