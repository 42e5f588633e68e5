"""Every mechanism on a small made-up policy: its YAML file holds clause, rules, results, steps and outline."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.award import Rule, Rulebook, check_examples, check_rules, evaluate, outline, read_facts
from tests.award.fictional import keywords, policy_of, rules_of, write_yaml

FILES = sorted((Path(__file__).parent / "mechanisms").glob("*.yaml"))
AS_OF = date(2026, 6, 1)


@pytest.fixture(params=FILES, ids=[file.stem for file in FILES])
def stated(request: pytest.FixtureRequest) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(request.param.read_text(encoding="utf-8"))
    return content


@pytest.fixture
def rules(stated: Mapping[str, Any], tmp_path: Path) -> tuple[Rule, ...]:
    return rules_of(tmp_path, stated["条款"], stated["规则"])


def test_rules_of_each_mechanism_pass_the_check(stated: Mapping[str, Any], rules: tuple[Rule, ...]) -> None:
    assert check_rules(rules, policy_of(stated["条款"]), AS_OF) == []


def test_each_mechanism_gives_the_results_worked_out_by_hand(
    stated: Mapping[str, Any], rules: tuple[Rule, ...], tmp_path: Path
) -> None:
    path = write_yaml(tmp_path / "examples.yaml", {"算例": stated["算例"]})

    assert check_examples(path, rules) == []


def test_each_mechanism_explains_its_steps(stated: Mapping[str, Any], rules: tuple[Rule, ...]) -> None:
    book = Rulebook(rules)

    for case in stated["步骤"]:
        rule = book.rule(case["奖补"])
        award = evaluate(rule, read_facts(rule, case["条件"]), AS_OF)
        assert [step.text for step in award.steps] == case["步骤"]


def test_each_mechanism_outlines_what_is_still_open(stated: Mapping[str, Any], rules: tuple[Rule, ...]) -> None:
    book = Rulebook(rules)

    for case in stated["提纲"]:
        rule = book.rule(case["奖补"])
        lines = outline(rule, read_facts(rule, case["条件"]), case.get("日期", AS_OF))
        assert [[line.label, line.text] for line in lines] == case["行"]
        assert all(any(line.quote in clause.text for clause in rule.sources) for line in lines)


def test_every_mechanism_of_the_closed_set_has_a_file_of_its_own() -> None:
    tried = {name for file in FILES for name in yaml.safe_load(file.read_text(encoding="utf-8"))["方法"]}

    assert tried == keywords() | {"条件", "满足其"}
