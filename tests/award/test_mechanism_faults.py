"""Ranges, rows, periods and slices that overlap, leave a gap or run backwards are found."""

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from assistant.award.mechanisms.base import FactShape
from assistant.award.mechanisms.calculation import Calculation

FIXED = {"定额": {"值": "1万元", "原文": "1万元"}}
FACTS = {
    "level": FactShape(("甲", "乙")),
    "is_new": FactShape(("true", "false")),
    "staff": FactShape(unit="人"),
    "years": FactShape(unit="年"),
}


def band(least: str | None, below: str | None) -> dict[str, Any]:
    limits = {"不低于": least, "低于": below}
    return {key: {"值": value, "原文": value} for key, value in limits.items() if value} | {"计算": FIXED}


def problems(node: dict[str, Any]) -> list[str]:
    calculation: Calculation = TypeAdapter(Calculation).validate_python(node)
    return [problem for one in calculation.walk() for problem in one.problems(FACTS)]


@pytest.mark.parametrize(
    ("bands", "found"),
    [
        ([band(None, "10人"), band("10人", None)], []),
        ([band("10人", None), band(None, "10人")], []),
        ([band(None, "11人"), band("10人", None)], ["“10人以上”与前一档重叠"]),
        ([band(None, None), band("10人", None)], ["“10人以上”与前一档重叠"]),
        ([band(None, "9人"), band("10人", None)], ["“10人以上”之前有空档，也没有写“未列”"]),
        ([band(None, "9人")], ["最高一档之上没有规定，也没有写“未列”"]),
        (
            [band("9人", "5人"), band("9人", None)],
            [
                "有一档的下限不低于上限",
                "“9人以上不足5人”之前有空档，也没有写“未列”",
                "“9人以上”之前有空档，也没有写“未列”",
            ],
        ),
    ],
)
def test_ranges_that_overlap_or_leave_a_gap(bands: list[Any], found: list[str]) -> None:
    assert problems({"按数额分档": {"指标": "staff", "各档": bands}}) == found


def limited(**limits: str) -> dict[str, Any]:
    return {key: {"值": value, "原文": value} for key, value in limits.items()} | {"计算": FIXED}


@pytest.mark.parametrize(
    ("bands", "found"),
    [
        ([limited(不高于="10人"), limited(高于="10人")], []),
        ([limited(不高于="10人"), limited(高于="10人", 不高于="50人"), limited(高于="50人")], []),
        ([limited(不高于="10人"), limited(不低于="10人")], ["“10人以上”与前一档重叠"]),
        ([limited(低于="10人"), limited(高于="10人")], ["“超过10人”之前有空档，也没有写“未列”"]),
        (
            [limited(高于="10人", 不高于="10人")],
            [
                "有一档的下限不低于上限",
                "“超过10人不超过10人”之前有空档，也没有写“未列”",
                "最高一档之上没有规定，也没有写“未列”",
            ],
        ),
    ],
)
def test_a_limit_belongs_to_one_range_only(bands: list[Any], found: list[str]) -> None:
    assert problems({"按数额分档": {"指标": "staff", "各档": bands}}) == found


@pytest.mark.parametrize("limits", [{"不低于": "1人", "高于": "1人"}, {"不高于": "1人", "低于": "1人"}])
def test_a_range_with_two_limits_on_one_side_is_refused(limits: dict[str, str]) -> None:
    with pytest.raises(ValidationError, match="只写一个下限"):
        problems({"按数额分档": {"指标": "staff", "各档": [limited(**limits)], "未列": "略"}})


def test_a_gap_that_is_spoken_of_is_none() -> None:
    assert problems({"按数额分档": {"指标": "staff", "各档": [band("5人", "9人")], "未列": "没有列入"}}) == []


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([{"level": "甲"}, {"level": "乙"}], []),
        ([{"level": ["甲", "乙"]}], []),
        ([{"level": "甲"}, {"is_new": "是"}], ["“甲”与“是”两行重叠"]),
        ([{"level": "甲"}], ["有的情形不在任何一行，也没有写“未列”"]),
        ([{"level": "甲", "is_new": "是"}, {"level": "乙"}], ["有的情形不在任何一行，也没有写“未列”"]),
        ([{"level": "丙"}], ["“丙”不是事实“level”可有的值"]),
    ],
)
def test_rows_that_overlap_or_leave_a_gap(rows: list[Any], found: list[str]) -> None:
    assert problems({"查表": {"各行": [{"当": row, "计算": FIXED} for row in rows]}}) == found


@pytest.mark.parametrize("when", [{"is_new": True}, {"level": 3}, {"level": [["甲"]]}])
def test_a_row_for_something_else_than_words_is_refused(when: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        problems({"查表": {"各行": [{"当": when, "计算": FIXED}]}})


@pytest.mark.parametrize(
    ("periods", "found"),
    [
        ([("2024-01-01", "2024-12-31"), ("2026-01-01", None)], []),
        ([("2024-01-01", None), ("2026-01-01", None)], ["2026-01-01起的一期与前一期重叠"]),
        ([("2024-01-01", "2024-12-31"), ("2024-12-31", None)], ["2024-12-31起的一期与前一期重叠"]),
        ([("2024-01-01", "2023-12-31")], ["2024-01-01起的一期止于开始之前"]),
    ],
)
def test_periods_that_overlap(periods: list[Any], found: list[str]) -> None:
    nodes = [{"起": start, "止": end, "原文": "略", "计算": FIXED} for start, end in periods]

    assert problems({"按日期": {"各期": nodes, "其他日期": "没有写"}}) == found


def test_slices_that_do_not_ascend() -> None:
    def piece(upto: str | None) -> dict[str, Any]:
        return {"比率": {"值": "1%", "原文": "1%"}} | ({"至": {"值": upto, "原文": upto}} if upto else {})

    assert problems({"超额累进": {"基数": "sum", "各段": [piece("1万元"), piece("2万元"), piece(None)]}}) == []
    assert problems({"超额累进": {"基数": "sum", "各段": [piece("2万元"), piece("1万元")]}}) == [
        "各段的“至”没有从低到高"
    ]
    assert problems({"超额累进": {"基数": "sum", "各段": [piece(None), piece("1万元")]}}) == [
        "没有写“至”的一段只能是最后一段"
    ]


def test_milestones_that_do_not_ascend() -> None:
    def row(threshold: str, reward: str) -> dict[str, Any]:
        return {"达到": {"值": threshold, "原文": threshold}, "奖励": {"值": reward, "原文": reward}}

    texts = dict.fromkeys(("以前未说明时", "未达到", "不是首次"), "略")
    rest = {"指标": "now", "以前最高": "peak", "同时跨几档": [{"读法": "各档都给", "依据": "略"}], **texts}

    assert problems({"进档": {**rest, "各档": [row("1亿元", "1万元"), row("2亿元", "2万元")]}}) == []
    assert problems({"进档": {**rest, "各档": [row("2亿元", "2万元"), row("1亿元", "3万元")]}}) == [
        "各档的“达到”没有从低到高，或有重复"
    ]
    assert problems({"进档": {**rest, "各档": [row("1亿元", "2万元"), row("2亿元", "2万元")]}}) == [
        "各档的“奖励”没有从低到高，或有重复"
    ]


def test_limits_in_another_unit_than_their_fact() -> None:
    days = {"值": "30天", "原文": "30天"}
    priced = {"单价": {"值": "1元", "原文": "1元"}, "乘以": [{"事实": "years", "最多": days}]}

    assert problems({"按量": priced}) == ["30天的单位不是事实“years”的“年”"]
    assert problems({**FIXED, "退回": {"承诺": days, "已满": "years", "未说明时": "略"}}) == [
        "30天的单位不是事实“years”的“年”"
    ]
    assert problems({"按数额分档": {"指标": "staff", "各档": [band("5户", None)], "未列": "略"}}) == [
        "5户的单位不是事实“staff”的“人”"
    ]


def test_an_assumed_time_that_is_not_the_promised_one() -> None:
    clawback = {"承诺": {"值": "5年", "原文": "5年"}, "已满": "years", "未说明时": "按满6年计算"}

    assert problems({**FIXED, "退回": clawback}) == ["“未说明时”里的6年不是承诺的5年"]
