"""Role marks: which units a text makes responsible."""

import pytest

from assistant.library.units import is_unit_bracket, read_responsibilities

ALIASES = {"区发展改革局": ("区发改局",)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("抓好落实。（责任单位：区教科局、区财政局）", [("责任单位", "区教科局"), ("责任单位", "区财政局")]),
        ("抓好落实。(责任单位: 区教科局，区财政局)", [("责任单位", "区教科局"), ("责任单位", "区财政局")]),
        ("（牵头单位：区发改局；配合单位：区财政局）", [("牵头单位", "区发展改革局"), ("配合单位", "区财政局")]),
        ("牵头部门：区发改局\n承办单位：区财政局", [("牵头部门", "区发展改革局"), ("承办单位", "区财政局")]),
        ("主管部门：区科技局（区知识产权局）", [("主管部门", "区科技局（区知识产权局）")]),
        ("（区教科局、区财政局按职责分工负责）", [("负责", "区教科局"), ("负责", "区财政局")]),
        ("（区教科局牵头，区财政局配合）", [("牵头", "区教科局"), ("配合", "区财政局")]),
        ("（责任单位：区教科局、区财政局等部门按职责分工负责）", [("责任单位", "区教科局"), ("责任单位", "区财政局")]),
        ("由区教科局负责实施。", []),
        ("主管部门是指区教科局。", []),
        ("（谁主管谁负责）", []),
        ("区教科局会同区财政局制定办法（以下简称办法）。", []),
    ],
)
def test_units_are_read_from_role_marks_only(text: str, found: list[tuple[str, str]]) -> None:
    assert [(one.role, one.unit) for one in read_responsibilities(text, ALIASES)] == found


def test_the_printed_name_is_kept_beside_the_normalised_one() -> None:
    (one,) = read_responsibilities("（责任单位：区发改局）", ALIASES)
    assert (one.unit, one.printed) == ("区发展改革局", "区发改局")


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("（责任单位：区教科局）", True),
        ("(责任单位：区教科局)。", True),
        ("（责任单位：区教科局）另行通知", False),
        ("（备注：略）", False),
    ],
)
def test_a_paragraph_that_is_nothing_but_units_is_told_from_others(text: str, claim: bool) -> None:
    assert is_unit_bracket(text) is claim
