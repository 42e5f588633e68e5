"""Fine-tuning, small: a few questions, an English model that a package ships, seconds of one processor."""

import json
from pathlib import Path

import pytest
import yaml

from assistant.adapters.finetuning import Sample, finetune
from assistant.adapters.sentence_transformer import SentenceTransformerEmbedder
from assistant.cli import main
from assistant.service import Assistant
from tests.dialogue import fictional
from tests.dialogue.fictional import BEES

SAMPLES = [
    Sample("money for bees", "grants for apiaries", "loans for theatres"),
    Sample("money for stages", "loans for theatres", "grants for apiaries"),
]


@pytest.mark.hub
def test_training_brings_questions_nearer_to_what_answers_them(model_folder: Path, tmp_path: Path) -> None:
    finetune(str(model_folder), SAMPLES, tmp_path / "tuned", epochs=4)
    before, after = (_margin(SentenceTransformerEmbedder(str(folder))) for folder in (model_folder, tmp_path / "tuned"))
    assert after > before


@pytest.mark.hub
def test_the_command_reports_recall_on_held_out_cases(
    model_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = fictional.make_segmenter(fictional.corpus().terms, tmp_path / "jieba")
    assistant = Assistant(fictional.FOLDER, tmp_path / "data", fictional.make_world(lambda terms: words))
    numbers = [clause.number for clause in fictional.policies()[BEES].clauses][1:7]
    cases = [_case(number, at) for number in numbers for at in range(3)]
    (tmp_path / "cases.yaml").write_text(yaml.safe_dump(cases, allow_unicode=True), encoding="utf-8")
    arguments = ["finetune", str(tmp_path / "cases.yaml"), "--out", str(tmp_path / "tuned"), "--json"]
    arguments += ["--base", str(model_folder), "--policy", BEES, "--epochs", "0.1"]
    with pytest.raises(SystemExit) as ended:
        main(arguments, lambda settings: assistant, {})
    told = json.loads(capsys.readouterr().out)
    assert ended.value.code == 0
    assert set(told["before"]) == set(told["after"]) == {"recall@1", "recall@3"}
    assert told["held_out"] >= 1
    assert told["trained_on"] > told["held_out"]
    assert SentenceTransformerEmbedder(told["out"]).dimension == 384


def test_without_a_base_model_it_says_which_setting_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["finetune", str(tmp_path), "--out", str(tmp_path / "tuned")], environ={})
    assert ended.value.code == 1
    assert "--base" in capsys.readouterr().err


def _margin(embedder: SentenceTransformerEmbedder) -> float:
    """How much nearer the right passages are than the wrong ones, on average."""
    questions = embedder.embed_queries([one.question for one in SAMPLES])
    right = embedder.embed_passages([one.right for one in SAMPLES])
    wrong = embedder.embed_passages([one.wrong for one in SAMPLES])
    return float(((questions * right).sum() - (questions * wrong).sum()) / len(SAMPLES))


def _case(number: str, at: int) -> dict[str, object]:
    expect = {"outcome": "answered", "clauses": [number]}
    turns = [{"ask": f"第{number}条第{at}问：支持什么", "expect": expect}]
    return {"id": f"{number}-{at}", "kind": "support", "voice": "clerk", "turns": turns}
