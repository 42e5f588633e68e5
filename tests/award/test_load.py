"""rules.yaml is read strictly: what does not fit is refused with its file and key."""

import contextlib
import copy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.award import check_rules, load_rules
from assistant.errors import CorpusError
from tests.award.fictional import Path_, changed, policy_of, rules_of, write_yaml
from tests.award.test_check import RULES, TEXTS


def test_rules_keep_the_order_of_the_file(tmp_path: Path) -> None:
    assert [rule.key for rule in rules_of(tmp_path, TEXTS, RULES)] == ["demo:base", "demo:jobs", "demo:most"]


def test_options_are_words_for_themselves(tmp_path: Path) -> None:
    spec = rules_of(tmp_path, TEXTS, RULES)[0].fact("level")

    assert [(option.value, option.words) for option in spec.options] == [
        ("国家级", ("国家级",)),
        ("省级", ("省级",)),
        ("其他", ("其他",)),
    ]


@pytest.mark.parametrize(
    ("path", "value", "place", "message"),
    [
        (("奖补", "most", "条款"), "9", "rules.yaml 奖补.most", "没有条款“9”"),
        (("奖补", "most", "注"), "x", "rules.yaml 奖补.most.注", "没有这个键"),
        (("奖补", "most", "名称"), "", "rules.yaml 奖补.most.名称", "不能为空"),
        (("奖补", "most", "计算"), {}, "rules.yaml 奖补.most.计算", "恰好用一种方法"),
        (("奖补", "most", "计算", "无公式"), {"原文": "奖励", "未写明": "x"}, "rules.yaml 奖补.most.计算", "一种方法"),
        (("奖补", "most", "计算", "最高", "定额"), "8万元", "rules.yaml 奖补.most.计算.最高", "缺少原文"),
        (("奖补", "most", "计算", "最高", "定额", "值"), "八个", "rules.yaml 奖补.most.计算.最高", "不是金额"),
        (("奖补", "jobs", "计算", "比例", "基数"), "wages", "rules.yaml 奖补.jobs", "没有定义“wages”"),
        (("奖补", "jobs", "计算", "比例", "基数"), "staff", "rules.yaml 奖补.jobs", "应是“金额”类型的事实"),
        (("奖补", "jobs", "条件", 0, "低于"), "5人", "rules.yaml 奖补.jobs.条件.0", "只写一种要求"),
        (("奖补", "jobs", "条件", 0, "不低于"), "很多", "rules.yaml 奖补.jobs", "不是"),
        (("奖补", "base", "计算", "按级别", "原词"), ["国家"], "rules.yaml 奖补.base.计算.按级别", "一一对应"),
        (("奖补", "base", "计算", "按级别", "分别", "上限"), "x", "rules.yaml 奖补.base.计算.按级别", "没有这一项"),
        (("事实", "fees", "标签"), "", "rules.yaml 事实.fees.标签", "不能为空"),
        (("事实", "fees", "类型"), "钱", "rules.yaml 事实.fees.类型", "不是可以填的值"),
        (("事实", "fees", "选项"), {"甲": []}, "rules.yaml 事实.fees", "不能有选项"),
        (("事实", "more"), {"标签": "x", "问题": "x", "类型": "金额"}, "rules.yaml 事实", "没有哪项奖补用到：more"),
        (("不作计算", 0, "条款"), "9", "rules.yaml 不作计算", "没有条款“9”"),
        (
            ("奖补", "jobs", "计算", "上限"),
            {"值": "5万元", "原文": "最高不超过5万元", "第": 2},
            "rules.yaml 奖补.jobs.计算.上限",
            "这里是 2 和 1",
        ),
        (("组合", 0, "奖补"), ["base", "none"], "rules.yaml 组合", "“none”没有这项奖补"),
        (("组合", 0, "方式"), "就高不重复", "rules.yaml 组合.0", "要写“上限”"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(
    tmp_path: Path, path: Path_, value: Any, place: str, message: str
) -> None:
    with pytest.raises(CorpusError) as error:
        rules_of(tmp_path, TEXTS, changed(RULES, path, value))

    assert error.value.place.startswith(f"demo/{place}")
    assert error.value.message_zh.startswith(f"demo/{place}")
    assert message in error.value.message_zh


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.sampled_from(["", "甲", "5万元", "fees"]),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["值", "原文", "定额"]), inner, max_size=2)
    ),
    max_leaves=4,
)


def places(node: Any, path: Path_ = ()) -> list[Path_]:
    inner: list[tuple[str | int, Any]] = []
    if isinstance(node, dict):
        inner = list(node.items())
    elif isinstance(node, list):
        inner = list(enumerate(node))
    return [(*path, key) for key, _ in inner] + [one for key, value in inner for one in places(value, (*path, key))]


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(places(RULES)), JSON)
def test_whatever_stands_anywhere_is_read_or_refused(tmp_path: Path, path: Path_, value: Any) -> None:
    with contextlib.suppress(CorpusError):
        check_rules(rules_of(tmp_path, TEXTS, changed(RULES, path, value)), policy_of(TEXTS), date(2026, 6, 1))


def test_a_question_is_compulsory(tmp_path: Path) -> None:
    source: Any = copy.deepcopy(RULES)
    del source["事实"]["fees"]["问题"]

    with pytest.raises(CorpusError, match="问题"):
        rules_of(tmp_path, TEXTS, source)


def test_a_key_written_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text("奖补: {}\n奖补: {}\n", encoding="utf-8")

    with pytest.raises(CorpusError, match="写了两次"):
        load_rules(path, policy_of(TEXTS))


@pytest.mark.parametrize("content", ["- 一\n", "奖补: [", "\x00", "? [奖补]\n: {}\n"])
def test_a_file_that_is_no_mapping_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(CorpusError):
        load_rules(path, policy_of(TEXTS))


def test_a_file_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError):
        load_rules(tmp_path / "none.yaml", policy_of(TEXTS))


def test_the_version_changes_with_rule_and_text_alone(tmp_path: Path) -> None:
    other_rule: Any = copy.deepcopy(RULES)
    other_rule["奖补"]["most"]["名称"] = "奖励"
    other_text = TEXTS | {"3": TEXTS["3"] + "另行通知。"}  # the clause of the third award, and of the combination

    versions = [
        [rule.version for rule in rules_of(tmp_path, texts, content)]
        for texts, content in ((TEXTS, RULES), (TEXTS, RULES), (TEXTS, other_rule), (other_text, RULES))
    ]

    assert versions[0] == versions[1]
    assert [one == other for one, other in zip(versions[0], versions[2], strict=True)] == [True, True, False]
    assert [one == other for one, other in zip(versions[0], versions[3], strict=True)] == [False, False, False]


def test_the_version_changes_with_the_combination_of_the_award_alone(tmp_path: Path) -> None:
    stated = [rule.version for rule in rules_of(tmp_path, TEXTS, RULES)]
    raised = [rule.version for rule in rules_of(tmp_path, TEXTS, changed(RULES, ("组合", 0, "上限", "值"), "23万元"))]
    dropped = [rule.version for rule in rules_of(tmp_path, TEXTS, changed(RULES, ("组合",), []))]

    for versions in (raised, dropped):
        assert [one == other for one, other in zip(stated, versions, strict=True)] == [False, False, True]


@pytest.mark.parametrize("key", ["issued", "effective", "until"])
def test_the_version_changes_with_the_days_of_the_policy(tmp_path: Path, key: str) -> None:
    path = write_yaml(tmp_path / "rules.yaml", RULES)
    policies = (policy_of(TEXTS), policy_of(TEXTS, **{key: date(2031, 1, 1)}))
    versions = [[rule.version for rule in load_rules(path, policy)] for policy in policies]

    assert not set(versions[0]) & set(versions[1])


def test_the_version_changes_with_what_is_said_with_every_result(tmp_path: Path) -> None:
    silence: Any = {"事项": "取整", "说明": "没有规定"}
    versions = [
        {rule.version for rule in rules_of(tmp_path, TEXTS, changed(RULES, ("未规定",), silences))}
        for silences in ([], [silence], [silence | {"随结果": True}])
    ]

    assert versions[0] == versions[1]
    assert not versions[0] & versions[2]
