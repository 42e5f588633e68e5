"""The layout elements of an official document, and the level of its issuer."""

import pytest

from assistant.library import PolicyMeta, read_text
from assistant.library.levels import find_level

TEXT = """青禾区人民政府办公室文件

青政办发〔2024〕17号

# 青禾区人民政府办公室关于印发青禾区惠企措施的通知

区直各部门：

现印发给你们，请执行。

一、减免房租

（一）范围。区属房屋。

（二）期限。一年。

附件：1. 申报表

青禾区人民政府办公室

2024年5月20日
"""


def test_every_element_that_is_printed_becomes_a_field() -> None:
    policy = read_text(TEXT, PolicyMeta.model_validate({"编号": "a"}))
    assert {one.name: one.text for one in policy.layout} == {
        "发文机关标志": "青禾区人民政府办公室文件",
        "发文字号": "青政办发〔2024〕17号",
        "标题": "青禾区人民政府办公室关于印发青禾区惠企措施的通知",
        "主送机关": "区直各部门",
        "正文": "层次序数：一、 → （一）",
        "附件说明": "附件：1. 申报表",
        "署名": "青禾区人民政府办公室",
        "成文日期": "2024年5月20日",
    }


@pytest.mark.parametrize(
    ("issuer", "level"),
    [
        ("国务院办公厅", "国家"),
        ("山西省人民政府", "省"),
        ("北京市财政局", "省"),
        ("晋城市人民政府", "市"),
        ("晋城市城区发展和改革局", "区县"),
        ("江陵县人民政府办公室", "区县"),
        ("梨溪镇人民政府", "乡镇"),
    ],
)
def test_the_issuer_tells_the_level(issuer: str, level: str) -> None:
    assert find_level(issuer, "") == level
