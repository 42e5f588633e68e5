"""docs/adding-a-policy.md is true: its commands, its output, its YAML, its links, its warnings."""

import re
from pathlib import Path

import pytest
import yaml

from assistant.award.mechanisms.calculation import Calculation
from assistant.cli import main
from tests.readme_examples import examples, output
from tests.second.corpora import FICTIONAL, build_corpus
from tests.second.guide import GUIDE, environment

TEXT = GUIDE.read_text(encoding="utf-8")
FOLDER = FICTIONAL / "policies" / "jlx-2024-12"


@pytest.mark.parametrize(("command", "printed"), examples(TEXT), ids=[command for command, _ in examples(TEXT)])
def test_commands_print_what_the_guide_shows(command: str, printed: str, corpus: Path, data: Path) -> None:
    assert output(command, **environment(corpus, data)) == printed, "run `python -m tests.second.guide`"


@pytest.mark.parametrize("place", [0, 1])
def test_the_two_worked_examples_stand_so_in_the_rules_of_the_policy(place: int) -> None:
    worked = [yaml.safe_load(block) for block in re.findall(r"```yaml\n(事实:.+?)```", TEXT, re.DOTALL)][place]
    rules = yaml.safe_load((FOLDER / "rules.yaml").read_text(encoding="utf-8"))

    assert worked["事实"].items() <= rules["事实"].items()
    [(award_id, shown)] = worked["奖补"].items()
    full = rules["奖补"][award_id]
    assert set(shown["说法"]) <= set(full["说法"])
    assert shown | {"说法": full["说法"]} == full


def test_every_mechanism_stands_in_the_table() -> None:
    table = TEXT.partition("### 其他算法")[2].partition("## 第五步")[0]

    assert [one for one in Calculation.keywords() if f"`{one}`" not in table] == []


def test_links_lead_somewhere() -> None:
    targets = re.findall(r"\]\(([^)#]+)\)", TEXT)

    assert len(targets) >= 3
    assert [target for target in targets if not (GUIDE.parent / target).exists()] == []


@pytest.fixture
def own_corpus(tmp_path: Path) -> Path:
    return build_corpus(tmp_path / "corpus")


def test_the_mistake_that_the_guide_shows_is_reported_in_its_words(
    own_corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = own_corpus / "policies" / "jlx-2024-12" / "rules.yaml"
    rules.write_text(rules.read_text(encoding="utf-8").replace("不低于: 100万元", "高于: 100万元"), encoding="utf-8")

    with pytest.raises(SystemExit) as ended:
        main(["check"], environ=environment(own_corpus, tmp_path))

    shown = next(block for block in re.findall(r"```text\n(.+?)```", TEXT, re.DOTALL) if "comparison_differs" in block)
    assert ended.value.code == 1
    assert shown in capsys.readouterr().out


def test_a_finding_says_in_which_policy_it_is(
    own_corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = own_corpus / "policies" / "jlx-2024-12" / "rules.yaml"
    written = rules.read_text(encoding="utf-8")
    rules.write_text(written.replace("定额: {值: 5万元, 原文: 一次", "定额: {值: 6万元, 原文: 一次"), encoding="utf-8")

    with pytest.raises(SystemExit):
        main(["check"], environ=environment(own_corpus, tmp_path))

    findings = capsys.readouterr().out.splitlines()
    assert len(findings) == 2
    assert [line for line in findings if "jlx-2024-12" not in line] == []


def test_a_shared_id_is_refused_in_the_words_of_the_guide(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["award", "calc", "high-tech-first"], environ=environment(corpus, tmp_path))

    assert f"```text\n{capsys.readouterr().err}```" in TEXT
