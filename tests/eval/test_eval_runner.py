import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from assistant.errors import ConfigurationError
from eval.runner import Options, run
from tests.eval.fakes import ANSWER, AWARD, POLICY, REFUSAL, TODAY, FakeAssistant, citation

CASES = """
- id: {half}-1
  kind: amount
  voice: clerk
  group: prize
  turns:
    - ask: 省级奖多少
      expect: {{outcome: answered, clauses: ["1"], awards: {{tea-house: {{amount: "80000"}}}}}}
- id: {half}-2
  kind: follow_up
  voice: rambler
  group: prize
  turns:
    - ask: 茶馆
    - {{ask: <b>省里的</b>给多少, expect: {{outcome: answered, clauses: ["1"]}}}}
- id: {half}-3
  kind: unanswerable
  voice: sceptic
  turns: [{{ask: 要什么材料, expect: {{outcome: not_covered}}}}]
"""
ANSWERS = {"省级奖多少": ANSWER, "茶馆": REFUSAL}


@pytest.fixture
def halves(tmp_path: Path) -> list[Path]:
    for half in ("build", "report"):
        (tmp_path / half).mkdir()
        (tmp_path / half / "cases.yaml").write_text(CASES.format(half=half), encoding="utf-8")
    (tmp_path / "corpus").mkdir()
    return [tmp_path / "build", tmp_path / "report"]


def options(halves: list[Path], **more: object) -> Options:
    return replace(Options(TODAY, 2, corpus=halves[0].parent / "corpus", clock=lambda: 0.0), **more)  # type: ignore[arg-type]


def test_the_same_run_gives_the_same_files(halves: list[Path], tmp_path: Path) -> None:
    for out in ("one", "two"):
        run(FakeAssistant(ANSWERS), halves, tmp_path / out, options(halves))
    one, two = ({file.name: file.read_bytes() for file in (tmp_path / out).iterdir()} for out in ("one", "two"))
    assert one == two and set(one) == {"result.json", "report.html"}


def test_the_result_says_per_case_per_kind_and_per_half_how_good_it_was(halves: list[Path], tmp_path: Path) -> None:
    run(FakeAssistant(ANSWERS), halves, tmp_path / "out", options(halves, settings={"POLICY_LLM": "None"}))
    saved = json.loads((tmp_path / "out" / "result.json").read_text(encoding="utf-8"))
    (own,) = saved["runs"]
    assert [(case["id"], case["right"]) for case in own["cases"]] == [
        ("build-1", True),
        ("build-2", False),
        ("build-3", True),
        ("report-1", True),
        ("report-2", False),
        ("report-3", True),
    ]
    assert {kind: found["right"]["mean"] for kind, found in own["by_kind"].items()} == {
        "amount": 1.0,
        "follow_up": 0.0,
        "unanswerable": 1.0,
    }
    assert own["gap"]["right"] == 0.0 and own["by_part"]["report"]["right"]["count"] == 3
    assert own["paraphrases"] == {"pairs": 6, "agreeing": 2, "split_groups": ["prize"]}
    assert (saved["settings"], saved["as_of"]) == ({"POLICY_LLM": "None"}, "2026-11-24")
    assert own["cases"][0]["turns"][0]["answer"]["awards"] == [
        {"id": "tea-house", "status": "exact", "amount": "80000", "low": None, "high": None}
    ]


def test_the_coverage_map_names_the_clauses_that_no_case_reaches(halves: list[Path]) -> None:
    report = run(FakeAssistant(ANSWERS), halves, None, options(halves))
    assert [(one.number, one.expected_by, one.cited_by) for one in report.coverage] == [
        ("1", ("build-1", "build-2", "report-1", "report-2"), ("build-1", "report-1")),
        ("2", (), ()),
        ("3", (), ()),
    ]


def test_a_baseline_is_judged_by_the_same_scorers_on_the_same_cases(halves: list[Path]) -> None:
    guessing = FakeAssistant({"要什么材料": replace(ANSWER, citations=(citation("2", "10%"),), awards=())})
    report = run(FakeAssistant(ANSWERS), halves, None, options(halves, baselines={"guessing": guessing}))
    assert [(one.name, [case.is_right for case in one.cases]) for one in report.runs] == [
        ("assistant", [True, False, True, True, False, True]),
        ("guessing", [False, False, False, False, False, False]),
    ]


def test_plain_clause_numbers_need_a_policy_where_the_corpus_has_several(halves: list[Path]) -> None:
    assistant = FakeAssistant(ANSWERS, (POLICY, replace(POLICY, id="coffee")))
    with pytest.raises(ConfigurationError, match="tea, coffee"):
        run(assistant, halves, None, options(halves))
    assert run(assistant, halves, None, options(halves, home="tea")).runs[0].cases[0].is_right


def test_the_digests_tell_which_input_changed(halves: list[Path], tmp_path: Path) -> None:
    rules, text = tmp_path / "corpus" / "rules.yaml", tmp_path / "corpus" / "text.md"
    seen = []
    for file, content in (
        (text, "一"),
        (rules, "甲"),
        (rules, "乙"),
        (halves[0] / "more.yaml", CASES.format(half="more")),
    ):
        file.write_text(content, encoding="utf-8")
        seen.append(run(FakeAssistant(ANSWERS), halves, None, options(halves)).digests)
    changed = [{key for key in old if old[key] != new[key]} for old, new in pairwise(seen)]
    assert changed == [{"rules"}, {"rules"}, {"cases"}] and set(seen[0]) == {"corpus", "rules", "cases", "code"}


def test_the_page_shows_failures_escaped_and_loads_nothing_from_outside(halves: list[Path], tmp_path: Path) -> None:
    evil = replace(ANSWER, text="<script>alert(1)</script>奖励99万元", awards=(AWARD,))
    run(FakeAssistant({"省级奖多少": evil}), halves, tmp_path / "out", options(halves))
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;奖励99万元" in page and "&lt;b&gt;省里的&lt;/b&gt;给多少" in page
    assert "首行数额“99万元”不属于所问奖补" in page and "奖补：tea-house  金额 80000元" in page
    assert not [sign for sign in ("<script", "http:", "https:", "//", "url(", "@import", "<b>省里") if sign in page]


def test_the_page_counts_cases_and_names_clauses_never_reached(halves: list[Path], tmp_path: Path) -> None:
    run(FakeAssistant(ANSWERS), halves, tmp_path / "out", options(halves))
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "共 6 个用例、6 次作答，完全正确的占 <b>66.7%</b>" in page and "没有用例涉及的条款：2、3。" in page
    assert page.count("<svg") == 4 and "+0.0 个百分点" in page
