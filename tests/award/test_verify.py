"""A receipt re-run: it stands, or what no longer agrees is said."""

import dataclasses
from datetime import date
from typing import Any

import pytest

from assistant.award import Rulebook, evaluate, read_facts, verify
from assistant.domain import Award

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
        ({"status": "at_most"}, ["status_differs"]),
        ({"rule_version": "0"}, ["rule_version_differs"]),
        ({"rule_version": None}, ["rule_version_differs"]),
        ({"steps": []}, ["steps_differs"]),
        ({"quote": "另一段"}, ["quote_differs"]),
        ({"low": "1"}, ["low_differs"]),
        (
            {"facts": {"project_level": "市级", "project_funds_disbursed": "800000"}},
            ["amount_differs", "steps_differs"],
        ),
        ({"facts": {"project_level": "省级"}}, ["status_differs", "amount_differs", "steps_differs"]),
        ({"facts": {"level": "省级"}}, ["bad_fact"]),
        ({"facts": "省级"}, ["receipt_unreadable"]),
        ({"amount": "八万"}, ["receipt_unreadable"]),
        ({"as_of": "昨天"}, ["receipt_unreadable"]),
        ({"id": "nothing"}, ["not_found"]),
        ({"ref": "other#14"}, ["not_found"]),
    ],
)
def test_what_no_longer_agrees_is_said(book: Rulebook, change: dict[str, Any], codes: list[str]) -> None:
    findings = verify(receipt(book, "major-project") | change, book)

    assert [finding.code for finding in findings] == codes


def test_an_empty_receipt_is_a_finding(book: Rulebook) -> None:
    assert [finding.code for finding in verify({}, book)] == ["not_found"]
