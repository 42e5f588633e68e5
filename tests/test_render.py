"""What people and programs are shown of answers, awards and clauses."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.api.schemas import AnswerModel, AwardModel, ClauseModel, HitModel, PolicyModel, RuleModel, SectionModel
from assistant.award import totals
from assistant.domain import Award, Found, Hit
from assistant.render import (
    amount_text,
    answer_data,
    answer_markdown,
    award_data,
    award_figure,
    award_markdown,
    clause_data,
    clause_markdown,
    clauses_within,
    hit_data,
    hits_markdown,
    policy_data,
    rule_data,
    rule_markdown,
    screen_markdown,
    section_data,
)
from tests.fake_assistant import (
    ANSWER,
    ASKED_BACK,
    AWARD,
    CLAUSES,
    MISSING,
    POLICY,
    QUOTE,
    READ_TWO_WAYS,
    REFUSED,
    RULE,
    SECTION,
)

HIT = Hit(CLAUSES[1], 0.5, (Found("words", "同有“茶馆”", 1.5),))


@pytest.mark.parametrize(
    ("data", "model"),
    [
        (answer_data(ANSWER), AnswerModel),
        (answer_data(replace(ANSWER, missing=(MISSING,), awards=(ASKED_BACK,))), AnswerModel),
        (award_data(READ_TWO_WAYS), AwardModel),
        (award_data(REFUSED), AwardModel),
        (clause_data(CLAUSES[1]), ClauseModel),
        (section_data(SECTION, CLAUSES[1:]), SectionModel),
        (hit_data(HIT), HitModel),
        (policy_data(POLICY), PolicyModel),
        (rule_data(RULE), RuleModel),
    ],
)
def test_data_is_json_of_exactly_the_documented_shape(data: dict[str, object], model: type[AnswerModel]) -> None:
    assert json.loads(json.dumps(data)) == data
    assert model.model_validate(data).model_dump(mode="json", exclude_unset=True) == data


def test_award_has_the_contract_shape() -> None:
    assert award_data(AWARD) == {
        "id": "teahouse",
        "policy_id": "yunxi-2030-7",
        "title": "茶馆称号奖励",
        "status": "exact",
        "amount": "80000",
        "low": None,
        "high": None,
        "facts": {"teahouse_level": "省级"},
        "missing": [],
        "assumptions": ["按本年度计算"],
        "steps": [{"text": "省级称号奖励 8万元", "ref": "yunxi-2030-7#1"}, {"text": "没有其他限制"}],
        "readings": [],
        "conditions": [],
        "notes": ["文件未规定到账时间"],
        "ref": "yunxi-2030-7#1",
        "quote": QUOTE,
        "responsible_units": ["县商务局", "县财政局"],
        "one_off": True,
        "as_of": "2026-11-24",
        "rule_version": "v1",
    }


@given(st.decimals(min_value=0, max_value=10**15, allow_nan=False))
def test_amount_keeps_every_digit_and_has_no_exponent(amount: Decimal) -> None:
    text = amount_text(amount)
    assert text is not None
    assert Decimal(text) == amount
    assert set(text) <= set("0123456789.")
    assert not text.endswith(".")


def test_amount_has_no_idle_zeros() -> None:
    assert [amount_text(Decimal(text)) for text in ("8E+4", "80000.00", "0.50", "0")] == ["80000", "80000", "0.5", "0"]
    assert amount_text(None) is None


@pytest.mark.parametrize(
    ("award", "figure"),
    [
        (AWARD, "8万元"),
        (READ_TWO_WAYS, "8万元至120000.5元"),
        (ASKED_BACK, "称号级别"),
        (REFUSED, "条款只列省级"),
        (replace(AWARD, status="undetermined", amount=None), "文件未写明金额"),
        (replace(AWARD, status="at_most", amount=Decimal(300000)), "最高30万元"),
    ],
)
def test_figure_says_the_result_in_a_few_words(award: Award, figure: str) -> None:
    assert award_figure(award) == figure


def test_answer_reads_as_text_then_quotes_then_what_to_ask_next() -> None:
    assert answer_markdown(ANSWER) == (
        "奖励 **8万元**。〔1〕\n\n- 一次性\n- 找县商务局\n\n---\n\n**依据**\n\n"
        f"〔1〕云政发〔2030〕7号 一、支持茶馆第1项\n\n> {QUOTE}\n\n责任单位：县商务局、县财政局\n\n"
        "**还可以问**\n\n- 要准备什么材料？\n- 市级的呢？"
    )


def test_receipt_names_facts_steps_assumptions_and_ground() -> None:
    facts = {"teahouse_level": "省级", "tea_sales": "1200000"}
    assert award_markdown(replace(AWARD, facts=facts), RULE) == (
        "### 茶馆称号奖励\n\n**可确定：8万元**\n\n申报条件：\n\n- 称号级别：省级\n- 茶叶销售额：120万元\n\n"
        "计算过程：\n\n1. 省级称号奖励 8万元\n2. 没有其他限制\n\n按以下假设：\n\n- 按本年度计算\n\n"
        f"说明：\n\n- 文件未规定到账时间\n\n依据 yunxi-2030-7#1\n\n> {QUOTE}\n\n责任单位：县商务局、县财政局"
    )


def test_receipt_shows_every_reading_with_its_figure() -> None:
    assert "不同读法：\n\n- 按一次：8万元（“给予”）\n- 按两次：120000.5元（“分别”）" in award_markdown(
        READ_TWO_WAYS, RULE
    )


def test_screening_sums_what_is_certain_and_what_is_disputed() -> None:
    awards = [AWARD, READ_TWO_WAYS, ASKED_BACK, REFUSED]
    text = screen_markdown(awards, totals(awards))
    assert "可确定的合计 **16万元**" in text
    assert [line for line in text.split("\n") if line.endswith("：")] == [
        "可确定：",
        "有不同读法：",
        "需补充信息：",
        "不符合：",
    ]


def test_screening_ends_with_what_to_add_first() -> None:
    awards = [AWARD, ASKED_BACK]
    text = screen_markdown(awards, totals(awards), MISSING)

    assert text.endswith("\n\n先补充：是哪一级的称号？（`teahouse_level`：省级、其他）")
    assert "先补充" not in screen_markdown(awards, totals(awards))


def test_clause_is_shown_whole_with_place_and_notes() -> None:
    assert clause_markdown(CLAUSES[1]) == (
        f"### 一、支持茶馆第1项 奖励老字号\n\n{CLAUSES[1].text}\n\n`yunxi-2030-7#1`\n\n说明：\n\n- “老字号”未另作定义"
    )


def test_heading_is_shown_with_all_of_its_clauses() -> None:
    held = clauses_within(SECTION, POLICY)
    assert held == CLAUSES[1:]
    shown = clause_markdown(SECTION, held)
    assert shown.startswith("## 一、支持茶馆")
    assert all(clause.text in shown for clause in held)


def test_hits_say_who_found_them_and_why() -> None:
    assert hits_markdown([HIT]) == (
        "1. **一、支持茶馆第1项 奖励老字号** `yunxi-2030-7#1`\n   县商务局、县财政局；同有“茶馆”"
    )
    assert hits_markdown([]) == "没有找到相关条款。"


def test_rule_shows_the_facts_it_asks_for() -> None:
    shown = rule_markdown(RULE)
    assert "- `teahouse_level` 称号级别（省级、其他）：是哪一级的称号？" in shown
    assert "- 叠加：未规定能否与其他奖励同享" in shown
