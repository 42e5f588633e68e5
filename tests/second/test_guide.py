"""docs/adding-a-policy.md is true: its commands, its output, its YAML, its links, its warnings."""

import re
from pathlib import Path

import pytest
import yaml

from tests.award.fictional import keywords
from tests.readme_examples import examples, output
from tests.second.commands import run
from tests.second.corpora import FICTIONAL, REAL, build_corpus
from tests.second.guide import GUIDE, environment

TEXT = GUIDE.read_text(encoding="utf-8")
FOLDER = FICTIONAL / "policies" / "jlx-2024-12"


@pytest.mark.parametrize(("command", "printed"), examples(TEXT), ids=[command for command, _ in examples(TEXT)])
def test_commands_print_what_the_guide_shows(command: str, printed: str, corpus: Path, data: Path) -> None:
    assert output(command, **environment(corpus, data)) == printed, "run `python -m tests.second.guide`"


@pytest.mark.parametrize("place", [0, 1])
def test_the_two_worked_examples_stand_so_in_the_rules_of_the_policy(place: int) -> None:
    worked = [yaml.safe_load(block) for block in _blocks("事实:")][place]
    rules = yaml.safe_load((FOLDER / "rules.yaml").read_text(encoding="utf-8"))

    assert worked["事实"].items() <= rules["事实"].items()
    [(award_id, shown)] = worked["奖补"].items()
    full = rules["奖补"][award_id]
    assert set(shown["说法"]) <= set(full["说法"])
    assert shown | {"说法": full["说法"]} == full


def test_the_readings_of_a_cap_stand_so_in_the_real_rules() -> None:
    shown = yaml.safe_load(_blocks("事实:")[2])
    rules = yaml.safe_load((REAL / "policies" / "cfgz-2022-66" / "rules.yaml").read_text(encoding="utf-8"))

    for key in ("事实", "奖补"):
        for name, written in shown[key].items():
            assert written.items() <= rules[key][name].items()


def _blocks(start: str) -> list[str]:
    found: list[str] = re.findall(rf"```yaml\n({start}.+?)```", TEXT, re.DOTALL)
    return found


def test_the_deadline_and_the_money_left_out_stand_so_in_the_real_rules() -> None:
    [block] = re.findall(r"```yaml\n(奖补:.+?)```", TEXT, re.DOTALL)
    rules = yaml.safe_load((REAL / "policies" / "cfgz-2022-66" / "rules.yaml").read_text(encoding="utf-8"))

    for award_id, shown in yaml.safe_load(block)["奖补"].items():
        assert shown.items() <= rules["奖补"][award_id].items()


def test_the_worked_cases_stand_so_in_the_examples_of_their_policies() -> None:
    blocks = re.findall(r"```yaml\n(?:示例问题:.+?)?(算例:.+?)```", TEXT, re.DOTALL)

    for block, folder in zip(blocks, (FOLDER, REAL / "policies" / "cfgz-2022-66"), strict=True):
        [(award_id, shown)] = yaml.safe_load(block)["算例"].items()
        full = yaml.safe_load((folder / "examples.yaml").read_text(encoding="utf-8"))["算例"][award_id]
        assert [case for case in shown if case not in full] == []


def test_every_mechanism_stands_in_the_table() -> None:
    table = TEXT.partition("### 其他算法")[2].partition("## 第五步")[0]

    assert [one for one in keywords() if f"`{one}`" not in table] == []


def test_links_lead_somewhere() -> None:
    targets = re.findall(r"\]\(([^)#]+)\)", TEXT)

    assert len(targets) >= 3
    assert [target for target in targets if not (GUIDE.parent / target).exists()] == []


@pytest.fixture
def own_corpus(tmp_path: Path) -> Path:
    return build_corpus(tmp_path / "corpus")


@pytest.mark.parametrize(
    ("file", "right", "wrong", "finding"),
    [
        ("jlx-2024-12/rules.yaml", "不低于: 100万元", "高于: 100万元", "comparison_differs"),
        ("cfgz-2022-66/examples.yaml", "说明: 已过", "说明: 未过", "example_differs"),
    ],
)
def test_the_mistakes_that_the_guide_shows_are_reported_in_its_words(
    own_corpus: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    file: str,
    right: str,
    wrong: str,
    finding: str,
) -> None:
    path = own_corpus / "policies" / file
    path.write_text(path.read_text(encoding="utf-8").replace(right, wrong), encoding="utf-8")

    code = run("check", corpus=own_corpus, data=tmp_path)

    shown = next(block for block in re.findall(r"```text\n(.+?)```", TEXT, re.DOTALL) if finding in block)
    assert code == 1
    assert shown in capsys.readouterr().out


def test_a_finding_says_in_which_policy_it_is(
    own_corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = own_corpus / "policies" / "jlx-2024-12" / "rules.yaml"
    written = rules.read_text(encoding="utf-8")
    rules.write_text(written.replace("定额: {值: 5万元, 原文: 一次", "定额: {值: 6万元, 原文: 一次"), encoding="utf-8")

    run("check", corpus=own_corpus, data=tmp_path)

    findings = capsys.readouterr().out.splitlines()
    assert len(findings) == 2
    assert [line for line in findings if "jlx-2024-12" not in line] == []


def test_a_shared_id_is_refused_in_the_words_of_the_guide(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("award", "calc", "high-tech-first", corpus=corpus, data=tmp_path)

    assert f"```text\n{capsys.readouterr().err}```" in TEXT
