"""One profile against all awards, the next question, and the totals."""

import dataclasses
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from assistant.award import Rulebook, Totals, evaluate, next_question, read_facts, screen, totals
from assistant.award.schema import Rule
from assistant.domain import Award
from assistant.errors import NotFound
from tests.award.fictional import rules_of

AS_OF = date(2026, 11, 24)
PROFILE = {
    "is_chain_leader": True,
    "annual_revenue": "5.3亿元",
    "prior_peak_revenue": "2亿元",
    "srdi_title": "国家级小巨人",
    "srdi_first_recognition": True,
    "high_tech_renewed": True,
    "high_tech_first_recognition": False,
    "project_level": "省级",
}


def screened(book: Rulebook, facts: dict[str, Any]) -> list[Award]:
    return screen(book.rules, read_facts(book.rules, facts), AS_OF)


def test_the_payable_come_first_and_the_refused_last(book: Rulebook) -> None:
    awards = screened(book, PROFILE)

    assert [award.status for award in awards if award.status not in ("needs_facts", "undetermined")] == [
        "exact",
        "range",
        "at_most",
        "not_eligible",
    ]
    assert [award.id for award in awards][:3] == ["srdi", "chain-leader-revenue", "high-tech-renewal"]
    assert awards[-1].id == "high-tech-first"
    assert len(awards) == len(book.rules)


def test_screening_gives_what_each_rule_gives_alone(book: Rulebook) -> None:
    facts = read_facts(book.rules, PROFILE)

    assert {award.id: award for award in screen(book.rules, facts, AS_OF)} == {
        rule.id: evaluate(rule, facts, AS_OF) for rule in book.rules
    }


def test_totals_keep_the_certain_the_disputed_and_the_ceilings_apart(book: Rulebook) -> None:
    assert totals(screened(book, PROFILE), book.rules) == Totals(
        certain=Decimal(250_000),
        certain_ids=("srdi", "chain-leader-revenue"),
        disputed=Decimal(50_000),
        disputed_ids=("chain-leader-revenue",),
        ceilings=Decimal(100_000),
        ceiling_ids=("high-tech-renewal",),
        notes=("文件未规定几项奖补能否同时享受，合计只是各项相加",),
    )


def test_money_that_is_no_grant_is_left_out_of_the_totals_and_said(book: Rulebook) -> None:
    profile = PROFILE | {"fund_size": "2亿元"}
    sums = totals(screened(book, profile), book.rules)

    assert (sums.certain, sums.ceilings, sums.ceiling_ids) == (
        Decimal(250_000),
        Decimal(100_000),
        ("high-tech-renewal",),
    )
    assert sums.notes == (
        "文件未规定几项奖补能否同时享受，合计只是各项相加",
        "合计不含“政府投资基金出资比例”：这是政府投资基金的出资，不是给企业的奖补",
    )


def test_an_award_left_out_of_the_totals_still_stands_in_the_screen_with_the_reason(book: Rulebook) -> None:
    (fund,) = [award for award in screened(book, {"fund_size": "2亿元"}) if award.id == "fund-share"]

    assert (fund.status, fund.amount) == ("at_most", Decimal(100_000_000))
    assert "这是政府投资基金的出资，不是给企业的奖补" in fund.notes


def test_nothing_payable_adds_up_to_nothing(book: Rulebook) -> None:
    assert totals(screened(book, {})) == Totals(Decimal(0), (), Decimal(0), (), Decimal(0), (), ())


def test_the_next_question_settles_most_awards(book: Rulebook) -> None:
    rules = [book.rule("chain-leader-revenue"), book.rule("chain-leader-sourcing"), book.rule("fund-share")]
    question = next_question(screen(rules, {}, AS_OF))

    assert question is not None
    assert question.fact == "is_chain_leader"


def test_of_two_questions_for_one_award_each_the_one_that_settles_it_alone_comes_first(book: Rulebook) -> None:
    question = next_question(screen([book.rule("major-project"), book.rule("fund-share")], {}, AS_OF))

    assert question is not None
    assert question.fact == "fund_size"


def test_there_is_no_next_question_when_nothing_is_missing(book: Rulebook) -> None:
    assert next_question(screen([book.rule("full-chain-incubation")], {}, AS_OF)) is None


TEXT = {"1": "第一条 甲项奖励8万元。乙项奖励5万元。丙项给予最高9万元奖励。同时享受的%s。"}


def combined(folder: Path, words: str, combination: dict[str, Any]) -> tuple[Rule, ...]:
    def award(name: str, quote: str, node: dict[str, Any]) -> dict[str, Any]:
        return {"名称": name, "条款": "1", "原文": quote, "说法": name, "适用": name, "方式": "奖励", "计算": node}

    most = {"最高": {"定额": {"值": "9万元", "原文": "给予最高9万元奖励"}}}
    content = {
        "奖补": {
            "a": award("甲项", "甲项奖励8万元", {"定额": {"值": "8万元", "原文": "甲项奖励8万元"}}),
            "b": award("乙项", "乙项奖励5万元", {"定额": {"值": "5万元", "原文": "乙项奖励5万元"}}),
            "c": award("丙项", "给予最高9万元奖励", most),
        },
        "组合": [{"奖补": ["a", "b", "c"], "条款": "1", "原文": f"同时享受的{words}", **combination}],
    }
    return rules_of(folder, {"1": TEXT["1"] % words}, content)


@pytest.mark.parametrize(
    ("words", "combination", "certain", "ceilings"),
    [
        ("就高不重复", {"方式": "就高不重复"}, 80_000, 10_000),
        ("合计不超过10万元", {"方式": "合并上限", "上限": {"值": "10万元", "原文": "合计不超过10万元"}}, 100_000, 0),
        (
            "合计不超过20万元",
            {"方式": "合并上限", "上限": {"值": "20万元", "原文": "合计不超过20万元"}},
            130_000,
            70_000,
        ),
    ],
)
def test_totals_keep_to_the_combinations_that_the_text_states(
    tmp_path: Path, words: str, combination: dict[str, Any], certain: int, ceilings: int
) -> None:
    rules = combined(tmp_path, words, combination)
    sums = totals(screen(rules, {}, AS_OF), rules)

    assert (sums.certain, sums.disputed, sums.ceilings) == (Decimal(certain), Decimal(0), Decimal(ceilings))
    assert sums.notes == (f"甲项、乙项、丙项：同时享受的{words}",)


def test_a_rule_is_found_by_its_id_with_or_without_the_policy(book: Rulebook) -> None:
    assert book.rule("srdi") is book.rule("cfgz-2022-66:srdi")


def test_an_unknown_award_is_not_found_and_the_known_are_listed(book: Rulebook) -> None:
    with pytest.raises(NotFound) as error:
        book.rule("nothing")

    assert "major-project" in error.value.message_zh


def test_an_id_in_two_policies_needs_the_policy(book: Rulebook) -> None:
    rule = book.rule("srdi")
    both = Rulebook((rule, dataclasses.replace(rule, policy_id="other")))

    with pytest.raises(NotFound) as error:
        both.rule("srdi")

    assert "cfgz-2022-66:srdi、other:srdi" in error.value.message_zh
    assert both.rule("cfgz-2022-66:srdi") is rule


def test_the_awards_of_a_clause_are_found_by_its_address(book: Rulebook) -> None:
    assert [rule.id for rule in book.for_clause("cfgz-2022-66#11")] == ["chain-leader-revenue", "chain-leader-sourcing"]
    assert book.for_clause("cfgz-2022-66#1") == ()
    assert book.of_policy("cfgz-2022-66") == book.rules
