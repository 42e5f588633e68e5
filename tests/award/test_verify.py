"""A receipt re-run: it stands, or what no longer agrees is said."""

import dataclasses
from datetime import date
from typing import Any

import pytest

from assistant.award import Rulebook, evaluate, read_facts, verify
from assistant.domain import Award, Finding

AS_OF = date(2026, 11, 24)
FACTS: dict[str, dict[str, Any]] = {
    "major-project": {"project_level": "省级", "project_funds_disbursed": "80万元"},
    "chain-leader-revenue": {"is_chain_leader": True, "annual_revenue": "6亿元"},
    "guarantee-fee-subsidy": {"guarantee_fee_rate": "0.8%"},
    "high-tech-first": {"high_tech_first_recognition": True},
    "full-chain-incubation": {},
}


def receipt_of(award: Award) -> dict[str, Any]:
    """The award as JSON shows it: decimal strings, ISO dates."""
    amounts = {name: getattr(award, name) for name in ("amount", "low", "high")}
    return {
        **dataclasses.asdict(award),
        **{name: None if amount is None else f"{amount:f}" for name, amount in amounts.items()},
        "as_of": award.as_of.isoformat(),
    }


def receipt(book: Rulebook, award_id: str) -> dict[str, Any]:
    rule = book.rule(award_id)
    return receipt_of(evaluate(rule, read_facts(rule, FACTS[award_id]), AS_OF))


@pytest.mark.parametrize("award_id", FACTS)
def test_a_receipt_stands(book: Rulebook, award_id: str) -> None:
    assert verify(receipt(book, award_id), book) == []


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({"amount": "80001"}, ["amount_differs"]),
        ({"amount": "80000.00"}, []),
        ({"amount": None}, ["amount_differs"]),
        ({"status": "at_most"}, ["status_differs"]),
        ({"title": "另一项"}, ["title_differs"]),
        ({"missing": [{"fact": "a", "label": "甲", "question": "甲？", "options": []}]}, ["missing_differs"]),
        ({"readings": [{"text": "甲", "basis": "乙", "amount": "1"}]}, ["readings_differs"]),
        ({"conditions": []}, ["conditions_differs"]),
        ({"notes": ["每年都给"]}, ["notes_differs"]),
        ({"assumptions": ["甲"]}, ["assumptions_differs"]),
        ({"responsible_units": ["区工信局"]}, ["responsible_units_differs"]),
        ({"one_off": True}, ["one_off_differs"]),
        ({"ref": "cfgz-2022-66#15"}, ["ref_differs"]),
        ({"bonus": "1"}, ["field_unknown"]),
        ({"rule_version": "0"}, ["rule_version_differs"]),
        ({"rule_version": None}, ["rule_version_differs"]),
        ({"steps": []}, ["steps_differs"]),
        ({"quote": "另一段"}, ["quote_differs"]),
        ({"low": "1"}, ["low_differs"]),
        (
            {"facts": {"project_level": "市级", "project_funds_disbursed": "800000"}},
            ["amount_differs", "steps_differs"],
        ),
        (
            {"facts": {"project_level": "省级"}},
            [
                "status_differs",
                "amount_differs",
                "missing_differs",
                "assumptions_differs",
                "steps_differs",
                "notes_differs",
            ],
        ),
        ({"facts": {"level": "省级"}}, ["bad_fact"]),
        ({"facts": "省级"}, ["receipt_unreadable"]),
        ({"amount": "八万"}, ["receipt_unreadable"]),
        ({"low": "sNaN"}, ["receipt_unreadable"]),
        ({"as_of": "昨天"}, ["receipt_unreadable"]),
        ({"as_of": ""}, ["receipt_unreadable"]),
        ({"id": "nothing"}, ["not_found"]),
        ({"policy_id": "other"}, ["not_found"]),
    ],
)
def test_what_no_longer_agrees_is_said(book: Rulebook, change: dict[str, Any], codes: list[str]) -> None:
    findings = verify(receipt(book, "major-project") | change, book)

    assert [finding.code for finding in findings] == codes


@pytest.mark.parametrize("award_id", FACTS)
@pytest.mark.parametrize("field", [one.name for one in dataclasses.fields(Award)])
def test_every_field_of_a_receipt_counts(book: Rulebook, award_id: str, field: str) -> None:
    stated = receipt(book, award_id)
    left_out = {name: value for name, value in stated.items() if name != field}

    assert verify(stated | {field: ["另写的"]}, book) != []
    assert verify(left_out, book) != []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"amount": "90000.50"}, "金额（amount）不一致：原结果为90000.50元，现在算出80000元"),
        ({"one_off": True}, "是否一次性（one_off）不一致：原结果为是，现在算出否"),
        (
            {"responsible_units": []},
            "责任单位（responsible_units）不一致：原结果为空，现在算出区教科局；区财政局；区税务局",
        ),
        ({"low": "八万"}, "金额（low）“八万”不是数"),
        ({"facts": "省级"}, "条件（facts）应是事实和值，这里是“省级”"),
        ({"as_of": "2026-13-01"}, "日期（as_of）“2026-13-01”读不懂，应写成 2026-01-31 这样"),
        ({"bonus": 1}, "多出“bonus”这一项，计算结果里没有"),
    ],
)
def test_what_differs_is_said_in_chinese(book: Rulebook, change: dict[str, Any], message: str) -> None:
    assert [one.message for one in verify(receipt(book, "major-project") | change, book)] == [message]


def test_a_receipt_says_which_field_it_lacks(book: Rulebook) -> None:
    stated = receipt(book, "major-project")
    del stated["title"]

    assert [one.message for one in verify(stated, book)] == [
        "名称（title）不一致：原结果没有这一项，现在算出科技重大专项和重点研发计划项目配套支持"
    ]


def test_an_empty_receipt_is_told_what_it_lacks(book: Rulebook) -> None:
    message = "缺少政策编号（policy_id）、奖补编号（id）、条件（facts）、日期（as_of），不是 award calc --json 的结果"

    assert verify({}, book) == [Finding("这份结果", "receipt_unreadable", message)]
