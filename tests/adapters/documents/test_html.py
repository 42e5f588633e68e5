"""Web pages: the document without the page around it, lists with their numbers, tables; and what is refused."""

from pathlib import Path

import pytest

from tests.adapters.documents.reading import blocks, refusal


def read_body(body: str, folder: Path) -> list[str]:
    return blocks(f"<!DOCTYPE html><html><body>{body}</body></html>".encode(), ".html", folder)


def test_what_stands_around_the_document_is_left_out(tmp_path: Path) -> None:
    page = """<header>门户网站</header><nav>首页</nav><div class="Crumbs">当前位置</div><aside>相关</aside>
    <div id="share-bar">分享</div><p hidden>藏</p><p style="Display:None">藏</p><div role="navigation">导航</div>
    <form action="/"><h1>关于印发<br>办法的通知</h1><p>各单位：<b>请</b>遵照<i>执行</i>。</p></form>
    <script>第一条</script><style>p{}</style><noscript>请启用脚本</noscript><footer>版权所有</footer>"""
    assert read_body(page, tmp_path) == ["# 关于印发 办法的通知", "各单位：请遵照执行。"]


@pytest.mark.parametrize("tag", ["main", "article"])
def test_a_page_that_marks_its_document_is_read_there(tag: str, tmp_path: Path) -> None:
    page = f"<div>最新动态</div><{tag}><header><h1>办法</h1></header><p>第一条　为了规范。</p></{tag}><p>点击排行</p>"
    assert read_body(page, tmp_path) == ["# 办法", "第一条 为了规范。"]


def test_a_class_that_names_noise_but_holds_the_text_is_read(tmp_path: Path) -> None:
    assert read_body('<div class="print"><p>第一条　为了规范管理。</p></div><p>完</p>', tmp_path) == [
        "第一条 为了规范管理。",
        "完",
    ]


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("<ol>", ["1. 甲", "2. 乙"]),
        ("<ol start=9>", ["9. 甲", "10. 乙"]),
        ("<ol reversed>", ["2. 甲", "1. 乙"]),
        ("<ol type=A>", ["A. 甲", "B. 乙"]),
        ("<ol style='list-style-type: cjk-ideographic'>", ["一、甲", "二、乙"]),
        ("<ol style='list-style: none'>", ["甲", "乙"]),
        ("<ul>", ["甲", "乙"]),
    ],
)
def test_items_get_the_numbers_that_a_browser_prints(opening: str, expected: list[str], tmp_path: Path) -> None:
    assert read_body(f"{opening}<li>甲</li><li><p>乙</p></li></{opening[1:3]}>", tmp_path) == expected


def test_nested_lists_count_by_themselves_and_typed_numbers_are_not_doubled(tmp_path: Path) -> None:
    page = """<ol style="list-style-type: simp-chinese-informal"><li>总体要求：<ol><li>稳中求进；</li>
    <li value=5>以进促稳。<ul><li>细则</li></ul></li></ol></li><li>二、重点任务</li></ol>"""
    expected = ["一、总体要求：", "1. 稳中求进；", "5. 以进促稳。", "细则", "二、重点任务"]
    assert read_body(page, tmp_path) == expected


def test_spanned_cells_stand_in_each_row_and_only_once_across(tmp_path: Path) -> None:
    page = """<table><caption>奖励标准</caption><thead><tr><th>级别<th colspan=2>标准</thead>
    <tr><td rowspan=2><p>国家级</p><p>重点</p><td>首次<td>50万元<tr><td>复审<td>a|b</table>"""
    table = "| 级别 | 标准 |  |\n| --- | --- | --- |\n| 国家级  重点 | 首次 | 50万元 |\n| 国家级  重点 | 复审 | a\\|b |"
    assert read_body(page, tmp_path) == ["奖励标准", table]


def test_a_table_that_lays_out_the_page_is_read_as_paragraphs(tmp_path: Path) -> None:
    page = """<table><tr><td colspan=2><h1>办法</h1></td></tr><tr><td>第一条　甲。</td>
    <td><table><tr><td>子</td><td>丑</td></tr><tr><td>寅</td><td>卯</td></tr></table></td></tr></table>"""
    table = "| 子 | 丑 |\n| --- | --- |\n| 寅 | 卯 |"
    assert read_body(page, tmp_path) == ["# 办法", "第一条 甲。", table]


@pytest.mark.parametrize("tag", ["<div>", "<div class=nav>", "<b>", "<x><div>", "<ul><li>"])
@pytest.mark.parametrize("many", [300, 100_000])
def test_tags_nested_without_end_are_refused(tag: str, many: int, tmp_path: Path) -> None:
    assert refusal((tag * many + "甲").encode(), ".html", tmp_path) == "文件.html 的网页结构层层嵌套，读不了。"


def test_a_table_of_absurd_size_is_refused(tmp_path: Path) -> None:
    rows = "<tr>" + "<td colspan=99>甲" * 20
    assert refusal(f"<table>{rows * 60}".encode(), ".html", tmp_path) == "文件.html 的表格过大，请拆分后再试。"


def test_a_frameset_is_refused(tmp_path: Path) -> None:
    expected = "文件.html 是框架网页，正文在别的网页里，请另存正文所在的网页。"
    assert refusal(b"<frameset><frame src='a.html'></frameset>", ".html", tmp_path) == expected
