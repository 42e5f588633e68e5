import json
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.settings import Settings
from eval.__main__ import main
from tests.eval.fakes import ANSWER, REFUSAL, FakeAssistant

CASE = (
    '- {id: a, kind: amount, voice: clerk, turns: [{ask: 省级奖多少, expect: {outcome: answered, clauses: ["1"]}}]}\n'
)


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "cases.yaml").write_text(CASE, encoding="utf-8")
    return tmp_path / "build"


def evaluate(arguments: list[object], answer: object = ANSWER) -> int:
    settings = Settings(corpus_dir=Path(__file__).parent, admin_key="geheimnis-1")  # type: ignore[arg-type]
    assistant = FakeAssistant({"省级奖多少": answer})  # type: ignore[dict-item]
    return main([str(one) for one in arguments], settings, lambda _: assistant)  # type: ignore[arg-type,return-value]


def test_results_are_written_with_secrets_masked(
    cases: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert evaluate([cases, "--out", tmp_path / "out"]) == 0
    saved = (tmp_path / "out" / "result.json").read_text(encoding="utf-8")
    assert json.loads(saved)["settings"]["POLICY_ADMIN_KEY"] == "********" and "geheimnis" not in saved
    assert "完全正确的用例 100.0%" in capsys.readouterr().out


def test_a_fall_below_the_saved_baseline_fails_and_says_what_fell(
    cases: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    baseline = tmp_path / "baseline.json"
    assert evaluate([cases, "--save-baseline", baseline]) == 0
    assert evaluate([cases, "--baseline", baseline]) == 0
    assert evaluate([cases, "--baseline", baseline], REFUSAL) == 1
    assert "低于基线：build 条款查全 1.0000 → 0.0000" in capsys.readouterr().err


def test_two_results_are_compared(cases: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    evaluate([cases, "--out", tmp_path / "good"])
    evaluate([cases, "--out", tmp_path / "bad"], REFUSAL)
    capsys.readouterr()
    assert evaluate(["--compare", tmp_path / "good" / "result.json", tmp_path / "bad" / "result.json"]) == 0
    assert "变差 1：a" in capsys.readouterr().out


def test_scores_are_printed_as_json(cases: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate([cases, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["build"]["right"] == 1.0


def test_a_missing_case_file_fails_with_a_chinese_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate([tmp_path / "none.yaml"]) == 1
    assert "没有用例文件" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["x.yaml", "--repeats", "0"], ["x.yaml", "--as-of", "yesterday"]])
def test_wrong_usage_exits_with_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        evaluate([*arguments])


def test_the_fates_of_a_models_drafts_are_told(cases: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate([cases, "--out", tmp_path / "out"], replace(ANSWER, responder="model-repaired")) == 0
    run = json.loads((tmp_path / "out" / "result.json").read_text(encoding="utf-8"))["runs"][0]
    assert {name: one["mean"] for name, one in run["guard"].items()} == {
        "model": 0,
        "model-repaired": 1,
        "grounded-fallback": 0,
    }
    assert "改后通过 100.0%（1 稿）" in capsys.readouterr().out


def test_grounded_answers_have_no_fates(cases: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate([cases]) == 0
    assert "大模型" not in capsys.readouterr().out


def test_the_responder_is_chosen_by_name(cases: Path, capsys: pytest.CaptureFixture[str]) -> None:
    built: list[Settings] = []

    def build(settings: Settings) -> FakeAssistant:
        built.append(settings)
        return FakeAssistant({"省级奖多少": ANSWER})

    settings = Settings(corpus_dir=Path(__file__).parent, llm="openai:local")
    for responder in ("grounded", "model"):
        assert main([str(cases), "--responder", responder], settings, build) == 0  # type: ignore[arg-type]
    assert [one.llm for one in built] == [None, "openai:local"]
    assert evaluate([cases, "--responder", "model"]) == 1
    assert "POLICY_LLM" in capsys.readouterr().err
