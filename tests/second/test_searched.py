"""Everyday questions over all three policies at once find the right clause first."""

import pytest

from assistant.service import Assistant

QUESTIONS = {
    "数字企业租办公室怎么补房租": "yggx-2025-7#7",
    "未满5年迁出的奖励怎么退": "yggx-2025-7#3",
    "软著数量 成长奖励": "yggx-2025-7#5",
    "CMMI评估奖励": "yggx-2025-7#6",
    "发放算力券，每家企业每年最高多少": "yggx-2025-7#9",
    "初创企业 区外算力 比例": "yggx-2025-7#附件-2",
    "银行贷款贴息 利息 本金": "yggx-2025-7#10",
    "买云服务补多少": "yggx-2025-7#8",
    "若干措施由哪个部门解释": "yggx-2025-7#12",
    "新建冷库补助": "jlx-2024-12#二-1-2",
    "绿色食品认证奖励": "jlx-2024-12#二-2-1",
    "去外地参加展销会的摊位费": "jlx-2024-12#二-2-2",
    "收粮食的贷款有没有贴息": "jlx-2024-12#三-1-1",
    "带动脱贫户就业": "jlx-2024-12#三-2-1",
    "原料基地多少亩有奖": "jlx-2024-12#二-1-1",
    "农业龙头企业": "jlx-2024-12#一-1-1",
    "专利质押贷款": "cfgz-2022-66#17",
    "众创空间奖励": "cfgz-2022-66#3",
    "共享厂房": "cfgz-2022-66#4",
    "营业执照办理": "cfgz-2022-66#20",
}


@pytest.mark.parametrize(("question", "ref"), QUESTIONS.items(), ids=list(QUESTIONS))
def test_the_right_clause_of_all_policies_comes_first(assistant: Assistant, question: str, ref: str) -> None:
    assert [hit.clause.ref for hit in assistant.search(question, limit=3)][:1] == [ref]


def test_a_search_in_one_policy_finds_only_its_clauses(assistant: Assistant) -> None:
    hits = assistant.search("高新技术企业奖励", policy="jlx-2024-12", limit=20)

    assert hits[0].clause.ref == "jlx-2024-12#一-1-2"
    assert {hit.clause.policy_id for hit in hits} == {"jlx-2024-12"}


def test_a_search_by_unit_finds_the_clauses_it_leads_or_joins(assistant: Assistant) -> None:
    hits = assistant.search("", unit="县工信商务局")

    assert {hit.clause.ref for hit in hits} == {
        "jlx-2024-12#一-2-2",
        "jlx-2024-12#二-1-2",
        "jlx-2024-12#二-2-2",
    }


def test_an_address_that_two_policies_have_finds_both(assistant: Assistant) -> None:
    hits = assistant.search("第五条", limit=2)

    assert {hit.clause.ref for hit in hits} == {"cfgz-2022-66#5", "yggx-2025-7#5"}
