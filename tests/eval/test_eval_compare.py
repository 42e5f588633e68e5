import json
from pathlib import Path

import pytest

from assistant.errors import ConfigurationError
from eval.compare import Comparison, Fall, SavedReport, compare, describe, falls, load_baseline, load_report, lowest


def saved(rights: dict[str, bool], mean: float, rules: str = "r1") -> SavedReport:
    cases = [{"id": name, "right": right} for name, right in rights.items()]
    runs = [{"scores": {"right": {"mean": mean}}, "cases": cases}]
    return SavedReport.model_validate({"digests": {"rules": rules, "code": "c"}, "runs": runs})


BEFORE = saved({"a": True, "b": False, "c": True, "gone": True}, 0.75)
AFTER = saved({"a": False, "b": True, "c": True, "new": False}, 0.5, "r2")


def test_a_comparison_tells_what_got_better_and_worse_and_which_input_changed() -> None:
    assert compare(BEFORE, AFTER) == Comparison(
        better=("b",), worse=("a",), new=("new",), gone=("gone",), scores={"right": (0.75, 0.5)}, changed=("rules",)
    )


def test_a_comparison_is_described_in_chinese() -> None:
    assert describe(compare(BEFORE, AFTER)).splitlines() == [
        "变动的输入：rules",
        "↓ 完全正确的用例 0.7500 → 0.5000",
        "变好 1：b",
        "变差 1：a",
        "新增 1：new",
        "移除 1：gone",
    ]


@pytest.mark.parametrize("now", [0.9, 1.0])
def test_a_score_at_or_above_the_baseline_has_not_fallen(now: float) -> None:
    assert falls({"build": {"right": 0.9}}, {"build": {"right": now}}) == []


def test_the_smallest_fall_is_one() -> None:
    assert falls({"build": {"right": 0.9}}, {"build": {"right": 0.899999}}) == [Fall("build", "right", 0.9, 0.899999)]


@pytest.mark.parametrize("now", [{}, {"build": {}}, {"report": {"right": 1.0}}])
def test_a_score_no_longer_measured_is_a_fall(now: dict[str, dict[str, float]]) -> None:
    assert falls({"build": {"right": 0.9}}, now) == [Fall("build", "right", 0.9, None)]


@pytest.mark.parametrize("content", ["", "[]", '{"runs": 3}'])
def test_a_file_that_is_no_result_is_refused_by_name(tmp_path: Path, content: str) -> None:
    file = tmp_path / "result.json"
    file.write_text(content, encoding="utf-8")
    for load in (load_report, load_baseline):
        with pytest.raises(ConfigurationError, match=r"result\.json"):
            load(file)


def test_a_baseline_file_is_read_as_parts_of_scores(tmp_path: Path) -> None:
    file = tmp_path / "baseline.json"
    file.write_text(json.dumps({"build": {"right": 0.9}}), encoding="utf-8")
    assert load_baseline(file) == {"build": {"right": 0.9}}


def test_a_saved_baseline_forgives_a_hundredth_but_no_loss_of_what_was_perfect() -> None:
    assert lowest({"build": {"right": 0.75, "marks": 1.0, "amount_exact": 0.005}}) == {
        "build": {"right": 0.74, "marks": 1.0, "amount_exact": 0.0}
    }
