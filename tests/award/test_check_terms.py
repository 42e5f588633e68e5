"""What the check finds wrong with the days of a rule, and with words about taking awards together."""

import copy
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.award import check_rules
from assistant.award.together import find_together
from assistant.errors import CorpusError
from tests.award.fictional import policy_of, rules_of
from tests.award.test_check import RULES, TEXTS

AS_OF = date(2026, 6, 1)
DATED = {**TEXTS, "4": "第四条 第三条的奖励自2025年4月1日起执行，执行至2029年12月31日；到“十五五”末再定。"}
WORDS = "自2025年4月1日起执行，执行至2029年12月31日"
AFTERWARDS = "“十五五”末（2030年12月31日）已过，以主管部门答复为准"


def findings(folder: Path, award: str, change: Mapping[str, Any], texts: Mapping[str, str] = DATED) -> list[str]:
    source = copy.deepcopy(RULES)
    source["奖补"][award].update(change)
    rules = rules_of(folder, texts, source)
    return [finding.code for finding in check_rules(rules, policy_of(texts), AS_OF)]


@pytest.mark.parametrize(
    ("term", "codes"),
    [
        ({"起": "2025-04-01", "止": "2029-12-31", "原文": WORDS}, []),
        ({"止": "2029-12-31", "原文": "执行至2029年12月31日"}, []),
        ({"起": "2025-04-03", "止": "2029-12-31", "原文": WORDS}, ["date_differs"]),
        ({"起": "2025-04-01", "止": "2030-12-31", "原文": WORDS}, ["date_differs"]),
        ({"起": "2025-04-01", "原文": WORDS}, ["date_differs"]),
        ({"止": "2029-12-31", "原文": "第三条的奖励"}, ["date_differs"]),
        ({"止": "2029-12-31", "原文": "第三条的奖励", "理由": "另行通知"}, []),
        ({"止": "2029-12-31", "原文": "有效至2029年12月31日"}, ["quote_not_in_clause"]),
    ],
)
def test_the_term_of_a_rule_is_what_words_of_the_document_say(
    tmp_path: Path, term: dict[str, str], codes: list[str]
) -> None:
    assert findings(tmp_path, "most", {"有效期": term}) == codes


def test_a_term_without_words_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="原文"):
        findings(tmp_path, "most", {"有效期": {"止": "2029-12-31"}})


@pytest.mark.parametrize(
    ("deadline", "codes"),
    [
        ({"到": "2030-12-31", "原文": "到“十五五”末", "过后": AFTERWARDS, "理由": "常识"}, []),
        ({"到": "2031-12-31", "原文": "到“十五五”末", "过后": AFTERWARDS, "理由": "常识"}, ["date_differs"]),
        ({"到": "2030-12-31", "原文": "到“十五五”末", "过后": "已过", "理由": "指2026年至2030年"}, []),
        ({"到": "2030-12-31", "原文": "到“十五五”末", "过后": "已过", "理由": "常识"}, ["date_differs"]),
        ({"到": "2030-12-31", "原文": "到“十四五”末", "过后": AFTERWARDS, "理由": "常识"}, ["quote_not_in_clause"]),
        ({"到": "2029-12-29", "原文": "至2029年12月31日", "过后": "已过", "理由": "常识"}, ["date_differs"]),
    ],
)
def test_a_deadline_is_bound_to_its_words_and_names_its_day(
    tmp_path: Path, deadline: dict[str, str], codes: list[str]
) -> None:
    texts = {**DATED, "3": DATED["3"] + "到“十五五”末另定，至2029年12月31日。"}

    assert findings(tmp_path, "most", {"期限": [deadline]}, texts) == codes


TOGETHER = "同一企业不得重复享受第一条、第三条的奖励"
SET_ASIDE = {"条款": "4", "原文": TOGETHER, "理由": "由主管部门掌握"}


@pytest.mark.parametrize(
    ("key", "added", "codes"),
    [
        ("组合", [], ["together_unused"]),
        ("组合", [{"方式": "就高不重复", "奖补": ["most", "again"], "条款": "4", "原文": TOGETHER}], []),
        ("不作计算", [SET_ASIDE], []),
        (
            "不作计算",
            [SET_ASIDE | {"原文": "同一企业不得重复享受各条的奖励"}],
            ["quote_not_in_clause", "together_unused"],
        ),
        ("未规定", [{"事项": "叠加", "说明": "文件写了“不得重复享受”，没有写以哪一项为准"}], []),
        ("未规定", [{"事项": "叠加", "说明": "文件没有写以哪一项为准"}], ["together_unused"]),
    ],
)
def test_words_about_taking_awards_together_are_used_or_set_aside(
    tmp_path: Path, key: str, added: list[Any], codes: list[str]
) -> None:
    texts = {**TEXTS, "4": f"第四条 {TOGETHER}。", "5": "第五条 再给予7万元奖励。"}
    source = copy.deepcopy(RULES)
    source["奖补"]["again"] = {**source["奖补"]["most"], "条款": "5", "原文": "再给予7万元奖励"}
    source["奖补"]["again"]["计算"] = {"定额": {"值": "7万元", "原文": "再给予7万元奖励"}}
    source[key] = [*source.get(key, []), *added]

    rules = rules_of(tmp_path, texts, source)

    assert sorted({finding.code for finding in check_rules(rules, policy_of(texts), AS_OF)}) == codes


@pytest.mark.parametrize(
    "text",
    [
        "按就高不重复的原则给予奖励",
        "同类奖励不重复享受",
        "不得重复申报",
        "同一项目不得同时享受本措施的补贴",
        "以上奖励可叠加享受",
        "各项奖补不可叠加",
        "只能享受其中一项",
        "按照从高不重复原则",
        "就高执行",
    ],
)
def test_the_usual_words_about_taking_awards_together_are_known(text: str) -> None:
    assert find_together(text)


@pytest.mark.parametrize("text", ["重复使用的包装", "同时符合下列条件", "不重复建设", "一次性奖励", "择优推荐"])
def test_other_words_are_not_taken_for_them(text: str) -> None:
    assert find_together(text) == []


def test_what_is_set_aside_in_a_clause_without_awards_must_be_about_taking_them_together(tmp_path: Path) -> None:
    source = copy.deepcopy(RULES)
    source["不作计算"].append({"条款": "4", "原文": "执行至2029年12月31日", "理由": "目标"})

    with pytest.raises(CorpusError) as refused:
        rules_of(tmp_path, DATED, source)

    assert "没有奖补依据条款：4" in refused.value.message_zh
