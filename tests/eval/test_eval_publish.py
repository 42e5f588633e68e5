"""What the README and eval/results show is what was measured."""

import json
from pathlib import Path

from eval.labels import named
from eval.publish import (
    BEFORE,
    PLOT,
    README,
    SHOWN,
    SUMMARY,
    Shown,
    keep_before,
    plot,
    summary,
    table,
    with_table,
)
from eval.runner import PAGE

RATE = {"mean": 0.25, "low": 0.1, "high": 0.5, "count": 8}
RUNS = [
    {"name": "assistant", "by_part": {"build": {"right": RATE, "foreign_figures": RATE}, "report": {"right": RATE}}},
    {"name": "bm25", "by_part": {"build": {"right": RATE}, "report": {"right": {**RATE, "mean": 0.5}}}},
]


def test_the_table_shows_both_halves_and_the_baselines_on_the_held_out_half() -> None:
    assert table(Shown.model_validate({"as_of": "2026-01-01", "runs": RUNS})).splitlines() == [
        "| 得分 | 本助手<br>构建用例 | 本助手<br>仅报告用例 | BM25 按条款<br>仅报告用例 |",
        "|---|---:|---:|---:|",
        "| 完全正确的用例 | 25.0% | 25.0% | 50.0% |",
        "| 张冠李戴的数额 | 75.0% | — | — |",
    ]


def test_the_table_replaces_the_one_before() -> None:
    first = with_table("前\n<!-- 评测得分：由 make evaluation 写入 -->\n旧\n<!-- 评测得分止 -->后", "| 新 |\n")
    assert with_table(first, "| 更新 |\n") == first.replace("| 新 |", "| 更新 |")
    assert first.endswith("<!-- 评测得分止 -->后")


def test_the_summary_keeps_of_a_case_only_whether_it_was_right_and_names_all_in_chinese() -> None:
    case = {"id": "a", "kind": "who", "voice": "clerk", "part": "build", "right": True, "turns": [{"question": "？"}]}
    runs = [{"name": "assistant", "cases": [case]}, {"name": "bm25", "cases": [case]}]
    assert summary({"as_of": "2026-01-01", "runs": runs}) == {
        "as_of": "2026-01-01",
        "runs": [
            {"name": "assistant", "cases": [{key: case[key] for key in case if key != "turns"}]},
            {"name": "bm25", "cases": []},
        ],
        "labels": named(),
    }


def test_what_is_shown_is_the_published_result() -> None:
    shown = Shown.model_validate(json.loads((SHOWN / SUMMARY).read_text(encoding="utf-8")))
    assert table(shown) in README.read_text(encoding="utf-8")
    assert PLOT.read_text(encoding="utf-8") == plot(shown)
    assert (SHOWN / PAGE).is_file()


def test_scores_before_are_kept_without_their_cases(tmp_path: Path) -> None:
    keep_before(tmp_path)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / SUMMARY).write_text('{"as_of": "2030-01-01", "runs": [{"name": "a", "cases": [1]}]}', encoding="utf-8")
    keep_before(tmp_path)
    kept = json.loads((tmp_path / BEFORE).read_text(encoding="utf-8"))
    assert kept == {"as_of": "2030-01-01", "runs": [{"name": "a", "cases": []}]}
