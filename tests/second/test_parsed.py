"""Both makes of document are read whole: clauses at their addresses, units in their roles, tables, annex, validity."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from assistant.award import check_examples
from assistant.domain import Clause, Responsibility, Section
from assistant.library import untiled
from assistant.service import Assistant

ARTICLES, ITEMS = "yggx-2025-7", "jlx-2024-12"
EXPECTED = yaml.safe_load((Path(__file__).parent / "structure.yaml").read_text(encoding="utf-8"))


def clause(assistant: Assistant, ref: str) -> Clause:
    found = assistant.clause(ref)
    assert isinstance(found, Clause)
    return found


@pytest.mark.parametrize("policy_id", [ARTICLES, ITEMS])
def test_every_clause_stands_at_its_address(assistant: Assistant, policy_id: str) -> None:
    clauses = assistant.policy(policy_id).clauses

    assert [[one.number, one.kind, one.locator, one.title] for one in clauses] == EXPECTED[policy_id]["clauses"]


@pytest.mark.parametrize("policy_id", [ARTICLES, ITEMS])
def test_sections_hold_the_headings(assistant: Assistant, policy_id: str) -> None:
    sections = assistant.policy(policy_id).sections

    assert [[one.number, one.title] for one in sections] == EXPECTED[policy_id]["sections"]


@pytest.mark.parametrize("policy_id", [ARTICLES, ITEMS])
def test_units_keep_the_roles_in_which_they_are_printed(assistant: Assistant, policy_id: str) -> None:
    clauses = assistant.policy(policy_id).clauses
    named = {
        one.number: [[unit.role, unit.unit] for unit in one.responsibilities] for one in clauses if one.responsibilities
    }

    assert named == EXPECTED[policy_id]["units"]


def test_a_printed_unit_is_known_by_its_registered_name(assistant: Assistant) -> None:
    first = clause(assistant, f"{ITEMS}#三-2-1").responsibilities[0]

    assert first == Responsibility("牵头单位", "县人社局", "县人力资源和社会保障局")


def test_identity_and_validity_are_those_of_the_text(assistant: Assistant) -> None:
    read = [assistant.policy(one) for one in (ARTICLES, ITEMS)]

    assert [
        (one.title, one.document_number, one.issuer, one.issued, one.effective, one.until, one.warnings) for one in read
    ] == [
        (
            "云川市高新区促进数字经济发展若干措施",
            "云高管〔2025〕7号",
            "云川市高新技术产业开发区管理委员会",
            date(2025, 3, 10),
            date(2025, 4, 1),
            date(2099, 12, 31),
            (),
        ),
        (
            "江陵县扶持农产品加工十条",
            "江政办发〔2024〕12号",
            "江陵县人民政府办公室",
            date(2024, 5, 20),
            date(2024, 5, 20),
            None,
            (),
        ),
    ]


@pytest.mark.parametrize("policy_id", [ARTICLES, ITEMS])
def test_every_character_of_the_text_stands_in_exactly_one_place(assistant: Assistant, policy_id: str) -> None:
    policy = assistant.policy(policy_id)

    assert untiled(policy) == ""


def test_paragraphs_and_points_stay_in_their_article(assistant: Assistant) -> None:
    assert clause(assistant, f"{ARTICLES}#5").text == (
        "第五条 数字企业满足下列三项中两项以上的，给予15万元成长奖励：\n"
        "（一）研发费用占营业收入的比例不低于6%；\n"
        "（二）签订劳动合同的从业人员50人以上；\n"
        "（三）拥有软件著作权10件以上。\n"
        "同一企业在同一年度符合第四条和第五条的，按就高不重复的原则给予奖励。（责任部门：数字经济局、科技创新局）"
    )


def test_a_table_inside_an_article_stays_in_its_text(assistant: Assistant) -> None:
    assert clause(assistant, f"{ARTICLES}#6").text.splitlines()[1:5] == [
        "评估等级 | 奖励标准",
        "五级 | 50万元",
        "四级 | 30万元",
        "三级 | 10万元",
    ]


def test_each_row_of_the_annex_is_a_clause_under_the_head_of_its_table(assistant: Assistant) -> None:
    row = clause(assistant, f"{ARTICLES}#附件-2")

    assert (row.kind, row.text, row.headings) == (
        "table_row",
        "2 | 初创企业 | 区外算力 | 30%",
        ("算力券补贴比例表", "序号 | 企业类型 | 算力来源 | 补贴比例"),
    )


def test_a_list_inside_an_item_stays_in_its_text(assistant: Assistant) -> None:
    assert clause(assistant, f"{ITEMS}#二-1-2").text == (
        "2.冷链设施补助。对新建冷链设施给予下列补助：\n"
        "（1）新建冷库，按库容每立方米100元补助，最高不超过40万元；\n"
        "（2）新购冷藏车，按购车价款的10%补助，最高不超过6万元。（牵头单位：县工信商务局；配合单位：县农业农村局）"
    )


@pytest.mark.parametrize(
    ("address", "policy_id", "ref"),
    [
        ("第八条", ARTICLES, f"{ARTICLES}#8"),
        ("附件第2行", ARTICLES, f"{ARTICLES}#附件-2"),
        ("二（一）2", ITEMS, f"{ITEMS}#二-1-2"),
        ("一（二）1", ITEMS, f"{ITEMS}#一-2-1"),
        ("14", "cfgz-2022-66", "cfgz-2022-66#14"),
    ],
)
def test_a_spoken_address_finds_its_clause(assistant: Assistant, address: str, policy_id: str, ref: str) -> None:
    found = assistant.clause(address, policy_id)

    assert isinstance(found, Clause)
    assert found.ref == ref


def test_a_chapter_is_found_as_a_section(assistant: Assistant) -> None:
    found = assistant.clause("第三章", ARTICLES)

    assert isinstance(found, Section)
    assert found.title == "降低成本"


def test_nothing_in_the_whole_corpus_is_inconsistent(assistant: Assistant) -> None:
    assert assistant.check() == []


@pytest.mark.parametrize("policy_id", [ARTICLES, ITEMS])
def test_the_rules_give_the_results_worked_out_by_hand(assistant: Assistant, corpus: Path, policy_id: str) -> None:
    examples = corpus / "policies" / policy_id / "examples.yaml"

    assert check_examples(examples, assistant.award_rules(policy_id)) == []
