"""What is hidden of a text that is kept, and that no sum of money ever is."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.privacy import hide_within, mask_personal, personal_numbers, with_stand_ins
from assistant.language.quantities import find_quantities
from tests.language.forms import read_section

FIGURES = [form for name in ("number", "money", "rate", "points", "quantities") for form, _ in read_section(name)]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("我的电话13812345678。", "我的电话[手机号]。"),
        ("13812345678家里人接", "[手机号]家里人接"),
        ("+86 138 1234 5678", "[手机号]"),
        ("86-138-1234-5678找我", "[手机号]找我"),
        ("手机１３８１２３４５６７８", "手机[手机号]"),
        ("座机0356-2222222，或(0356)2222222", "座机[电话号码]，或[电话号码]"),
        ("身份证11010519491231002X", "身份证[身份证号]"),
        ("身份证110105 19491231 0021", "身份证[身份证号]"),
        ("老证110105491231002", "老证[身份证号]"),
        ("卡号6222021234567890123", "卡号[银行卡号]"),
        ("卡号6222 0212 3456 7890 123", "卡号[银行卡号]"),
        ("卡号4111-1111-1111-1111", "卡号[银行卡号]"),
        ("写信到zhang.san@example.com.cn吧", "写信到[电子邮箱]吧"),
        ("13812345678、13912345678", "[手机号]、[手机号]"),
    ],
)
def test_personal_numbers_leave_their_kind(written: str, kept: str) -> None:
    assert mask_personal(written) == kept


@pytest.mark.parametrize(
    "written",
    [
        "营收13812345678元", "13812345678.50", "¥13812345678", "人民币 13812345678", "1,381,234,567.80元",
        "13812345678万元", "年收入15000000000", "金额是13812345678", "贷款余额：6222021234567890", "13800000000",
        "城发改字〔2022〕66号", "91140500MA0GXXXX1X", "2022年11月24日", "第14条", "110105194913310021", "400-123-4567",
    ],
)  # fmt: skip
def test_sums_and_what_only_looks_alike_stay(written: str) -> None:
    assert mask_personal(written) == written


@pytest.mark.parametrize("sentence", ["{}", "经费{}，能补多少？", "我公司有{}元", "电话里说的是 {} 。"])
def test_no_written_form_of_a_figure_is_ever_hidden(sentence: str) -> None:
    written = [sentence.format(form) for form in FIGURES]
    assert [mask_personal(one) for one in written] == written


@given(
    amount=st.decimals(min_value=Decimal("0.01"), max_value=Decimal(10**19), places=2),
    unit=st.sampled_from(["元", "万元", "亿元", "块", "万", "亿", "w", " 元", " 万元"]),
    are_grouped=st.booleans(),
    before=st.sampled_from(["", "实际到账", "电话里说", "共", "约 ", "（"]),
)
def test_no_sum_with_its_unit_is_ever_hidden(amount: Decimal, unit: str, are_grouped: bool, before: str) -> None:
    digits = f"{amount:,f}" if are_grouped else format(amount.to_integral_value(), "f")
    written = f"{before}{digits}{unit}"
    assert mask_personal(written) == written


@given(amount=st.integers(0, 10**10 - 1), before=st.sampled_from(["", "经费", "有"]))
def test_no_bare_sum_below_ten_billion_is_ever_hidden(amount: int, before: str) -> None:
    assert mask_personal(f"{before}{amount}") == f"{before}{amount}"


@given(number=st.from_regex(r"1[3-9][0-9]{4}[1-9][0-9]{4}", fullmatch=True).filter(lambda one: one[-4:] != "0000"))
def test_every_mobile_number_is_hidden(number: str) -> None:
    assert mask_personal(f"请打{number}") == "请打[手机号]"


def test_what_was_hidden_in_the_question_is_hidden_wherever_it_is_repeated() -> None:
    numbers = personal_numbers("电话13812345678")
    data = {"text": "您的电话13812345678", "facts": [{"words": "13812345678"}], "turn": 1, "amount": "138123456780"}
    assert hide_within(data, numbers) == {
        "text": "您的电话[手机号]", "facts": [{"words": "[手机号]"}], "turn": 1, "amount": "138123456780",
    }  # fmt: skip


def test_a_hidden_number_is_heard_as_a_number_of_nobody_and_kept_as_it_was() -> None:
    heard = with_stand_ins("电话[手机号]，座机[电话号码]，邮箱[电子邮箱]")
    assert heard == "电话13800000000，座机0000-20000000，邮箱nobody@example.com"
    assert [one.words for one in find_quantities(heard)] == []
