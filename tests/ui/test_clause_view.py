"""What the clerk's desk shows: why a clause was found, how it is cited, what differs between two."""

from dataclasses import replace
from typing import cast

from assistant.domain import Found, Hit
from assistant.service import Assistant
from tests.fake_assistant import CLAUSES, POLICY, SECTION, FakeAssistant
from ui.clause_view import compare_html, hits_html, reader_html, tree_html
from ui.clauses import open_clause

CITATION = "《云溪县茶馆若干措施》（云政发〔2030〕7号）第一部分第1条"


def test_hit_shows_the_words_the_units_and_the_reason() -> None:
    html = hits_html([Hit(CLAUSES[1], 1.0, (Found("phrase", "原文含「奖励」", 1.0),))], "奖励")
    assert "找到 1 条" in html
    assert "<mark>奖励</mark>" in html
    assert "县商务局、县财政局　原文含「奖励」" in html
    assert 'data-pick="yunxi-2030-7#1"' in html


def test_nothing_found_says_what_to_try() -> None:
    assert "换一个词" in hits_html([], "x")


def test_tree_holds_headings_before_their_clauses() -> None:
    html = tree_html([POLICY])
    assert (
        html.index("标题与前言") < html.index("一、支持茶馆") < html.index("1. 奖励老字号") < html.index("2. 鼓励开店")
    )


def test_reader_shows_the_whole_clause_its_citation_and_neighbours() -> None:
    html = reader_html(POLICY, CLAUSES[1], "省级称号")
    assert f'data-text="{CITATION}"' in html
    assert "<mark>省级称号</mark>" in html
    assert "责任单位：县商务局、县财政局" in html
    assert "注：“老字号”未另作定义" in html
    assert 'href="/?clause=yunxi-2030-7%231"' in html
    assert html.index("上一条") < html.index("下一条")


def test_reader_of_a_heading_shows_all_it_holds_and_no_comparison() -> None:
    html = reader_html(POLICY, SECTION)
    assert "奖励老字号" in html and "鼓励新开茶馆" in html
    assert "加入对照" not in html


def test_two_clauses_side_by_side_mark_what_only_one_says() -> None:
    other = replace(CLAUSES[1], text=CLAUSES[1].text.replace("8 万元", "9 万元"))
    html = compare_html([(POLICY, CLAUSES[1]), (POLICY, other)])
    assert "<mark>8</mark>" in html and "<mark>9</mark>" in html
    assert html.count("<mark>") == 2


def test_one_chosen_clause_asks_for_another() -> None:
    assert "再选一条" in compare_html([(POLICY, CLAUSES[1])])
    assert compare_html([]) == ""


def test_address_that_leads_nowhere_is_explained() -> None:
    html = open_clause(cast(Assistant, FakeAssistant()), "<script>99")
    assert "没有“&lt;script&gt;99”这一条" in html


def test_hostile_texts_stay_text() -> None:
    hostile = "<img src=x onerror=alert(1)>"
    clause = replace(CLAUSES[1], text=hostile, title=hostile, notes=(hostile,))
    policy = replace(POLICY, title=hostile, clauses=(clause,))
    for html in (reader_html(policy, clause, hostile), tree_html([policy]), hits_html([Hit(clause, 1, ())], hostile)):
        assert "<img" not in html
