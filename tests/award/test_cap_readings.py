"""A cap that may be of a year, a firm, each sum: readings, what is left out, and how rules may not be written."""

import copy
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.award import Rule, Rulebook, check_examples, evaluate, read_facts
from assistant.domain import Award
from assistant.errors import CorpusError
from tests.award.fictional import rules_of, write_yaml

FILE = Path(__file__).parent / "mechanisms" / "cap_readings.yaml"
STATED: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
AS_OF = date(2026, 6, 1)
Change = Callable[[dict[str, Any]], object]


def rule_of(folder: Path, award: str) -> Rule:
    return Rulebook(rules_of(folder, STATED["条款"], STATED["规则"])).rule(award)


def award_of(rule: Rule, **facts: str) -> Award:
    return evaluate(rule, read_facts(rule, facts), AS_OF)


def test_readings_that_agree_are_not_spoken_of(tmp_path: Path) -> None:
    award = award_of(rule_of(tmp_path, "equipment"), equipment="30万元", received="2万元")

    assert (award.status, award.readings, award.notes, award.assumptions) == ("exact", (), (), ())


def test_readings_that_differ_each_show_their_steps(tmp_path: Path) -> None:
    award = award_of(rule_of(tmp_path, "equipment"), equipment="90万元", received="5万元")

    assert [(one.text, one.basis, one.amount) for one in award.readings] == [
        ("按年度：设备款 90万元 × 10% = 9万元；超过上限 5万元，按 5万元 计", "没有写累计", Decimal(50_000)),
        (
            "按企业累计：设备款 90万元 × 10% = 9万元；已得 5万元，上限 5万元已经用完；超过余下的上限 0元，按 0元 计",
            "没有写每年",
            Decimal(0),
        ),
    ]


@pytest.mark.parametrize(
    ("facts", "assumptions", "notes"),
    [
        ({"equipment": "30万元"}, ("按以前没有得过计算",), ("没有写明上限按年度还是累计",)),
        ({"equipment": "0"}, (), ()),
        ({"equipment": "30万元", "received": "0"}, (), ()),
    ],
)
def test_what_was_received_before_is_an_assumption_only_while_it_could_matter(
    tmp_path: Path, facts: dict[str, str], assumptions: tuple[str, ...], notes: tuple[str, ...]
) -> None:
    award = award_of(rule_of(tmp_path, "equipment"), **facts)

    assert (award.status, award.assumptions, award.notes) == ("exact", assumptions, notes)


def test_each_of_two_sums_may_have_a_cap_of_its_own(tmp_path: Path) -> None:
    award = award_of(rule_of(tmp_path, "prize"), prize="90万元", second="10万元")

    assert [one.text.rpartition("；")[2] for one in award.readings] == [
        "超过上限 20万元，按 20万元 计",
        "各笔分别不超过上限 20万元：20万元 + 5万元 = 25万元",
    ]
    assert award_of(rule_of(tmp_path, "prize"), prize="9万元").assumptions == ("按只有一笔奖金计算",)


def test_an_optional_fact_is_never_asked_for(tmp_path: Path) -> None:
    award = award_of(rule_of(tmp_path, "equipment"))

    assert [one.fact for one in award.missing] == ["equipment"]


def test_an_optional_fact_that_no_example_tries_is_found(tmp_path: Path) -> None:
    rules = rules_of(tmp_path, STATED["条款"], STATED["规则"])
    cases = {name: [case for case in cases if "received" not in case["条件"]] for name, cases in STATED["算例"].items()}

    found = check_examples(write_yaml(tmp_path / "examples.yaml", {"算例": cases}), rules)

    assert [(one.code, one.message) for one in found] == [("example_missing", "没有算例试可选的“以前年度已得的补助”")]


def test_a_figure_of_one_reading_that_differs_is_told(tmp_path: Path) -> None:
    cases = copy.deepcopy(STATED["算例"])
    cases["equipment"][6]["两可"]["各读法"] = ["5万元", "1元"]
    rules = rules_of(tmp_path, STATED["条款"], STATED["规则"])

    [found] = check_examples(write_yaml(tmp_path / "examples.yaml", {"算例": cases}), rules)

    assert found.message == (
        "算例写的是0元至5万元（按字面5万元，各读法5万元、1元），规则算出0元至5万元（按字面5万元，各读法5万元、0元）"
    )


def readings(source: dict[str, Any], award: str = "equipment") -> dict[str, Any]:
    found: dict[str, Any] = source["奖补"][award]["计算"]["上限"]["几种读法"]
    return found


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda rules: readings(rules)["各种"].pop(), "各种"),
        (lambda rules: readings(rules).pop("未写明"), "跟着读法的“计入”一起写"),
        (lambda rules: readings(rules)["各种"][1].pop("计入"), "跟着读法的“计入”一起写"),
        (lambda rules: readings(rules)["各种"][1].update(各笔="分别"), "不写“计入”"),
        (lambda rules: readings(rules)["各种"][1].update(读法="按年度"), "写了不止一次"),
        (lambda rules: readings(rules)["各种"][0].update(各笔="分别"), "另有基数"),
        (lambda rules: rules["奖补"]["prize"]["计算"]["比例"].pop("另有未说明时"), "要一起写"),
        (lambda rules: rules["事实"]["received"].pop("可选"), "要是“可选”的事实"),
        (lambda rules: rules["事实"]["equipment"].update(可选=True), "不能是“可选”的事实"),
    ],
)
def test_readings_that_cannot_be_meant_are_refused(tmp_path: Path, change: Change, message: str) -> None:
    source = copy.deepcopy(STATED["规则"])
    change(source)

    with pytest.raises(CorpusError) as refused:
        rules_of(tmp_path, STATED["条款"], source)

    assert message in refused.value.message_zh
