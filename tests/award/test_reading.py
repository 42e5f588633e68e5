"""Facts from a command line or an HTTP body: canonical, or refused with a reason."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.award import Rulebook, facts_schema, load_rules, read_facts
from assistant.domain import Fact
from assistant.errors import BadFact
from tests.award.conftest import real_book
from tests.award.fictional import policy_of, write_yaml


def read(book: Rulebook, name: str, value: object) -> str:
    return read_facts(book.rules, {name: value})[name].value


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        (800000, "800000"),
        ("800000", "800000"),
        ("800,000元", "800000"),
        ("80万元", "800000"),
        ("80万", "800000"),
        ("0.8亿", "80000000"),
        ("八十万", "800000"),
        ("捌拾万元整", "800000"),
        (" ８０万元 ", "800000"),
        (0, "0"),
        (0.1, "0.1"),
        (1e6, "1000000"),
        (Decimal("12.30"), "12.3"),
        ("￥1,500,000.50", "1500000.5"),
    ],
)
def test_money_is_read_in_any_spelling(book: Rulebook, written: object, canonical: str) -> None:
    assert read(book, "project_funds_disbursed", written) == canonical


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("0.8%", "0.8%"),
        (0.8, "0.8%"),
        ("0.8", "0.8%"),
        ("千分之二", "0.2%"),
        ("2‰", "0.2%"),
        (1, "1%"),
        ("0.8％", "0.8%"),
    ],
)
def test_a_bare_rate_is_in_percent(book: Rulebook, written: object, canonical: str) -> None:
    assert read(book, "guarantee_fee_rate", written) == canonical


@pytest.mark.parametrize("written", [4, "4", "4个百分点", "4%", "四个百分点"])
def test_points_are_read_in_any_spelling(book: Rulebook, written: object) -> None:
    assert read(book, "local_sourcing_increase", written) == "4"


@pytest.mark.parametrize(
    ("written", "canonical"),
    [(True, "true"), ("是", "true"), ("true", "true"), (False, "false"), ("否", "false"), ("False", "false")],
)
def test_a_yes_or_no_is_read(book: Rulebook, written: object, canonical: str) -> None:
    assert read(book, "is_chain_leader", written) == canonical


def test_an_option_is_read_by_its_name_or_a_word_for_it(book: Rulebook) -> None:
    assert [read(book, "project_level", word) for word in ("省级", "省里的")] == ["省级", "省级"]


def test_facts_are_marked_as_given_and_the_unknown_left_out(book: Rulebook) -> None:
    assert read_facts(book.rule("major-project"), {"project_level": "省级", "project_funds_disbursed": None}) == {
        "project_level": Fact("project_level", "省级", "given")
    }


NONSENSE = [
    ("project_funds_disbursed", "很多"),
    ("project_funds_disbursed", "-80万元"),
    ("project_funds_disbursed", -1),
    ("project_funds_disbursed", "负八十万"),
    ("project_funds_disbursed", float("nan")),
    ("project_funds_disbursed", float("inf")),
    ("project_funds_disbursed", "NaN"),
    ("project_funds_disbursed", True),
    ("project_funds_disbursed", [80]),
    ("project_funds_disbursed", ""),
    ("project_funds_disbursed", "80多万"),
    ("project_funds_disbursed", "80%"),
    ("project_funds_disbursed", 10**16),
    ("project_funds_disbursed", "9" * 65),
    ("guarantee_fee_rate", "0.5亿"),
    ("guarantee_fee_rate", "80万元"),
    ("local_sourcing_increase", "80万元"),
    ("local_sourcing_increase", -5),
    ("is_chain_leader", 1),
    ("is_chain_leader", "也许"),
    ("project_level", "区级项目部"),
    ("project_level", True),
    ("project_level", ["省级"]),
]


@pytest.mark.parametrize(("name", "value"), NONSENSE)
def test_nonsense_is_refused_naming_the_fact(book: Rulebook, name: str, value: object) -> None:
    with pytest.raises(BadFact) as error:
        read_facts(book.rules, {name: value})

    assert error.value.fact == name
    assert next(spec.label for rule in book.rules for spec in rule.facts if spec.name == name) in error.value.message_zh


def test_an_unknown_fact_is_refused_listing_the_allowed(book: Rulebook) -> None:
    with pytest.raises(BadFact) as error:
        read_facts(book.rule("major-project"), {"project_levle": "省级"})

    assert error.value.fact == "project_levle"
    assert "project_level（项目级别）、project_funds_disbursed（实际拨付经费）" in error.value.message_zh


def test_a_fact_that_two_policies_describe_differently_is_read_as_either(tmp_path: Path) -> None:
    def rules(option: str) -> Any:
        content = {
            "事实": {"level": {"标签": "级别", "问题": "哪一级？", "类型": "选项", "选项": {option: []}}},
            "奖补": {
                "one": {
                    "名称": "奖励",
                    "条款": "1",
                    "原文": "给予1元",
                    "说法": "奖励",
                    "适用": "给予",
                    "方式": "奖励",
                    "计算": {"按级别": {"事实": "level", "各级": {option: {"定额": {"值": "1元", "原文": "给予1元"}}}}},
                }
            },
        }
        return load_rules(write_yaml(tmp_path / "rules.yaml", content), policy_of({"1": "给予1元"}))

    group = (*rules("甲级"), *rules("一级"))

    assert [read_facts(group, {"level": level})["level"].value for level in ("甲级", "一级")] == ["甲级", "一级"]


@settings(deadline=None)
@given(st.one_of(st.text(), st.integers(), st.floats(), st.booleans(), st.none(), st.lists(st.text())))
def test_any_value_is_read_or_refused(value: object) -> None:
    for rule in real_book().rules:
        for name in rule.fact_names:
            try:
                facts = read_facts(rule, {name: value})
            except BadFact as error:
                assert error.fact == name
            else:
                assert read_facts(rule, {name: fact.value for name, fact in facts.items()}) == facts


@settings(deadline=None)
@given(st.decimals(min_value=0, max_value=10**12, places=2))
def test_an_amount_is_the_same_in_yuan_and_in_wan(yuan: Decimal) -> None:
    book = real_book()
    in_wan = f"{yuan.scaleb(-4):f}万元"

    assert Decimal(read(book, "fund_size", in_wan)) == Decimal(read(book, "fund_size", yuan)) == yuan


RECEIVED = {
    "project_support_received": ("本项目以前年度已得的配套", "这笔经费以外，这个项目以前年度已经得过多少区级配套？"),
    "other_support_this_year": ("其他项目本年度已得的配套", "企业的其他项目，今年已经得过多少区级配套？"),
    "other_support_earlier": ("其他项目以前年度已得的配套", "企业的其他项目，以前年度一共得过多少区级配套？"),
}


def optional_money(label: str, question: str) -> dict[str, Any]:
    return {
        "title": label,
        "description": question,
        "x-kind": "money",
        "x-optional": True,
        "type": ["string", "number"],
        "examples": ["800000", "80万元"],
    }


def test_the_schema_of_facts_names_labels_questions_and_options(book: Rulebook) -> None:
    assert facts_schema(book.rule("major-project")) == {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "科技重大专项和重点研发计划项目配套支持",
        "type": "object",
        "properties": {
            "project_level": {
                "title": "项目级别",
                "description": "项目是国家级、省级、市级，还是其他级别？",
                "x-kind": "option",
                "type": "string",
                "enum": ["国家级", "省级", "市级", "其他"],
            },
            "project_funds_disbursed": {
                "title": "实际拨付经费",
                "description": "到目前为止，国家、省或市实际拨付到账的项目经费是多少？",
                "x-kind": "money",
                "type": ["string", "number"],
                "examples": ["800000", "80万元"],
            },
            **{name: optional_money(*told) for name, told in RECEIVED.items()},
        },
        "additionalProperties": False,
    }
