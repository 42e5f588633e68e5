"""Documents of other makes: statutes, measures whose numbers restart, tables, annexes, notices."""

from datetime import date

import pytest

from assistant.library import untiled
from tests.library.samples import by_number, load, read


def test_a_statute_is_read_by_articles_below_its_chapters() -> None:
    policy = load("regulation.md")
    read_clauses = [(clause.number, clause.path, clause.kind, clause.locator) for clause in policy.clauses]
    assert read_clauses == [
        ("0", ("0",), "front", "标题与前言"),
        ("1", ("第一章", "1"), "article", "第一章 总则 第一条"),
        ("2", ("第一章", "2"), "article", "第一章 总则 第二条"),
        ("3", ("第二章", "3"), "article", "第二章 扶持措施 第三条"),
        ("4", ("第二章", "4"), "article", "第二章 扶持措施 第四条"),
        ("4-1", ("第二章", "4-1"), "article", "第二章 扶持措施 第四条之一"),
        ("5", ("第三章", "5"), "article", "第三章 附则 第五条"),
        ("附件1", ("附件1",), "annex", "附件1"),
        ("附件1-1", ("附件1", "1"), "table_row", "附件1 第1行"),
        ("附件1-2", ("附件1", "2"), "table_row", "附件1 第2行"),
    ]


def test_paragraphs_and_points_stay_in_their_article_and_references_open_none() -> None:
    clauses = by_number(load("regulation.md"))
    assert [clauses[number].text for number in ("2", "3", "4")] == [
        "第二条 本条例所称企业，是指在本县登记的企业。\n第三人为企业提供担保的，适用本条例第一条第二款的规定。",
        "笫三条 符合下列条件之一的企业，给予五万元补助：\n（一）首次升规的；\n"
        "（二）连续两年增长百分之十以上的。\n同一企业只补助一次。",
        "第四条 县工信部门负责本条例的实施。依照第三条规定申请补助的，应当提交材料。",
    ]


def test_a_statute_states_adoption_start_and_end() -> None:
    policy = load("regulation.md")
    assert (policy.title, policy.issued, policy.effective, policy.until) == (
        "云川县企业扶持条例",
        date(2021, 3, 5),
        date(2021, 5, 1),
        date(2026, 4, 30),
    )


def test_each_row_of_an_annexed_table_is_a_clause_under_the_tables_head() -> None:
    clauses = by_number(load("regulation.md"))
    row = clauses["附件1-2"]
    assert (row.text, row.title, row.headings) == ("2 | 市级 | 5万元", "市级", ("补助标准表", "序号 | 类别 | 标准"))
    assert clauses["附件1"].text == "附件1\n补助标准表\n序号 | 类别 | 标准"


def test_numbers_that_restart_are_joined_with_their_path() -> None:
    policy = load("measures.md")
    numbers = [(clause.number, clause.title, clause.kind) for clause in policy.clauses]
    assert numbers == [
        ("0", "云川县稳增长若干措施", "front"),
        ("一-1-1", "新建项目", "item"),
        ("一-1-2", "技改项目", "item"),
        ("一-2-1", "亩均效益", "item"),
        ("一-2-2", "节能降碳", "item"),
        ("3", "绿色工厂", "item"),
        ("二", "支持商贸企业", "section"),
        ("二-1", "限上企业", "item"),
        ("二-2", "展会补贴", "item"),
        ("三", "执行期限", "section"),
    ]


def test_a_notice_with_its_list_and_its_signature_is_the_front_of_the_document_it_sends_out() -> None:
    policy = load("measures.md")
    front = by_number(policy)["0"].text
    assert (policy.document_number, policy.issuer, policy.issued) == (
        "云政办发〔2023〕8号",
        "云川县人民政府办公室",
        date(2023, 4, 10),
    )
    assert "\n1.加强领导。\n2.按时报送。\n附件：1.申报表\n2.承诺书\n" in front
    assert front.endswith("为稳定增长，制定以下措施。\n云川县人民政府办公室\n2023年4月10日\n（此件公开发布）")


def test_units_are_inherited_from_the_heading_unless_a_clause_has_its_own() -> None:
    policy = load("measures.md", 单位别名={"县发展改革局": ["县发改局"]})
    clauses = by_number(policy)
    named = {
        number: [(one.role, one.unit, one.printed) for one in clauses[number].responsibilities]
        for number in ("一-1-2", "一-2-2", "二-1", "二-2", "三")
    }
    assert named == {
        "一-1-2": [
            ("牵头单位", "县工信局", "县工信局"),
            ("配合单位", "县财政局", "县财政局"),
            ("配合单位", "县税务局", "县税务局"),
        ],
        "一-2-2": [("责任单位", "县发展改革局", "县发改局")],
        "二-1": [("责任单位", "县商务局", "县商务局"), ("责任单位", "县财政局", "县财政局")],
        "二-2": [("牵头", "县商务局", "县商务局"), ("配合", "县财政局", "县财政局")],
        "三": [],
    }


def test_lists_and_tables_inside_an_item_stay_in_its_text() -> None:
    clauses = by_number(load("measures.md"))
    assert clauses["一-1-1"].text == "1.新建项目。对新建项目给予下列支持：\n（1）设备补助10%；\n（2）贷款贴息。"
    assert clauses["3"].text == "3.绿色工厂。对绿色工厂奖励如下：\n级别 | 奖励\n国家级 | 50万元"


def test_text_before_the_first_part_of_a_section_is_a_clause_of_its_own() -> None:
    clause = by_number(load("measures.md"))["二"]
    assert (clause.text, clause.title) == ("鼓励商贸企业做大做强。", "支持商贸企业")


def test_validity_counts_from_the_date_of_issue_where_the_text_says_so() -> None:
    policy = load("measures.md")
    assert (policy.effective, policy.until) == (date(2023, 4, 10), date(2025, 12, 31))


@pytest.mark.parametrize("name", ["regulation.md", "measures.md", "one-line.txt", "annexed.html"])
def test_spans_of_every_make_tile_the_source(name: str) -> None:
    policy = load(name)
    assert untiled(policy) == ""


def test_articles_printed_without_line_breaks_are_found() -> None:
    policy = load("one-line.txt")
    assert [(clause.number, clause.headings) for clause in policy.clauses if clause.kind == "article"] == [
        *((str(number), ("总则",)) for number in range(1, 4)),
        *((str(number), ("奖励",)) for number in range(4, 7)),
    ]
    assert by_number(policy)["5"].text == "第五条 依照本办法第四条规定申请的，应当诚实。第三人可以提出异议。"


def test_html_tables_and_the_parts_of_an_annexed_document_are_read() -> None:
    policy = load("annexed.html")
    assert [(clause.number, clause.kind, clause.text) for clause in policy.clauses if clause.number != "0"] == [
        ("一", "section", "一、总体要求\n项目 | 金额\n甲 | 3万元"),
        ("二", "section", "二、工作安排\n抓好落实。"),
        ("附件1", "annex", "附件1\n申报指南"),
        ("附件1-一", "annex", "一、申报条件\n在本县登记。"),
        ("附件1-二", "annex", "二、申报材料\n营业执照。"),
    ]


def test_an_unnumbered_text_is_one_front_clause() -> None:
    policy = read("公告\n\n本周六停水。")
    assert [(clause.number, clause.text) for clause in policy.clauses] == [("0", "公告\n本周六停水。")]


def test_a_list_that_goes_on_with_its_sentence_is_not_cut_into_clauses() -> None:
    policy = read("补助办法\n一、补助对象\n（一）给予下列企业补助：\n1.新办企业；\n2.小微企业。\n（二）其他对象另定。")
    assert [(clause.number, clause.text) for clause in policy.clauses][1:] == [
        ("一-1", "（一）给予下列企业补助：\n1.新办企业；\n2.小微企业。"),
        ("一-2", "（二）其他对象另定。"),
    ]


def test_decimals_dates_and_cut_lines_open_no_item() -> None:
    policy = read("方案\n一、目标\n1. 提高比例，放宽至\n1.1 倍，根据\n2022年要求，完成\n3.5亿元。\n2. 其他。")
    assert [(clause.number, clause.text) for clause in policy.clauses][1:] == [
        ("1", "1. 提高比例，放宽至1.1 倍，根据2022年要求，完成3.5亿元。"),
        ("2", "2. 其他。"),
    ]


def test_a_character_doubled_at_a_page_break_is_reported_and_kept() -> None:
    policy = read("方案\n一、目标\n优化营商环境\n\n境，促进发展。\n1. 甲。")
    assert [(warning.code, warning.message) for warning in policy.warnings] == [
        ("doubled_at_break", "换页处文字疑似重复：营商环境/境，促进")
    ]
    assert by_number(policy)["一"].text == "优化营商环境境，促进发展。"


def test_numbers_out_of_order_are_reported() -> None:
    policy = read("办法\n第一条 甲。\n第二条 乙。\n第四条 丁。\n第三十条 癸。")
    assert [(warning.code, warning.message) for warning in policy.warnings] == [
        ("gap_in_numbers", "编号不连续：第四条 丁。"),
        ("unplaced_number", "编号不合顺序，按正文处理：第三十条 癸。"),
    ]
    assert [clause.number for clause in policy.clauses] == ["0", "1", "2", "4"]


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("笫二条 乙。", "2"),
        ("第 二 条 乙。", "2"),
        ("第２条 乙。", "2"),
        ("\u200b第二\u200b条　乙。", "2"),
        ("**第二条** 乙。", "2"),
    ],
)
def test_misprinted_article_numbers_are_read(printed: str, number: str) -> None:
    policy = read(f"办法\n第一条 甲。\n{printed}\n第三条 丙。")
    assert [clause.number for clause in policy.clauses] == ["0", "1", number, "3"]


def test_page_numbers_and_rules_stand_in_no_clause() -> None:
    policy = read("办法\n第一条 为了发\n- 3 -\n展。\n\n---\n第 4 页 共 9 页\n第二条 乙。")
    assert [clause.text for clause in policy.clauses] == ["办法", "第一条 为了发展。", "第二条 乙。"]


def test_a_table_of_contents_belongs_to_the_front() -> None:
    policy = read("工作方案\n目 录\n一、总体要求 1\n二、工作安排 3\n一、总体要求\n抓好落实。\n二、工作安排\n分步推进。")
    assert [(clause.number, clause.text) for clause in policy.clauses] == [
        ("0", "工作方案\n目录\n一、总体要求 1\n二、工作安排 3"),
        ("一", "一、总体要求\n抓好落实。"),
        ("二", "二、工作安排\n分步推进。"),
    ]


def test_a_list_that_a_colon_opens_inside_an_item_stays_in_its_text() -> None:
    policy = read("办法\n一、条件\n1. 须符合：\n（一）依法登记；\n（二）按期纳税。\n2. 其他。\n二、附则\n另行规定。")
    assert [(clause.number, clause.text) for clause in policy.clauses][1:] == [
        ("1", "1. 须符合：\n（一）依法登记；\n（二）按期纳税。"),
        ("2", "2. 其他。"),
        ("二", "二、附则\n另行规定。"),
    ]
