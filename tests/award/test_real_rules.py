"""The rules of the real policy: they say what the contract promises and what the clauses say."""

from datetime import date
from decimal import Decimal

import pytest

from assistant.award import Rulebook, check_examples, check_rules, evaluate, read_facts
from assistant.domain import Policy, Step
from tests.award.conftest import FOLDER

AS_OF = date(2026, 11, 24)
CONTRACT = {
    "incubator": ("3", {"incubator_level", "incubator_newly_recognized"}),
    "makerspace": ("3", {"makerspace_level", "makerspace_newly_recognized"}),
    "rd-institution": ("5", {"rd_institution_level", "rd_superior_grant"}),
    "chain-leader-revenue": ("11", {"is_chain_leader", "annual_revenue", "prior_peak_revenue"}),
    "chain-leader-sourcing": ("11", {"is_chain_leader", "local_sourcing_increase", "incremental_purchase"}),
    "srdi": ("13", {"srdi_title", "srdi_first_recognition"}),
    "high-tech-first": ("14", {"high_tech_first_recognition"}),
    "high-tech-renewal": ("14", {"high_tech_renewed"}),
    "high-tech-relocation": (
        "14",
        {"high_tech_valid", "moved_from_outside_city", "registered_in_district", "three_year_commitment"},
    ),
    "major-project": ("14", {"project_level", "project_funds_disbursed"}),
    "fund-share": ("15", {"fund_size"}),
    "guarantee-compensation": ("16", {"guarantee_balance", "compensation_stage"}),
    "guarantee-fee-subsidy": (
        "16",
        {"guaranteed_amount", "guarantee_fee_rate", "eligible_borrower", "government_guarantor"},
    ),
}
OPTIONAL = {
    "rd-institution": {"rd_second_superior_grant", "rd_aid_received_earlier"},
    "major-project": {"project_support_received", "other_support_this_year", "other_support_earlier"},
}
OPTIONS = {
    "incubator_level": ("国家级", "省级", "其他"),
    "makerspace_level": ("国家级", "省级", "其他"),
    "rd_institution_level": ("省级", "市级", "其他"),
    "srdi_title": ("省级专精特新", "省级小巨人", "国家级小巨人", "其他"),
    "project_level": ("国家级", "省级", "市级", "其他"),
    "compensation_stage": ("现行", "十四五末"),
}


def test_the_rules_say_what_the_clauses_say(book: Rulebook, policy: Policy) -> None:
    assert check_rules(book.rules, policy, AS_OF) == []


def test_the_examples_worked_out_by_hand_come_out(book: Rulebook) -> None:
    assert check_examples(FOLDER / "examples.yaml", book.rules) == []


def test_every_award_of_the_contract_is_there_with_its_facts(book: Rulebook) -> None:
    asked = {rule.id: {spec.name for spec in rule.facts if not spec.is_optional} for rule in book.rules}
    with_facts = {rule.id: (rule.number, asked[rule.id]) for rule in book.rules if rule.facts}

    assert with_facts == CONTRACT


def test_what_else_was_received_may_be_stated_and_is_never_asked_for(book: Rulebook) -> None:
    optional = {rule.id: {spec.name for spec in rule.facts if spec.is_optional} for rule in book.rules}

    assert {award: names for award, names in optional.items() if names} == OPTIONAL
    assert all(
        not {one.fact for one in evaluate(book.rule(award), {}, AS_OF).missing} & names
        for award, names in OPTIONAL.items()
    )


def test_options_are_those_of_the_contract(book: Rulebook) -> None:
    options = {spec.name: spec.choices for rule in book.rules for spec in rule.facts if spec.kind == "option"}

    assert options == OPTIONS


def test_support_without_a_figure_is_an_undetermined_award(book: Rulebook) -> None:
    statuses = {rule.number: evaluate(rule, {}, AS_OF).status for rule in book.rules if not rule.facts}

    assert statuses == dict.fromkeys(["14", "2", "10", "12", "19"], "undetermined")


def test_one_off_awards_are_those_that_say_so(book: Rulebook) -> None:
    assert {rule.id for rule in book.rules if rule.one_off} == {"incubator", "makerspace", "srdi"}


def test_an_award_carries_everything_a_receipt_needs(book: Rulebook, policy: Policy) -> None:
    rule = book.rule("major-project")
    award = evaluate(rule, read_facts(rule, {"project_level": "省级", "project_funds_disbursed": "80万元"}), AS_OF)

    assert (award.id, award.policy_id, award.ref) == ("major-project", policy.id, "cfgz-2022-66#14")
    assert award.facts == {"project_level": "省级", "project_funds_disbursed": "800000"}
    assert award.steps == (
        Step("实际拨付经费 80万元 × 10% = 8万元", "cfgz-2022-66#14"),
        Step("不超过上限 10万元", "cfgz-2022-66#14"),
    )
    assert award.responsible_units == ("区教科局", "区财政局", "区税务局")
    assert "文件未写明上限按单个项目还是按企业累计" in award.notes
    assert award.quote in rule.clause.text
    assert len(award.rule_version) == 16


@pytest.mark.parametrize("topic", ["叠加", "复审", "到账时间", "取整", "有效期"])
def test_every_award_records_what_the_text_is_silent_on(book: Rulebook, topic: str) -> None:
    assert all(topic in {silence.topic for silence in rule.silences} for rule in book.rules)


PASSED = "“十四五”末（2025年12月31日）已过，现在执行2‰还是5‰须向主管部门确认"


@pytest.mark.parametrize(("day", "said"), [(date(2025, 12, 31), ()), (date(2026, 1, 1), (PASSED,))])
def test_the_target_of_the_plan_is_told_from_the_rate_in_force(
    book: Rulebook, day: date, said: tuple[str, ...]
) -> None:
    rule = book.rule("guarantee-compensation")
    found = {}
    for stage in ("现行", "十四五末"):
        award = evaluate(rule, read_facts(rule, {"compensation_stage": stage, "guarantee_balance": "1亿元"}), day)
        found[stage] = (award.status, award.amount, award.notes)

    assert found == {
        "现行": ("exact", Decimal(200_000), ("条款同时写明，到“十四五”末这个标准提高至在保业务余额的5‰", *said)),
        "十四五末": ("exact", Decimal(500_000), ("5‰是条款为“十四五”末定的标准，此前是2‰", *said)),
    }


def test_a_date_that_has_passed_is_not_mentioned_while_facts_are_missing(book: Rulebook) -> None:
    rule = book.rule("guarantee-compensation")

    assert evaluate(rule, read_facts(rule, {"guarantee_balance": "1亿元"}), AS_OF).notes == ()


ELIGIBLE = {
    "guaranteed_amount": "1000万元",
    "guarantee_fee_rate": "0.8%",
    "eligible_borrower": True,
    "government_guarantor": True,
}


@pytest.mark.parametrize(
    ("change", "status", "said"),
    [
        ({}, "undetermined", True),
        ({"guaranteed_amount": "9999999.99元"}, "undetermined", False),
        ({"guarantee_fee_rate": "1%"}, "not_eligible", False),
        ({"eligible_borrower": False}, "not_eligible", False),
        ({"government_guarantor": None}, "needs_facts", False),
        ({"guaranteed_amount": "10000000.01元"}, "not_eligible", False),
    ],
)
def test_how_以下_is_read_is_said_only_where_it_decides(
    book: Rulebook, change: dict[str, object], status: str, said: bool
) -> None:
    rule = book.rule("guarantee-fee-subsidy")
    award = evaluate(rule, read_facts(rule, ELIGIBLE | change), AS_OF)

    assert (award.status, any("民法典" in note for note in award.notes)) == (status, said)


def test_each_reading_is_named_once(book: Rulebook) -> None:
    rule = book.rule("chain-leader-sourcing")
    facts = {"is_chain_leader": True, "local_sourcing_increase": 7, "incremental_purchase": "1.2亿元"}
    award = evaluate(rule, read_facts(rule, facts), AS_OF)

    base = "配套率增幅相应采购额 1.2亿元"
    assert [reading.text for reading in award.readings] == [
        f"按全部增幅：{base} × 1% = 120万元；超过上限 100万元，按 100万元 计",
        f"只计整级：{base} × 5/7 = 约85714285.71元；约85714285.71元 × 1% = 约857142.85元；不超过上限 100万元",
    ]
    assert "结果除不尽，舍去一分以下的部分；文件未规定取整" in award.notes


def test_each_reading_of_a_cap_is_named_with_its_figure_and_whom_to_ask(book: Rulebook) -> None:
    rule = book.rule("major-project")
    facts = {"project_level": "省级", "project_funds_disbursed": "80万元", "project_support_received": "5万元"}
    award = evaluate(rule, read_facts(rule, facts), AS_OF)

    full = "实际拨付经费 80万元 × 10% = 8万元"
    short = f"{full}；上限 10万元 − 已得 5万元 = 5万元；超过余下的上限 5万元，按 5万元 计"
    assert [(reading.text, reading.amount) for reading in award.readings] == [
        (f"按单个项目：{short}", Decimal(50_000)),
        (f"按单个项目每年：{full}；不超过上限 10万元", Decimal(80_000)),
        (f"按企业每年：{full}；不超过上限 10万元", Decimal(80_000)),
        (f"按企业累计：{short}", Decimal(50_000)),
    ]
    assert award.notes[0].endswith("以区教科局、区财政局、区税务局的解释为准")
    assert award.assumptions == ("按“没有其他项目本年度已得的配套、其他项目以前年度已得的配套”计算（您没有说明）",)


def test_the_silence_on_rounding_excepts_what_cannot_be_written_out(book: Rulebook) -> None:
    silences = {silence.topic: silence.text for silence in book.rule("chain-leader-sourcing").silences}

    assert silences["取整"] == (
        "文件未规定金额怎样取整；这里给出精确值，不取整，除不尽的除外（舍去一分以下的部分，前面加“约”）"
    )


def test_nothing_is_granted_for_a_day_before_the_document(book: Rulebook) -> None:
    rule = book.rule("high-tech-first")
    award = evaluate(rule, read_facts(rule, {"high_tech_first_recognition": True}), date(2022, 5, 31))

    assert (award.status, award.amount) == ("not_eligible", Decimal(0))
    assert award.notes == ("2022年6月1日起才有这项规定，2022年5月31日还不适用",)
