"""Word files: numbers as Word computes them, tables, text boxes, revisions; and what is refused."""

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import nsdecls
from PIL import Image

from assistant.adapters.documents import read_document
from tests.adapters.documents.docx_writer import (
    PLAN_LEVELS,
    add_list,
    add_num,
    add_style_link,
    append_xml,
    number,
    numbering_of,
    save,
)
from tests.adapters.documents.reading import blocks, refusal

RESTART = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
RUN = "<w:r><w:t>{}</w:t></w:r>"


@pytest.mark.parametrize(
    ("style", "pattern", "expected"),
    [
        ("chineseCounting", "%1、", ["一、甲", "二、乙"]),
        ("chineseCountingThousand", "第%1条", ["第一条 甲", "第二条 乙"]),
        ("japaneseCounting", "（%1）", ["（一）甲", "（二）乙"]),
        ("chineseLegalSimplified", "%1、", ["壹、甲", "贰、乙"]),
        ("ideographTraditional", "%1、", ["甲、甲", "乙、乙"]),
        ("decimalEnclosedCircleChinese", "%1", ["① 甲", "② 乙"]),
        ("decimalFullWidth", "%1．", ["１． 甲", "２． 乙"]),
        ("decimal", "（%1）", ["（1）甲", "（2）乙"]),
        ("lowerRoman", "%1)", ["i)甲", "ii)乙"]),
        ("upperLetter", "%1.", ["A. 甲", "B. 乙"]),
        ("bullet", "\uf0b7", ["甲", "乙"]),
        ("none", "附件", ["附件 甲", "附件 乙"]),
    ],
)
def test_numbers_are_printed_in_the_style_of_their_list(
    style: str, pattern: str, expected: list[str], tmp_path: Path
) -> None:
    document = Document()
    add_list(document, 50, [(style, pattern, "")])
    for text in "甲乙":
        number(document.add_paragraph(text), 50, 0)
    assert blocks(save(document), ".docx", tmp_path) == expected


def test_inner_numbers_start_again_under_each_outer_one_unless_the_list_says_never(tmp_path: Path) -> None:
    document = Document()
    add_list(document, 50, PLAN_LEVELS)
    for text, level in [("a", 0), ("b", 1), ("c", 2), ("d", 1), ("e", 2), ("f", 0), ("g", 1), ("h", 2)]:
        number(document.add_paragraph(text), 50, level)
    expected = ["一、a", "（一）b", "1. c", "（二）d", "2. e", "二、f", "（一）g", "3. h"]
    assert blocks(save(document), ".docx", tmp_path) == expected


def test_uses_of_one_list_count_on_and_a_use_with_its_own_start_begins_anew(tmp_path: Path) -> None:
    document = Document()
    add_list(document, 50, [("decimal", "%1.", "")])
    add_num(document, 51, 50)
    add_num(document, 52, 50, RESTART)
    for text, use in [("a", 50), ("b", 51), ("c", 52), ("d", 52), ("e", 50)]:
        number(document.add_paragraph(text), use, 0)
    assert blocks(save(document), ".docx", tmp_path) == ["1. a", "2. b", "1. c", "2. d", "3. e"]


def test_numbers_of_levels_above_are_printed_in_their_own_style_or_as_digits_where_the_list_says_so(
    tmp_path: Path,
) -> None:
    document = Document()
    levels = [("chineseCounting", "%1、", ""), ("decimal", "%1.%2", ""), ("decimal", "%1.%2.%3", "<w:isLgl/>")]
    add_list(document, 50, levels)
    for level in (0, 1, 2):
        number(document.add_paragraph("x"), 50, level)
    assert blocks(save(document), ".docx", tmp_path) == ["一、x", "一.1 x", "1.1.1 x"]


def test_paragraphs_are_numbered_by_their_style_and_taken_out_by_number_zero(tmp_path: Path) -> None:
    document = Document()
    add_list(document, 50, [("chineseCounting", "%1、", "")])
    style = document.styles["Heading 1"]
    style.element.get_or_add_pPr().append(numbering_of(50))
    for text in ("甲", "乙", "丙"):
        document.add_paragraph(text, style="Heading 1")
    number(document.paragraphs[1], 0, 0)
    assert blocks(save(document), ".docx", tmp_path) == ["# 一、甲", "# 乙", "# 二、丙"]


def test_a_style_that_a_level_names_counts_there_and_a_list_may_stand_for_a_numbering_style(tmp_path: Path) -> None:
    document = Document()
    add_list(document, 50, [("decimal", "第%1条", ""), ("chineseCounting", "（%2）", '<w:pStyle w:val="Heading2"/>')])
    add_style_link(document, 60, "ListStyle", 50)
    document.styles["Heading 2"].element.get_or_add_pPr().append(numbering_of(60))
    for text, style in (("甲", None), ("乙", "Heading 2"), ("丙", "Heading 2")):
        document.add_paragraph(text, style=style)
    number(document.paragraphs[0], 60, 0)
    assert blocks(save(document), ".docx", tmp_path) == ["第1条 甲", "## （一）乙", "## （二）丙"]


def test_the_strict_kind_of_docx_is_read_alike(tmp_path: Path) -> None:
    space = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = f'<w:document xmlns:w="{space}"><w:body><w:p><w:r><w:t>第一条</w:t></w:r></w:p></w:body></w:document>'
    assert blocks(repack({"word/document.xml": body.encode()}), ".docx", tmp_path) == ["第一条"]


def test_an_unknown_style_of_numbers_is_refused_and_never_guessed(tmp_path: Path) -> None:
    document = Document()
    add_list(document, 50, [("hebrew1", "%1.", "")])
    number(document.add_paragraph("甲"), 50, 0)
    expected = "文件.docx 用了不认识的自动编号样式（hebrew1），请把编号改为手工输入后再试。"
    assert refusal(save(document), ".docx", tmp_path) == expected


def test_revisions_are_read_as_accepted_and_hidden_text_is_left_out(tmp_path: Path) -> None:
    document = Document()
    append_xml(
        document.add_paragraph("奖励"),
        f'<w:del w:id="1" w:author="a"><w:r><w:delText>10万元</w:delText></w:r></w:del>'
        f'<w:ins w:id="2" w:author="a">{RUN.format("20万元")}</w:ins>'
        f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>"
        f"<w:sdt><w:sdtContent>{RUN.format('，')}</w:sdtContent></w:sdt>"
        f"<w:hyperlink>{RUN.format('见附件')}</w:hyperlink><w:r><w:br/><w:t>第二行</w:t><w:tab/><w:t>完</w:t></w:r>",
    )
    assert blocks(save(document), ".docx", tmp_path) == ["奖励20万元，见附件\n第二行  完"]


def test_a_text_box_is_read_once_and_a_formula_leaves_a_mark(tmp_path: Path) -> None:
    document = Document()
    box = f"<w:txbxContent><w:p>{RUN.format('红头文件')}</w:p></w:txbxContent>"
    append_xml(
        document.add_paragraph("正文："),
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx>{box}</wps:txbx></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>",
    )
    assert blocks(save(document), ".docx", tmp_path) == ["正文：［公式］", "红头文件"]


def test_a_cell_merged_downwards_stands_in_each_row_and_one_merged_across_stands_once(tmp_path: Path) -> None:
    document = Document()
    table = document.add_table(3, 3)
    for row, texts in zip(
        table.rows, (("级别", "标准", ""), ("国家级", "首次", "50万元"), ("", "复审", "20万元")), strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(1, 0).merge(table.cell(2, 0))
    assert blocks(save(document), ".docx", tmp_path) == [
        "| 级别 | 标准 |  |\n| --- | --- | --- |\n| 国家级 | 首次 | 50万元 |\n| 国家级 | 复审 | 20万元 |"
    ]


def test_a_table_of_one_column_is_read_as_paragraphs(tmp_path: Path) -> None:
    document = Document()
    document.add_table(1, 1).cell(0, 0).text = "一、总体要求\n坚持稳中求进。"
    assert blocks(save(document), ".docx", tmp_path) == ["一、总体要求\n坚持稳中求进。"]


@pytest.mark.parametrize(
    ("part", "message"),
    [
        ("word/vbaProject.bin", "文件.docx 带有宏，不接收，请另存为不带宏的 .docx。"),
        ("word/bomb.xml", "文件.docx 解压后超过 200 MB，不予读取。"),
    ],
)
def test_macros_and_bombs_are_refused(part: str, message: str, tmp_path: Path) -> None:
    content = b"\0" * (201 * 1024 * 1024 if "bomb" in part else 8)
    assert refusal(repack({part: content}), ".docx", tmp_path) == message


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>{}',
        '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>{}',
        '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">{}',
        "{}" + "<w:p>" * 10,
        "{}".replace("{}", "<w:p " + 'xmlns:w="w">' + "<a>" * 300 + "</a>" * 300 + "</w:p>"),
        '<?xml version="1.0" encoding="no-such"?>{}',
        "",
    ],
    ids=["file-entity", "inner-entities", "outer-dtd", "cut-off", "deep", "encoding", "nothing"],
)
def test_xml_with_a_document_type_or_damage_is_refused(text: str, tmp_path: Path) -> None:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f'<w:document xmlns:w="{space}"><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>'
    content = repack({"word/document.xml": text.format(body).encode()})
    assert refusal(content, ".docx", tmp_path) == "文件.docx 不是完好的 .docx 文件，请用 Word 或 WPS 另存后再试。"


def test_the_older_and_the_locked_format_behind_a_docx_name_are_told(tmp_path: Path) -> None:
    old = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 512
    assert refusal(old, ".docx", tmp_path) == "文件.docx 是加密的或旧版的 Word 文件，请去掉密码，另存为 .docx 再试。"


@pytest.mark.parametrize("cut", [4, 300, -40])
def test_a_cut_file_is_refused(cut: int, tmp_path: Path) -> None:
    expected = "文件.docx 不是完好的 .docx 文件，请用 Word 或 WPS 另存后再试。"
    assert refusal(repack({})[:cut], ".docx", tmp_path) == expected


def test_a_file_that_embeds_another_document_is_refused(tmp_path: Path) -> None:
    document = Document()
    append_xml(document.add_paragraph("甲"), "<w:altChunk/>")
    document.element.body.append(document.paragraphs[0]._p[-1])
    assert refusal(save(document), ".docx", tmp_path).startswith("文件.docx 嵌入了其他文档")


def repack(parts: dict[str, bytes]) -> bytes:
    """A small Word file with parts put in or replaced."""
    document = Document()
    document.add_paragraph("甲")
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(save(document))) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return file.getvalue()


def test_a_footnote_follows_its_paragraph_and_both_are_marked(tmp_path: Path) -> None:
    document = Document()
    paragraph = document.add_paragraph("第一条 给予补助")
    append_xml(paragraph, '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>。</w:t></w:r>')
    document.add_paragraph("第二条 本办法自发布之日起施行。")
    noted = add_part(save(document), "footnotes", footnotes_xml("指一次性补助。"))
    assert blocks(noted, ".docx", tmp_path) == [
        "第一条 给予补助［注1］。",
        "［注1］指一次性补助。",
        "第二条 本办法自发布之日起施行。",
    ]


def test_what_is_not_read_is_reported_with_its_place(tmp_path: Path) -> None:
    document = Document()
    append_xml(document.add_paragraph("补助按下式计算："), "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>")
    picture = io.BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "PNG")
    document.add_paragraph("流程见下图：").add_run().add_picture(picture)
    path = tmp_path / "文件.docx"
    path.write_bytes(add_part(save(document), "comments", "<w:comments {}/>"))
    assert read_document(path).remarks == (
        "文件带有批注，批注没有读入",
        "段落“补助按下式计算：［公式］”里有公式，没有读入",
        "段落“流程见下图：”里有图片，没有读入",
    )


def footnotes_xml(text: str) -> str:
    """A footnotes part with one note of number 2, beside the separator that Word writes."""
    separator = '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
    note = f'<w:footnote w:id="2"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>'
    return f"<w:footnotes {{}}>{separator}{note}</w:footnotes>"


def add_part(content: bytes, kind: str, xml: str) -> bytes:
    """The file with one more part of the main document."""
    source, file = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    relation = (
        '<Relationship Id="rExtra" Target="extra.xml"'
        f' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"/></Relationships>'
    )
    with zipfile.ZipFile(file, "w") as target:
        for member in source.namelist():
            part = source.read(member)
            if member == "word/_rels/document.xml.rels":
                part = part.replace(b"</Relationships>", relation.encode())
            target.writestr(member, part)
        target.writestr("word/extra.xml", xml.format(nsdecls("w")))
    return file.getvalue()
