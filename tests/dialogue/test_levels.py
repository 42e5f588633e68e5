"""Administrative levels in speech."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.dialogue.levels import LEVELS, find_levels, level_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("国家级蜂场", [("国家级", False)]),
        ("省级的呢", [("省级", False)]),
        ("市级项目和县级项目", [("市级", False), ("县级", False)]),
        ("省里给多少", [("省级", True)]),
        ("区里能补多少", [("区级", True)]),
        ("市里还给奖励吗", [("市级", True)]),
        ("村级合作社", [("乡镇级", False)]),
        ("节省了三个月", []),
        ("省会在哪里", []),
        ("城市发展", []),
    ],
)
def test_levels_are_heard_as_a_property_or_as_who_gives(text: str, expected: list[tuple[str, bool]]) -> None:
    assert [(one.level, one.gives) for one in find_levels(text)] == expected


@pytest.mark.parametrize(
    ("value", "level"), [("国家级小巨人", "国家级"), ("省级", "省级"), ("其他", None), ("小巨人", None), ("", None)]
)
def test_a_value_is_of_the_level_it_begins_with(value: str, level: str | None) -> None:
    assert level_of(value) == level


@settings(deadline=None)
@given(st.text(st.sampled_from("国家级省市区县乡里给奖补的，。有效 ")))
def test_levels_are_words_of_the_text_in_order(text: str) -> None:
    found = find_levels(text)

    assert all(text[one.span.start : one.span.end] and one.level in LEVELS for one in found)
    assert [one.span.start for one in found] == sorted(one.span.start for one in found)
