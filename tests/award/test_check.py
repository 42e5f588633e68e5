"""What the check finds wrong with rules, one fault at a time, on a small made-up policy."""

import copy
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.award import check_examples, check_rules
from assistant.errors import CorpusError
from tests.award.fictional import policy_of, rules_of, write_yaml

AS_OF = date(2026, 6, 1)
TEXTS = {
    "1": "第一条 对国家级、省级基地，分别给予20万元、10万元奖励。到2030年建成30个基地。",
    "2": "第二条 对就业10人以上的企业，按社保费的50%给予补贴，最高不超过5万元。",
    "3": "第三条 给予最高8万元奖励。同一企业享受第一条、第二条的，合计不超过22万元。",
}
RULES: dict[str, Any] = {
    "事实": {
        "level": {
            "标签": "基地级别",
            "问题": "哪一级？",
            "类型": "选项",
            "选项": {"国家级": [], "省级": [], "其他": []},
        },
        "staff": {"标签": "就业人数", "问题": "多少人？", "类型": "数量", "单位": "人"},
        "fees": {"标签": "社保费", "问题": "社保费多少？", "类型": "金额"},
    },
    "奖补": {
        "base": {
            "名称": "基地奖励",
            "条款": "1",
            "原文": "对国家级、省级基地，分别给予20万元、10万元奖励",
            "说法": "基地奖励",
            "适用": "国家级、省级基地",
            "方式": "奖励",
            "计算": {
                "按级别": {
                    "事实": "level",
                    "分别": {"定额": "国家级、省级基地，分别给予20万元、10万元奖励"},
                    "各级": {"国家级": {"定额": "20万元"}, "省级": {"定额": "10万元"}},
                    "未列": "其他级别没有列入",
                }
            },
        },
        "jobs": {
            "名称": "社保补贴",
            "条款": "2",
            "原文": "按社保费的50%给予补贴",
            "说法": "社保补贴",
            "适用": "就业10人以上的企业",
            "方式": "补贴",
            "条件": [{"事实": "staff", "不低于": "10人", "原文": "就业10人以上", "不符": "就业不足10人"}],
            "计算": {
                "比例": {"基数": "fees", "比率": {"值": "50%", "原文": "按社保费的50%给予补贴"}},
                "上限": {"值": "5万元", "原文": "最高不超过5万元"},
            },
        },
        "most": {
            "名称": "最高额奖励",
            "条款": "3",
            "原文": "给予最高8万元奖励",
            "说法": "最高额",
            "适用": "奖励",
            "方式": "奖励",
            "计算": {"最高": {"定额": {"值": "8万元", "原文": "给予最高8万元奖励"}}},
        },
    },
    "组合": [
        {
            "方式": "合并上限",
            "奖补": ["base", "jobs"],
            "条款": "3",
            "原文": "同一企业享受第一条、第二条的，合计不超过22万元",
            "上限": {"值": "22万元", "原文": "合计不超过22万元"},
        }
    ],
    "不作计算": [
        {"条款": "1", "原文": "建成30个基地", "理由": "目标"},
        {"条款": "3", "原文": "合计不超过22万元", "理由": "用在组合里"},
    ],
}
EXAMPLES: dict[str, list[Any]] = {
    "base": [
        {"条件": {"level": "国家级"}, "得": "20万元"},
        {"条件": {"level": "省级"}, "得": "10万元"},
        {"条件": {"level": "其他"}, "不符合": "没有列入"},
    ],
    "jobs": [
        {"条件": {"staff": 10, "fees": "1万元"}, "得": "5000元"},
        {"条件": {"staff": 9, "fees": "1万元"}, "不符合": "就业不足10人"},
    ],
    "most": [{"最高": "8万元"}],
}

Change = Callable[[dict[str, Any]], object]


def findings(folder: Path, change: Change = lambda source: None, texts: Mapping[str, str] = TEXTS) -> list[str]:
    source = copy.deepcopy(RULES)
    change(source)
    rules = rules_of(folder, texts, source)
    return [finding.code for finding in check_rules(rules, policy_of(texts), AS_OF)]


def calculation(source: dict[str, Any], award: str) -> dict[str, Any]:
    node: dict[str, Any] = source["奖补"][award]["计算"]
    return node


def test_sound_rules_have_no_findings(tmp_path: Path) -> None:
    assert findings(tmp_path) == []


def test_a_quote_that_is_not_in_the_clause_is_found(tmp_path: Path) -> None:
    assert findings(tmp_path, lambda source: source["奖补"]["jobs"].update(适用="就业20人以上")) == [
        "quote_not_in_clause"
    ]


def test_a_figure_that_differs_from_its_words_is_found(tmp_path: Path) -> None:
    assert findings(tmp_path, lambda source: calculation(source, "jobs")["上限"].update(值="6万元")) == [
        "figure_differs"
    ]


def test_a_list_with_another_number_of_figures_is_found(tmp_path: Path) -> None:
    def shorten(source: dict[str, Any]) -> None:
        calculation(source, "base")["按级别"]["分别"]["定额"] = "国家级、省级基地，分别给予20万元"

    assert "figure_count_differs" in findings(tmp_path, shorten)


def test_swapped_tiers_are_found(tmp_path: Path) -> None:
    def swap(source: dict[str, Any]) -> None:
        calculation(source, "base")["按级别"]["各级"] = {"省级": {"定额": "20万元"}, "国家级": {"定额": "10万元"}}

    assert findings(tmp_path, swap) == ["order_differs"]


def test_a_tier_whose_own_words_name_another_is_found(tmp_path: Path) -> None:
    texts = {**TEXTS, "1": "第一条 国家级给予20万元奖励，省级给予10万元奖励。建成30个基地。"}

    def bind_apart(source: dict[str, Any]) -> None:
        source["奖补"]["base"].update(原文="国家级给予20万元奖励", 适用="国家级")
        tiers = calculation(source, "base")["按级别"]
        del tiers["分别"]
        tiers["各级"] = {
            "省级": {"定额": {"值": "20万元", "原文": "国家级给予20万元奖励"}},
            "国家级": {"定额": {"值": "10万元", "原文": "省级给予10万元奖励"}},
        }

    assert findings(tmp_path, bind_apart, texts) == ["tier_not_named", "tier_not_named"]


def test_an_option_without_a_tier_is_found(tmp_path: Path) -> None:
    assert findings(tmp_path, lambda source: calculation(source, "base")["按级别"].pop("未列")) == ["mechanism"]


def test_a_most_taken_for_a_fixed_sum_is_found(tmp_path: Path) -> None:
    def forget_most(source: dict[str, Any]) -> None:
        source["奖补"]["most"]["计算"] = calculation(source, "most")["最高"]

    assert findings(tmp_path, forget_most) == ["ceiling_differs"]


def test_a_fixed_sum_taken_for_a_most_is_found(tmp_path: Path) -> None:
    texts = {**TEXTS, "3": TEXTS["3"].replace("最高8万元", "每户8万元")}

    def invent_most(source: dict[str, Any]) -> None:
        source["奖补"]["most"]["原文"] = "给予每户8万元奖励"
        calculation(source, "most")["最高"]["定额"]["原文"] = "给予每户8万元奖励"

    assert findings(tmp_path, invent_most, texts) == ["ceiling_differs"]


@pytest.mark.parametrize("key", ["原文", "须说明"])
def test_an_award_given_once_by_its_words_but_not_by_its_rule_is_found(tmp_path: Path, key: str) -> None:
    texts = {**TEXTS, "3": TEXTS["3"].replace("给予最高8万元奖励", "给予最高8万元奖励，一次性发放")}

    def forget(source: dict[str, Any]) -> None:
        source["奖补"]["most"][key] = "给予最高8万元奖励，一次性发放"

    def say(source: dict[str, Any]) -> None:
        forget(source)
        source["奖补"]["most"]["一次性"] = "一次性发放"

    assert findings(tmp_path, forget, texts) == ["one_off_missing"]
    assert findings(tmp_path, say, texts) == []


@pytest.mark.parametrize("comparison", ["高于", "不高于", "低于"])
def test_a_comparison_other_than_the_words_is_found(tmp_path: Path, comparison: str) -> None:
    def compare_otherwise(source: dict[str, Any]) -> None:
        requirement = source["奖补"]["jobs"]["条件"][0]
        requirement[comparison] = requirement.pop("不低于")

    assert findings(tmp_path, compare_otherwise) == ["comparison_differs"]


def test_a_forgotten_figure_is_found(tmp_path: Path) -> None:
    assert findings(tmp_path, lambda source: source["不作计算"].pop(0)) == ["figure_unbound"]


def test_a_figure_in_the_rules_own_words_that_the_clause_does_not_state_is_found(tmp_path: Path) -> None:
    assert findings(tmp_path, lambda source: source["奖补"]["most"].update(说明=["每户9万元"])) == [
        "figure_not_in_clause"
    ]


def test_a_figure_in_what_is_said_exactly_at_a_limit_is_found(tmp_path: Path) -> None:
    def say(source: dict[str, Any]) -> None:
        source["奖补"]["jobs"]["条件"][0]["恰好等于时"] = "正好9万元也算"

    assert findings(tmp_path, say) == ["figure_not_in_clause"]


@pytest.mark.parametrize(
    ("quote", "codes"), [("就业10人以上", []), ("招工10人以上", ["quote_not_in_clause", "figure_unbound"])]
)
def test_the_words_of_a_condition_that_is_one_of_several_must_stand_in_the_clause(
    tmp_path: Path, quote: str, codes: list[str]
) -> None:
    texts = {**TEXTS, "2": TEXTS["2"].replace("就业10人以上的企业", "满足下列一项的企业（就业10人以上）")}

    def nest(source: dict[str, Any]) -> None:
        source["奖补"]["jobs"]["适用"] = "满足下列一项的企业"
        [single] = source["奖补"]["jobs"]["条件"]
        parts = [{**single, "原文": quote}]
        several = {"满足其": 1, "各项": parts, "原文": "满足下列一项的企业", "不符": single["不符"]}
        source["奖补"]["jobs"]["条件"] = [several]

    assert findings(tmp_path, nest, texts) == codes


def test_a_rule_that_has_ended_is_found(tmp_path: Path) -> None:
    term = {"止": "2025-12-31", "原文": "给予最高8万元奖励", "理由": "另行通知"}

    assert findings(tmp_path, lambda source: source["奖补"]["most"].update(有效期=term)) == ["rule_ended"]


def test_two_awards_on_the_same_figure_are_found_unless_combined(tmp_path: Path) -> None:
    def double(source: dict[str, Any]) -> None:
        source["奖补"]["again"] = copy.deepcopy(source["奖补"]["most"])

    def double_and_combine(source: dict[str, Any]) -> None:
        double(source)
        piece = "给予最高8万元奖励"
        source["组合"].append({"方式": "就高不重复", "奖补": ["most", "again"], "条款": "3", "原文": piece})

    assert findings(tmp_path, double) == ["rules_conflict"]
    assert findings(tmp_path, double_and_combine) == []


def test_two_awards_on_the_same_figure_at_different_times_are_no_conflict(tmp_path: Path) -> None:
    why = {"原文": "给予最高8万元奖励", "理由": "另行通知"}

    def follow(source: dict[str, Any]) -> None:
        source["奖补"]["again"] = copy.deepcopy(source["奖补"]["most"]) | {"有效期": {"起": "2027-01-01", **why}}
        source["奖补"]["most"]["有效期"] = {"止": "2026-12-31", **why}

    assert findings(tmp_path, follow) == []


def test_a_combination_with_another_limit_than_its_words_is_found(tmp_path: Path) -> None:
    assert findings(tmp_path, lambda source: source["组合"][0]["上限"].update(值="23万元")) == ["figure_differs"]


def test_examples_that_come_out_are_no_finding(tmp_path: Path) -> None:
    rules = rules_of(tmp_path, TEXTS, RULES)

    assert check_examples(write_yaml(tmp_path / "examples.yaml", {"算例": EXAMPLES}), rules) == []


@pytest.mark.parametrize(
    ("award", "cases", "code"),
    [
        ("most", [{"最高": "9万元"}], "example_differs"),
        ("most", [{"得": "8万元"}], "example_differs"),
        ("most", [], "example_missing"),
        ("jobs", EXAMPLES["jobs"][:1], "example_missing"),
        ("base", EXAMPLES["base"][1:], "example_missing"),
        ("base", [*EXAMPLES["base"], {"条件": {"level": "区级"}, "得": "1元"}], "example_unreadable"),
        ("nowhere", EXAMPLES["most"], "example_unreadable"),
    ],
)
def test_examples_that_differ_or_are_missing_are_found(tmp_path: Path, award: str, cases: list[Any], code: str) -> None:
    rules = rules_of(tmp_path, TEXTS, RULES)
    path = write_yaml(tmp_path / "examples.yaml", {"算例": {**EXAMPLES, award: cases}})

    assert [finding.code for finding in check_examples(path, rules)] == [code]


@pytest.mark.parametrize(
    ("award", "case", "message"),
    [
        ("most", {"最高": "30万元"}, "算例写的是最高30万元，规则算出最高8万元"),
        ("most", {"得": "8万元"}, "算例写的是8万元，规则算出最高8万元"),
        ("base", {"条件": {"level": "国家级"}, "得": "30万元"}, "算例写的是30万元，规则算出20万元"),
        (
            "base",
            {"条件": {"level": "国家级"}, "两可": {"低": "1万元", "高": "3万元", "按": "2万元"}},
            "算例写的是1万元至3万元（按字面2万元），规则算出20万元",
        ),
        ("base", {"条件": {"level": "其他"}, "得": "1元"}, "算例写的是1元，规则算出不符合（其他级别没有列入）"),
        (
            "base",
            {"条件": {"level": "其他"}, "未写明": "金额"},
            "算例写的是未写明（金额），规则算出不符合（其他级别没有列入）",
        ),
        ("jobs", {"还缺": ["fees"]}, "算例写的是还缺fees，规则算出还缺staff、fees"),
        ("most", {"最高": "8万元", "说明": "每年"}, "算例要说明“每年”，规则的说明是：没有说明"),
    ],
)
def test_an_example_that_differs_is_told_in_chinese(
    tmp_path: Path, award: str, case: dict[str, Any], message: str
) -> None:
    rules = rules_of(tmp_path, TEXTS, RULES)
    path = write_yaml(tmp_path / "examples.yaml", {"算例": {**EXAMPLES, award: [*EXAMPLES[award], case]}})

    assert [finding.message for finding in check_examples(path, rules)] == [message]


def test_an_example_with_two_results_is_refused(tmp_path: Path) -> None:
    path = write_yaml(tmp_path / "examples.yaml", {"算例": {"most": [{"得": "1元", "最高": "2元"}]}})

    with pytest.raises(CorpusError, match=r"examples\.yaml 算例\.most\.0"):
        check_examples(path, ())
