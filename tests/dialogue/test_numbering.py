"""A message as the items of a list that a person numbers."""

import pytest

from assistant.dialogue.numbering import numbered_items


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("1、蜂场奖多少；2、场租谁管", ["蜂场奖多少；", "场租谁管"]),
        ("刚认定，第一能领几万，第二归哪个局", ["刚认定，", "能领几万，", "归哪个局"]),
        ("三件事：一是奖金，二是材料，最后找谁", ["三件事：", "奖金，", "材料，", "找谁"]),
        ("①奖金；②材料", ["奖金；", "材料"]),
        ("请查：①奖金数②材料③找谁", ["请查：", "奖金数", "材料", "找谁"]),
    ],
)
def test_a_numbered_list_falls_into_its_items(text: str, items: list[str]) -> None:
    assert numbered_items(text) == items


@pytest.mark.parametrize("text", ["第一条和第二条归谁", "1个项目，2个项目", "第一次认定奖多少", "一年多少，二年多少"])
def test_addresses_and_counts_are_no_list(text: str) -> None:
    assert numbered_items(text) == [text]
