"""Rows, counts, units and days of every mechanism against their words, without the help of examples."""

import copy
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.award import check_rules
from assistant.domain import Policy
from assistant.errors import CorpusError
from assistant.library import read_policy
from tests.award.conftest import FOLDER
from tests.award.fictional import Path_, changed, get, policy_of, rules_of
from tests.award.test_mechanisms import FILES

AS_OF = date(2026, 6, 1)
SECOND = FOLDER.parents[2] / "tests" / "second" / "corpus" / "policies"
ROWS = ("各级", "各档", "各行", "各期", "各段")

Made = tuple[Mapping[str, str], Any]
"""The clauses of a policy, and its rules."""


def made(file: Path) -> Made:
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    return content["条款"], content["规则"]


def written(folder: Path) -> Made:
    policy: Policy = read_policy(folder)
    rules = yaml.safe_load((folder / "rules.yaml").read_text(encoding="utf-8"))
    return {clause.number: clause.text for clause in policy.clauses}, rules


ALL = {file.stem: made(file) for file in FILES} | {
    folder.name: written(folder) for folder in (FOLDER, *sorted(SECOND.iterdir()))
}


def findings(folder: Path, texts: Mapping[str, str], rules: Any) -> list[str]:
    try:
        return [one.code for one in check_rules(rules_of(folder, texts, rules), policy_of(texts), AS_OF)]
    except CorpusError as error:
        return [error.code]


def swaps(node: Any, path: Path_ = ()) -> Iterator[tuple[Path_, Path_]]:
    """Every two rows that say one thing differently: where it stands in each."""
    for key, value in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
        if key in ROWS:
            places = list(value) if isinstance(value, dict) else range(len(value))
            for one, other in combinations(places, 2):
                for part in set(value[one]) & set(value[other]):
                    if value[one][part] != value[other][part] and part not in ("分别", "说明"):
                        yield (*path, key, one, part), (*path, key, other, part)
        yield from swaps(value, (*path, key))


SWAPS = [(name, one, other) for name, (_, rules) in ALL.items() for one, other in swaps(rules["奖补"], ("奖补",))]


def shown(value: object) -> str:
    return ".".join(map(str, value)) if isinstance(value, tuple) else str(value)


@pytest.mark.parametrize(("name", "one", "other"), SWAPS, ids=shown)
def test_rows_that_changed_places_are_caught_by_their_words_alone(
    tmp_path: Path, name: str, one: Path_, other: Path_
) -> None:
    texts, rules = ALL[name]
    swapped = changed(changed(rules, one, get(rules, other)), other, get(rules, one))

    assert findings(tmp_path, texts, swapped) != []


@pytest.mark.parametrize(
    ("name", "path", "value"),
    [
        ("rounding", ("奖补", "rent", "计算", "取整", "到"), "千元"),
        ("rounding", ("奖补", "rent", "计算", "取整", "到"), "元"),
        ("rounding", ("奖补", "rent", "计算", "取整", "方式"), "四舍五入"),
        ("rounding", ("奖补", "rent", "计算", "取整", "方式"), "进位"),
        ("requirements", ("奖补", "strength", "条件", 0, "满足其"), 1),
        ("requirements", ("奖补", "strength", "条件", 0, "满足其"), 3),
        ("periods", ("奖补", "yearly", "计算", "按日期", "各期", 0, "起"), "2024-02-01"),
        ("periods", ("奖补", "yearly", "计算", "按日期", "各期", 0, "止"), "2025-12-31"),
        ("periods", ("奖补", "yearly", "计算", "按日期", "各期", 1, "止"), "2026-12-30"),
        ("increments", ("奖补", "usage", "计算", "逐级", "不是整级时", 0, "读法"), "按全部增幅"),
        ("milestones", ("奖补", "growth", "计算", "进档", "同时跨几档", 0, "读法"), "只给最高一档"),
        ("bands", ("奖补", "jobs", "计算", "按数额分档", "各档", 1, "不低于", "原文"), "50人"),
        ("table", ("奖补", "rent", "计算", "查表", "另称", "married"), {"是": "无配偶", "否": "有配偶"}),
        ("table", ("奖补", "rent", "计算", "查表", "另称", "degree"), {"大专": "专科"}),
        ("fixed", ("奖补", "opening", "条件", 0, "须为"), "否"),
    ],
    ids=shown,
)
def test_a_count_a_unit_or_a_day_that_the_words_do_not_state_is_caught(
    tmp_path: Path, name: str, path: Path_, value: Any
) -> None:
    texts, rules = ALL[name]

    assert findings(tmp_path, texts, changed(rules, path, value)) != []


@pytest.mark.parametrize(
    ("quote", "count", "parts", "codes"),
    [
        ("满足以下两项", 2, 3, []),
        ("以下3个条件中满足2个", 2, 3, []),
        ("以下3个条件中满足2个", 2, 2, ["figure_differs"]),
        ("符合下列条件之一", 1, 3, []),
        ("符合下列条件之一", 2, 3, ["figure_differs"]),
        ("同时符合下列条件", 3, 3, []),
        ("同时符合下列条件", 2, 3, ["figure_differs"]),
        ("符合下列条件", 2, 3, ["figure_differs"]),
    ],
)
def test_how_many_conditions_must_hold_is_read_from_the_words(
    tmp_path: Path, quote: str, count: int, parts: int, codes: list[str]
) -> None:
    texts = {"1": f"第一条 {quote}的：员工超过9人，收入超过8元，面积超过7亩，给予6万元奖励。"}
    rules = copy.deepcopy(ALL["requirements"][1])
    rules["事实"] = {
        name: {"标签": name, "问题": "多少？", "类型": "数量", "单位": unit}
        for name, unit in (("a", "人"), ("c", "亩"), ("d", "人"))[:parts]
    }
    limits = [("a", "9人", "员工超过9人"), ("c", "7亩", "面积超过7亩"), ("d", "9人", "员工超过9人")]
    inner = [{"事实": name, "高于": limit, "原文": words, "不符": "不符"} for name, limit, words in limits[:parts]]
    rules["奖补"]["strength"] |= {"原文": "给予6万元奖励", "适用": "员工", "方式": "奖励"}
    rules["奖补"]["strength"]["条件"] = [{"满足其": count, "各项": inner, "原文": quote, "不符": "不符"}]
    rules["不作计算"] = [{"条款": "1", "原文": "收入超过8元", "理由": "略"}]
    if "以下3个" in quote:
        rules["不作计算"].append({"条款": "1", "原文": quote, "理由": "略"})

    assert findings(tmp_path, texts, rules) == codes


def ratio(quote: str, mechanism: dict[str, Any]) -> tuple[dict[str, str], dict[str, Any]]:
    facts = {"base": {"标签": "投资额", "问题": "多少？", "类型": "金额"}}
    rule = {
        "名称": "补助",
        "条款": "1",
        "原文": quote,
        "说法": "补助",
        "适用": "投资",
        "方式": "补助",
        "计算": mechanism,
    }
    return {"1": f"第一条 对投资{quote}。"}, {"事实": facts, "奖补": {"share": rule}}


@pytest.mark.parametrize(
    ("quote", "codes"),
    [
        ("按投资额的10%给予补助", []),
        ("按不超过投资额的10%给予补助", ["ceiling_differs"]),
        ("最高按投资额的10%给予补助", ["ceiling_differs"]),
    ],
)
def test_a_most_before_a_rate_is_no_rate(tmp_path: Path, quote: str, codes: list[str]) -> None:
    share = {"比例": {"基数": "base", "比率": {"值": "10%", "原文": quote}}}

    assert findings(tmp_path, *ratio(quote, share)) == codes
    if codes:
        assert findings(tmp_path, *ratio(quote, {"最高": share})) == []


def test_of_several_figures_in_one_quote_each_tier_has_its_own(tmp_path: Path) -> None:
    quote = "国家级给予20万元，省级给予10万元"
    facts = {"level": {"标签": "级别", "问题": "哪一级？", "类型": "选项", "选项": {"国家级": [], "省级": []}}}

    def rules(national: int, provincial: int) -> dict[str, Any]:
        amounts = {1: "20万元", 2: "10万元"}
        tiers = {
            tier: {"定额": {"值": amounts[nth], "原文": quote, "第": nth, "共": 2}}
            for tier, nth in (("国家级", national), ("省级", provincial))
        }
        texts, content = ratio(quote, {"按级别": {"事实": "level", "各级": tiers}})
        return {"texts": texts, "rules": content | {"事实": facts}}

    assert findings(tmp_path, **rules(1, 2)) == []
    assert findings(tmp_path, **rules(2, 1)) == ["tier_not_named", "tier_not_named"]


def test_a_clause_that_is_not_there_is_named_whichever_key_names_it(tmp_path: Path) -> None:
    texts, rules = ALL["table"]

    with pytest.raises(CorpusError, match="附表-9"):
        rules_of(tmp_path, texts, changed(rules, ("奖补", "rent", "另据", 0), "附表-9"))
