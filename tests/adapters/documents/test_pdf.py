"""PDF files: lines to paragraphs, margins dropped, ruled tables; and what is refused."""

import io
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from assistant.adapters.documents.blocks import Paragraph
from assistant.adapters.documents.ocr import RecognisedPage
from assistant.adapters.documents.pdf import read_pdf
from assistant.adapters.documents.pdf_page import Glyph, Page
from assistant.errors import RequestError
from tests.adapters.documents.pdf_writer import FONT, Setter, start
from tests.adapters.documents.reading import blocks, read, refusal

LONG = "支持企业建立研发机构对新认定的国家级企业技术中心一次性给予奖励并按照就高不重复的原则执行到期后自动失效"
NO_OCR = "本机没有装文字识别（OCR）：请安装附加组件 policy-assistant[ocr]，或先识别成文字再试。"


@pytest.mark.parametrize("numbers", ["— {} —", "- {} -", "{}", "第 {} 页 共 9 页", "第{}页"])
def test_page_numbers_and_running_heads_are_left_out_and_cut_paragraphs_joined(numbers: str, tmp_path: Path) -> None:
    setter = Setter("青禾区惠企政策汇编", numbers)
    for _ in range(30):
        setter.paragraph(LONG + "。")
    assert blocks(setter.finish(), ".pdf", tmp_path) == [LONG + "。"] * 30


def test_a_paragraph_of_several_pages_is_one(tmp_path: Path) -> None:
    setter = Setter("汇编", "{}")
    setter.paragraph("，".join([LONG] * 40) + "。")
    assert blocks(setter.finish(), ".pdf", tmp_path) == ["，".join([LONG] * 40) + "。"]


def test_equal_last_lines_of_two_pages_are_kept_where_they_belong_to_the_text(tmp_path: Path) -> None:
    setter = Setter("", "— {} —")
    unit = "（责任单位：区科技局）"
    for _ in range(50):
        setter.paragraph(LONG[:23] + "。")
        setter.paragraph(unit)
    assert blocks(setter.finish(), ".pdf", tmp_path) == [LONG[:23] + "。", unit] * 50


def test_a_number_at_a_line_start_opens_a_paragraph_where_nothing_is_indented(tmp_path: Path) -> None:
    setter = Setter("", "— {} —")
    texts = ["一、" + LONG[:25], "（一）" + LONG[:24], "1. " + LONG]
    for text in texts:
        setter.paragraph(text, indent=0)
    assert blocks(setter.finish(), ".pdf", tmp_path) == texts


def test_a_cut_line_that_looks_like_a_number_goes_on_where_first_lines_are_indented(tmp_path: Path) -> None:
    setter = Setter("", "— {} —")
    text = LONG[:25] + "（一）所列事项按照本办法第三条的规定执行。"
    setter.paragraph(text)
    setter.paragraph(LONG)
    assert blocks(setter.finish(), ".pdf", tmp_path) == [text, LONG]


def test_a_title_of_several_lines_is_one_heading(tmp_path: Path) -> None:
    setter = Setter("", "— {} —")
    title = "青禾区人民政府办公室关于印发支持中小企业高质量发展若干措施的通知"
    setter.centre(title, 22)
    setter.paragraph(LONG + "。")
    assert blocks(setter.finish(), ".pdf", tmp_path) == [f"# {title}", LONG + "。"]


def test_a_table_that_goes_on_on_the_next_page_is_one_without_its_repeated_head(tmp_path: Path) -> None:
    setter = Setter("汇编", "— {} —")
    setter.paragraph(LONG + "。")
    rows = [(f"项目{at}", f"{at}万元") for at in range(1, 40)]
    setter.table([("项目", "标准"), *rows[:20]])
    setter.turn_page()
    setter.table([("项目", "标准"), *rows[20:]])
    table = "\n".join(["| 项目 | 标准 |", "| --- | --- |", *(f"| {one} | {two} |" for one, two in rows)])
    assert blocks(setter.finish(), ".pdf", tmp_path) == [LONG + "。", table]


def test_merged_cells_are_told_by_the_rules_that_are_missing(tmp_path: Path) -> None:
    canvas, file = start()
    canvas.setFont(FONT, 12)
    for line in [(100, 700, 400, 700), (200, 670, 400, 670), (100, 640, 400, 640), (100, 610, 400, 610)]:
        canvas.line(*line)
    for line in [(100, 610, 100, 700), (200, 610, 200, 700), (300, 640, 300, 700), (400, 610, 400, 700)]:
        canvas.line(*line)
    for x, y, text in [(110, 665, "国家级"), (210, 680, "首次"), (310, 680, "50万元"), (210, 650, "复审")]:
        canvas.drawString(x, y, text)
    canvas.drawString(110, 620, "合计")
    canvas.drawString(210, 620, "七十万元整")
    canvas.save()
    assert blocks(file.getvalue(), ".pdf", tmp_path) == [
        "| 国家级 | 首次 | 50万元 |\n| --- | --- | --- |\n| 国家级 | 复审 |  |\n| 合计 | 七十万元整 |  |"
    ]


def test_doubled_bold_characters_and_slanted_watermarks_are_left_out(tmp_path: Path) -> None:
    canvas, file = start()
    canvas.setFont(FONT, 16)
    for offset in (0, 0.4):
        canvas.drawString(100 + offset, 700, "奖励2000000元，人人都有。")
    canvas.rotate(45)
    canvas.drawString(500, 100, "内部资料")
    canvas.save()
    assert read(file.getvalue(), ".pdf", tmp_path) == "奖励2000000元，人人都有。\n"


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_read_as_seen(turn: int, tmp_path: Path) -> None:
    setter = Setter("汇编", "— {} —")
    setter.paragraph(LONG + "。")
    setter.table([("项目", "标准"), ("甲", "10万元")])
    upright = setter.finish()
    assert blocks(turn_pages(upright, turn), ".pdf", tmp_path) == blocks(upright, ".pdf", tmp_path)


def test_without_a_recogniser_a_scanned_file_is_refused_and_told_about_ocr() -> None:
    canvas, file = start()
    draw_scan(canvas)
    canvas.showPage()
    draw_scan(canvas)
    canvas.save()
    assert refused_without_ocr(file.getvalue()) == f"文件.pdf 第 1、2 页是扫描图片，没有文字层。{NO_OCR}"


def test_without_a_recogniser_one_scanned_page_among_others_is_refused_by_its_number() -> None:
    canvas, file = start()
    canvas.setFont(FONT, 16)
    canvas.drawString(100, 700, "第一条 为了规范。")
    canvas.showPage()
    draw_scan(canvas)
    canvas.save()
    assert refused_without_ocr(file.getvalue()) == f"文件.pdf 第 2 页是扫描图片，没有文字层。{NO_OCR}"


def test_only_the_scanned_page_is_recognised_and_reported() -> None:
    canvas, file = start()
    canvas.setFont(FONT, 16)
    canvas.drawString(100, 700, "第一条 为了规范。")
    canvas.showPage()
    draw_scan(canvas)
    canvas.save()
    remarks: list[str] = []
    found = read_pdf(file.getvalue(), "文件.pdf", remarks, recognise_nothing_but_one_line)
    assert found == [Paragraph("第一条 为了规范。"), Paragraph("第2页的字。")]
    assert remarks == ["第2页是扫描图片，文字由识别得到，请对照原件核对", "第2页有一行不清楚"]


def test_a_picture_beside_text_is_reported_as_unread() -> None:
    canvas, file = start()
    canvas.setFont(FONT, 16)
    canvas.drawString(100, 700, "第一条 为了规范。")
    canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 100, 100, 300, 300)
    canvas.save()
    remarks: list[str] = []
    read_pdf(file.getvalue(), "文件.pdf", remarks, None)
    assert remarks == ["第1页有图片，图片里的字没有读入"]


def test_a_file_that_asks_for_a_password_is_refused(tmp_path: Path) -> None:
    file = io.BytesIO()
    canvas = Canvas(file, encrypt=StandardEncryption("secret", strength=128))
    canvas.drawString(100, 700, "x")
    canvas.save()
    assert refusal(file.getvalue(), ".pdf", tmp_path) == "文件.pdf 已加密，请去掉密码再试。"


def test_a_text_layer_without_meaning_is_refused(tmp_path: Path) -> None:
    canvas, file = start()
    canvas.setFont(FONT, 16)
    canvas.drawString(100, 700, "奖励\ue001\ue002\ue003\ue004\ue005元")
    canvas.save()
    expected = "文件.pdf 的文字层是乱码（字体未附编码表），请改用 .docx，或重新导出 PDF。"
    assert refusal(file.getvalue(), ".pdf", tmp_path) == expected


def test_a_maze_of_lines_is_refused(tmp_path: Path) -> None:
    canvas, file = start()
    canvas.setFont(FONT, 16)
    canvas.drawString(100, 800, "甲")
    canvas.grid(range(10, 590, 10), range(10, 800, 1))
    canvas.lines([(x, y, x + 8, y) for x in range(10, 590, 10) for y in range(10, 800, 10)])
    canvas.save()
    expected = "文件.pdf 第 1 页线条过多，无法辨认表格，请改用 .docx 或 .md。"
    assert refusal(file.getvalue(), ".pdf", tmp_path) == expected


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"not a pdf", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>"])
def test_what_is_no_pdf_is_refused(content: bytes, tmp_path: Path) -> None:
    assert refusal(content, ".pdf", tmp_path) == "文件.pdf 不是完好的 PDF 文件，请重新导出后再试。"


def refused_without_ocr(content: bytes) -> str:
    """What a user without the extra [ocr] is told about a file."""
    with pytest.raises(RequestError) as caught:
        read_pdf(content, "文件.pdf", [], None)
    return caught.value.message_zh


def recognise_nothing_but_one_line(picture: object, number: int) -> RecognisedPage:
    """A recogniser that reads the page's number on every page."""
    glyphs = tuple(
        Glyph(character, 100 + 16 * at, 116 + 16 * at, 300, 16) for at, character in enumerate(f"第{number}页的字。")
    )
    return RecognisedPage(Page(number, glyphs, (), 1.0), (f"第{number}页有一行不清楚",))


def draw_scan(canvas: Canvas) -> None:
    """A picture that fills the page."""
    canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, 595, 842)


def turn_pages(content: bytes, turn: int) -> bytes:
    """The same pages, their content turned one way and the pages the other: they look the same."""
    source = pypdfium2.PdfDocument(content)
    for page in source:
        width, height = page.get_size()
        matrix = pypdfium2.PdfMatrix().rotate(turn, ccw=True)
        matrix = matrix.translate(*{90: (height, 0), 180: (width, height), 270: (0, width)}[turn])
        page.set_mediabox(0, 0, *((width, height) if turn == 180 else (height, width)))
        for item in page.get_objects():
            item.transform(matrix)
        page.gen_content()
        page.set_rotation(turn)
    file = io.BytesIO()
    source.save(file)
    source.close()
    return file.getvalue()
