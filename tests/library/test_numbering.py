"""Numbers at line starts, as printed and misprinted."""

import pytest

from assistant.library.numbering import read_label


@pytest.mark.parametrize(
    ("text", "style", "value", "printed"),
    [
        ("第三章　总则", "章", 3, "第三章"),
        ("第十四条 甲", "条", 14, "14"),
        ("笫十四条甲", "条", 14, "14"),
        ("第 14 条 甲", "条", 14, "14"),
        ("第七十五 条 甲", "条", 75, "75"),
        ("第三十－条 甲", "条", 31, "31"),
        ("第一百〇五条 甲", "条", 105, "105"),
        ("第一百二十条之一 甲", "条", 120, "120-1"),
        ("第二部分 甲", "部分", 2, "第二部分"),
        ("十二、甲", "一、", 12, "十二"),
        ("(四)甲", "（一）", 4, "（四）"),
        ("（四）甲", "（一）", 4, "（四）"),
        ("14. 甲", "1.", 14, "14"),
        ("１４．甲", "1.", 14, "14"),
        ("14、甲", "1.", 14, "14"),
        ("（3）甲", "（1）", 3, "（3）"),
        ("③甲", "①", 3, "③"),
        ("附件2：申报表", "附件", 2, "附件2"),
        ("附件二 申报表", "附件", 2, "附件2"),
        ("附件", "附件", 0, "附件"),
    ],
)
def test_a_number_is_read_with_its_style_and_canonical_form(text: str, style: str, value: int, printed: str) -> None:
    label = read_label(text)
    assert label is not None
    assert (label.style, label.value, label.printed) == (style, value, printed)


@pytest.mark.parametrize(
    "text",
    [
        "第三人提供担保",
        "第一时间办理",
        "第二产业",
        "第一条件",
        "1.1 倍",
        "2022年6月1日",
        "3.5亿元",
        "附件所列材料",
        "一般企业",
        "",
    ],
)
def test_words_that_only_begin_like_a_number_are_none(text: str) -> None:
    assert read_label(text) is None
