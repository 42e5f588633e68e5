"""The 告知单 and the citation form of official papers, from what documents say of themselves."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.award import totals
from assistant.domain import Clause
from assistant.render import clause_link, notice_of, official_citation
from tests.fake_assistant import ASKED_BACK, AWARD, CLAUSES, POLICY, QUOTE, READ_TWO_WAYS, REFUSED, RULE, SECTION

RULES, POLICIES = {RULE.key: RULE}, {POLICY.id: POLICY}
DAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("path", "kind", "place"),
    [
        (("二", "（四）", "14"), "item", "第二部分第（四）项第14条"),
        (("三", "（一）"), "item", "第三部分第（一）项"),
        (("四",), "section", "第四部分"),
        (("第三章", "12"), "article", "第三章第十二条"),
        (("附件", "2"), "table_row", "附件 第2行"),
        ((), "item", "附件 第2行"),
    ],
)
def test_citation_names_title_number_and_place(path: tuple[str, ...], kind: str, place: str) -> None:
    clause = replace(CLAUSES[1], path=path, kind=kind, locator="附件 第2行")  # type: ignore[arg-type]
    assert official_citation(POLICY, clause) == f"《云溪县茶馆若干措施》（云政发〔2030〕7号）{place}"


def test_citation_of_a_heading_and_of_a_document_without_number() -> None:
    assert official_citation(replace(POLICY, document_number=None), SECTION) == "《云溪县茶馆若干措施》第一部分"


def test_notice_of_one_award_says_result_ground_and_that_it_decides_nothing() -> None:
    notice = notice_of([AWARD], RULES, POLICIES, DAY, "http://desk.test/")
    (item,) = notice.items
    assert (item.status, item.figure, item.quote) == ("可确定", "8万元", QUOTE)
    assert item.facts == (("称号级别", "省级"),)
    assert item.steps == ("省级称号奖励 8万元", "没有其他限制")
    assert item.remarks == ("按本年度计算", "文件未规定到账时间")
    assert item.source == "《云溪县茶馆若干措施》（云政发〔2030〕7号）第一部分第1条"
    assert notice.documents == ("《云溪县茶馆若干措施》（云政发〔2030〕7号），云溪县人民政府，2030年1月2日",)
    assert (notice.as_of, notice.link) == ("2026年11月24日", "http://desk.test/?clause=yunxi-2030-7%231")
    assert "不是审批决定" in notice.disclaimer


def test_notice_of_many_adds_up_and_only_names_what_is_open_or_refused() -> None:
    awards = [AWARD, READ_TWO_WAYS, ASKED_BACK, REFUSED]
    notice = notice_of(awards, RULES, POLICIES, DAY, "http://desk.test", totals(awards))
    assert [item.figure for item in notice.items] == ["8万元", "8万元至120000.5元"]
    assert "不同读法：按两次：120000.5元（“分别”）" in notice.items[1].remarks
    assert notice.sums[:2] == ("可确定的合计 16万元", "有不同读法的部分另加 40000.5元")
    assert notice.others == ("茶馆称号奖励：需补充信息（称号级别）", "茶馆称号奖励：不符合（条款只列省级）")


def test_single_award_that_needs_facts_says_which() -> None:
    (item,) = notice_of([ASKED_BACK], RULES, POLICIES, DAY, "http://desk.test").items
    assert item.remarks[0] == "需要补充：是哪一级的称号？"


def test_link_survives_the_address_bar() -> None:
    assert (
        clause_link("http://desk.test/", "a#二（一）3")
        == "http://desk.test/?clause=a%23%E4%BA%8C%EF%BC%88%E4%B8%80%EF%BC%893"
    )


def test_clause_without_path_falls_back_to_its_printed_place() -> None:
    front = next(one for one in POLICY.clauses if one.kind == "front")
    assert isinstance(front, Clause)
    assert official_citation(POLICY, front).endswith("标题与前言")
