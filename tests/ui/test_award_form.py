"""Forms come from the rules; what cannot be read is said beside its field, and the rest is calculated."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from assistant.award import FactSpec
from assistant.domain import Award
from assistant.errors import BadFact
from tests.fake_assistant import AWARD, RULE
from ui.award_form import form_html, readings, try_facts

TRUTH = FactSpec("is_new", "是否新开", "是新开的<b>吗？", "bool")
RATE = FactSpec("share", "占比", "占多少？", "rate", is_optional=True)
DAY = FactSpec("opened", "开业日", "哪天开业？", "date")


def test_every_kind_of_fact_has_its_field() -> None:
    html = form_html([replace(RULE, facts=(*RULE.facts, TRUTH, RATE, DAY))])
    assert '<option value="">不清楚</option><option value="省级">省级</option>' in html
    assert html.count('type="radio" name="is_new"') == 3
    assert 'value="" checked>不清楚' in html
    assert '<output for="pa-fact-tea_sales" data-fact="tea_sales"></output>' in html
    assert 'name="opened" type="date"' in html
    assert html.index("可以不填的情况") < html.index('name="share"')
    assert "是新开的&lt;b&gt;吗？" in html


def test_fact_of_two_rules_is_asked_once() -> None:
    html = form_html([RULE, replace(RULE, id="other", title="另一项", facts=(*RULE.facts, TRUTH))])
    assert html.count('name="teahouse_level"') == 1
    assert "<summary>另一项</summary>" in html


def test_rule_without_facts_says_why_there_is_nothing_to_fill_in() -> None:
    assert "没有写可以计算的金额" in form_html([replace(RULE, facts=())])


def test_facts_that_cannot_be_read_are_left_out_and_explained() -> None:
    def calculate(facts: Mapping[str, object]) -> list[Award]:
        if "tea_sales" in facts:
            raise BadFact("tea_sales", "no money", "请填金额")
        return [AWARD]

    assert try_facts(calculate, {"teahouse_level": "省级", "tea_sales": "很多"}) == ([AWARD], {"tea_sales": "请填金额"})


def test_fault_in_no_given_fact_is_raised() -> None:
    def calculate(facts: Mapping[str, object]) -> list[Award]:
        raise BadFact("elsewhere", "no", "不对")

    with pytest.raises(BadFact):
        try_facts(calculate, {"tea_sales": "1"})


def test_money_is_read_back_in_full() -> None:
    award = replace(AWARD, facts={"tea_sales": "800000", "teahouse_level": "省级"})
    assert readings([award], [RULE], {"is_new": "请填 是 或 否"}) == {
        "tea_sales": {"text": "= 800,000 元"},
        "is_new": {"text": "请填 是 或 否", "wrong": True},
    }
