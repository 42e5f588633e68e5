"""The award room over three policies: every mechanism as data, ids that two policies share, sums with stated limits."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.award import Totals, totals
from assistant.domain import Award
from assistant.errors import NotFound
from assistant.service import Assistant
from tests.second.commands import run

DAY = date(2026, 6, 1)
Facts = dict[str, object]


@pytest.mark.parametrize(
    ("award", "facts", "amount"),
    [
        ("digital-settlement", {"moved_into_zone": "是", "years_operated": 3}, 180000),
        ("digital-scale", {"main_revenue": "9999.9999万元"}, 100000),
        ("digital-growth", {"rd_share": "6%", "copyrights": 10}, 150000),
        ("software-maturity", {"maturity_level": "CMMI5"}, 500000),
        ("office-rent", {"office_area": "600平方米", "office_months": "30个月"}, 240000),
        ("cloud-subsidy", {"cloud_spending": "33.3万元"}, 86000),
        ("compute-voucher", {"buyer_kind": "初创企业", "compute_source": "区外", "compute_spending": "80万"}, 240000),
        ("loan-interest", {"interest_paid": "20万", "loan_principal": "500万"}, 75000),
        ("benchmark-topup", {"is_benchmark": True, "city_award": "35万"}, 150000),
        ("agri-leader", {"agri_leader_level": "省级", "agri_leader_newly_recognized": True}, 200000),
        ("park-rent", {"plant_area": 1500, "plant_months": 24}, 216000),
        ("equipment", {"equipment_spending": "100万元"}, 80000),
        ("raw-material-base", {"base_area": "500亩"}, 100000),
        ("cold-store", {"cold_store_volume": "3999.99立方米"}, 399999),
        ("cold-truck", {"truck_price": "35万元"}, 35000),
        ("brand", {"certification": "有机认证", "certified_products": 3}, 60000),
        ("exhibition", {"stall_fee": "3万元"}, 18000),
        ("purchase-interest", {"purchase_loan": "800万元"}, 160000),
    ],
)
def test_each_award_is_calculated_exactly(assistant: Assistant, award: str, facts: Facts, amount: int) -> None:
    result = assistant.calculate(award, facts, DAY)

    assert (result.status, result.amount) == ("exact", Decimal(amount))


def test_a_calculation_explains_itself_with_the_words_of_the_text(assistant: Assistant) -> None:
    award = assistant.calculate("cloud-subsidy", {"cloud_spending": "33.3万元"}, DAY)

    assert [step.text for step in award.steps] == [
        "20万元以内的部分：20万元 × 30% = 6万元",
        "20万元至33.3万元的部分：13.3万元 × 20% = 2.66万元",
        "合计：6万元 + 2.66万元 = 8.66万元",
        "精确到千元，舍去：8.6万元",
    ]
    assert award.responsible_units == ("数字经济局", "财政金融局")


@pytest.mark.parametrize(
    ("day", "status"),
    [
        (date(2025, 3, 31), "not_eligible"),
        (date(2025, 4, 1), "exact"),
        (date(2099, 12, 31), "exact"),
        (date(2100, 1, 1), "not_eligible"),
    ],
)
def test_awards_are_given_only_while_the_policy_is_in_force(assistant: Assistant, day: date, status: str) -> None:
    assert assistant.calculate("software-maturity", {"maturity_level": "五级"}, day).status == status


def test_an_id_that_two_policies_share_is_refused_with_the_list(assistant: Assistant) -> None:
    with pytest.raises(NotFound, match="cfgz-2022-66:high-tech-first、jlx-2024-12:high-tech-first"):
        assistant.calculate("high-tech-first", {"high_tech_first_recognition": True}, DAY)


@pytest.mark.parametrize(
    ("award", "status", "amount"),
    [("cfgz-2022-66:high-tech-first", "at_most", 300000), ("jlx-2024-12:high-tech-first", "exact", 50000)],
)
def test_an_id_with_its_policy_is_calculated(assistant: Assistant, award: str, status: str, amount: int) -> None:
    result = assistant.calculate(award, {"high_tech_first_recognition": True}, DAY)

    assert (result.policy_id, result.status, result.amount) == (award.split(":")[0], status, Decimal(amount))


def test_the_command_refuses_a_shared_id_and_names_the_choices(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run("award", "calc", "high-tech-first", "high_tech_first_recognition=是", corpus=corpus, data=tmp_path)

    assert code == 1
    assert capsys.readouterr().err == (
        "错误：“high-tech-first”在几份文件里都有，请写明是哪一个："
        "cfgz-2022-66:high-tech-first、jlx-2024-12:high-tech-first\n"
    )


def test_the_command_prints_the_receipt_of_the_policy_that_was_named(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    award = "jlx-2024-12:high-tech-first"
    code = run("award", "calc", award, "high_tech_first_recognition=是", corpus=corpus, data=tmp_path)

    printed = capsys.readouterr().out
    assert code == 0
    assert "可确定：5万元" in printed
    assert "依据 jlx-2024-12#一-1-2" in printed


def test_one_profile_is_held_against_the_awards_of_all_policies(assistant: Assistant) -> None:
    screened = assistant.screen({"high_tech_first_recognition": "是", "main_revenue": "1.2亿"}, DAY)
    payable = {
        f"{one.policy_id}:{one.id}": (one.status, one.amount) for one in screened if one.status in ("exact", "at_most")
    }

    assert payable == {
        "cfgz-2022-66:high-tech-first": ("at_most", Decimal(300000)),
        "jlx-2024-12:high-tech-first": ("exact", Decimal(50000)),
        "yggx-2025-7:digital-scale": ("exact", Decimal(250000)),
    }


def summed(assistant: Assistant, facts: dict[str, Facts]) -> Totals:
    awards: list[Award] = [assistant.calculate(award, given, DAY) for award, given in facts.items()]
    return totals(awards, assistant.award_rules())


def test_of_awards_that_are_not_given_together_only_the_highest_counts(assistant: Assistant) -> None:
    growth: Facts = {"staff": 50, "copyrights": 10}
    both = summed(assistant, {"digital-scale": {"main_revenue": "1亿"}, "digital-growth": growth})

    assert both.certain == Decimal(250000)
    assert both.notes == (
        "数字企业规模奖励、数字企业成长奖励：同一企业在同一年度符合第四条和第五条的，按就高不重复的原则给予奖励",
    )


def test_awards_under_one_cap_add_up_to_the_cap_at_most(assistant: Assistant) -> None:
    voucher: Facts = {"buyer_kind": "其他数字企业", "compute_spending": "300万元"}

    below = summed(assistant, {"cloud-subsidy": {"cloud_spending": "30万元"}, "compute-voucher": voucher})
    above = summed(assistant, {"cloud-subsidy": {"cloud_spending": "150万元"}, "compute-voucher": voucher})

    assert (below.certain, above.certain) == (Decimal(680000), Decimal(700000))


def test_the_screen_command_adds_up_within_the_stated_limits(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("award", "screen", "main_revenue=1亿", "staff=50", "copyrights=10", corpus=corpus, data=tmp_path)

    printed = capsys.readouterr().out
    assert "数字企业规模奖励：25万元" in printed
    assert "数字企业成长奖励：15万元" in printed
    assert "合计 **25万元**" in printed
    assert "按就高不重复的原则给予奖励" in printed
