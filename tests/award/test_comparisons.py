"""The words of a limit, and whether it is included."""

import pytest

from assistant.award.comparisons import Comparison, comparisons_in


@pytest.mark.parametrize(
    ("text", "comparison"),
    [
        ("100万元以上", "不低于"),
        ("不得低于6%", "不低于"),
        ("达到3亿元", "不低于"),
        ("满5年", "不低于"),
        ("100万元以上（不含100万元）", "高于"),
        ("超过20万元", "高于"),
        ("1000万元以下", "不高于"),
        ("不得超过24个月", "不高于"),
        ("500平方米以内", "不高于"),
        ("1000万元以下（不含1000万元）", "低于"),
        ("不足500亩", "低于"),
        ("不满5年", "低于"),
        ("不到10人", "低于"),
        ("未达到3亿元", "低于"),
        ("满足就业10人以上", "不低于"),
    ],
)
def test_a_word_says_whether_its_figure_is_included(text: str, comparison: Comparison) -> None:
    assert comparisons_in(text) == {comparison}


def test_words_of_several_limits_are_all_told() -> None:
    assert comparisons_in("20万元以上不足100万元") == {"不低于", "低于"}
    assert comparisons_in("按设备投资额的8%") == set()
