"""Which kinds of thing a question asks for."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.dialogue.kinds import all_kinds, find_kinds


def names(text: str) -> list[str]:
    return list(dict.fromkeys(one.kind.name for one in find_kinds(text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("蜂场奖励多少钱？", ["金额"]),
        ("这事由谁负责？", ["谁负责"]),
        ("要符合什么条件？", ["条件"]),
        ("我们能不能享受？", ["能否"]),
        ("需要准备哪些材料？", ["申报材料"]),
        ("几月几号截止申报？", ["申报时间"]),
        ("钱什么时候到账？", ["到账时间"]),
        ("请给个咨询热线", ["联系方式"]),
        ("能不能叠加享受", ["能否", "叠加"]),
        ("第4条原文", ["原文"]),
        ("文件的全称", ["文件信息"]),
        ("你好", ["问候"]),
        ("谢谢！", ["致谢"]),
        ("谢了，你是谁呀", ["问候"]),
        ("你是干什么的", ["问候"]),
        ("你是谁的主管部门", ["谁负责"]),
        ("机会清单都发布些什么", ["解释"]),
        ("该敲哪家的门", ["谁负责"]),
        ("能不能几个证一块儿办", ["能否"]),
        ("我们带了几十家合作社", []),
        ("今天天气不错。", []),
        ("", []),
    ],
)
def test_a_question_is_heard_as_the_kinds_it_asks_for(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("蜂场得有几亩地才够", "场地面积"),
        ("技师最少要多少人", "人数要求"),
        ("合作社满几年可以报", "成立年限"),
        ("奖金打到哪个银行", "收款账户"),
        ("是一把给清还是分三年给", "拨付方式"),
        ("在哪个网站上填", "网址渠道"),
        ("承诺书有没有模板", "范本格式"),
        ("会不会派人上门看", "核查方式"),
        ("文件出台以前评上的还算数吗", "追溯"),
        ("称号被取消，钱用不用交回去", "退回"),
        ("“蜂王”称号是谁封的", "认定主体"),
        ("名单多久换一次", "频次"),
        ("目前有几家蜂场", "现状"),
        ("是看哪些指标定的", "核定依据"),
        ("顶多能贷几万", "贷款额度"),
        ("外国人来养蜂能享受不", "身份限制"),
        ("合作银行是哪几家", "合作机构"),
        ("由哪家第三方机构来评", "合作机构"),
        ("先跟谁签啥合同不", "签署文书"),
        ("能不能跟蜂场讲讲价", "收费标准"),
        ("奖励拖着不发咋办", "到账时间"),
        ("这奖发给过谁", "名单统计"),
        ("谁打分、几分及格", "核查方式"),
        ("厂子让人收购了，这钱怎么处理", "退回"),
    ],
)
def test_an_attribute_is_heard_and_not_taken_for_an_amount(text: str, expected: str) -> None:
    assert expected in names(text)
    assert "金额" not in names(text)


def test_kinds_come_in_the_order_of_their_words() -> None:
    assert names("由谁负责，奖励多少钱") == ["谁负责", "金额"]
    assert names("奖励多少钱，由谁负责") == ["金额", "谁负责"]


def test_a_greeting_before_a_question_is_no_greeting() -> None:
    assert names("你好，蜂场奖励多少钱？") == ["金额"]


def test_a_statement_of_thanks_in_a_question_does_not_end_the_talk() -> None:
    assert "致谢" not in names("谢谢，那蜂场奖励多少钱？")


def test_every_kind_has_a_name_to_call_it_by_in_an_answer() -> None:
    assert [name for name, kind in all_kinds().items() if not kind.label.strip()] == []


def test_only_kinds_with_a_pattern_of_statements_are_often_silent() -> None:
    silent = {name for name, kind in all_kinds().items() if kind.is_often_silent}

    assert {"申报材料", "申报时间", "到账时间", "联系方式", "叠加", "有效期"} <= silent
    assert silent.isdisjoint({"金额", "谁负责", "条件", "支持", "原文", "问候", "致谢"})


@pytest.mark.parametrize(
    ("kind", "sentence", "is_stated"),
    [
        ("申报材料", "申请人应当提交营业执照和付款凭证等材料", True),
        ("申报材料", "对新认定的蜂场给予奖励", False),
        ("联系方式", "咨询电话：0123-4567890", True),
        ("联系方式", "由县农业农村局负责解释", False),
        ("有效期", "本办法自2031年3月1日起施行，有效期三年", True),
        ("有效期", "给予8万元奖励", False),
        ("叠加", "同类奖励不重复享受", True),
        ("拨付方式", "给予8万元的一次性奖励", True),
        ("拨付方式", "给予8万元奖励", False),
        ("场地面积", "蜂场面积不少于5亩", True),
        ("场地面积", "给予5万元奖励", False),
        ("频次", "蜜源情况定期发布", True),
        ("频次", "每提高5个百分点给予奖励", False),
        ("核定依据", "根据产量和投入，给予最高5万元奖励", True),
        ("认定主体", "由县农业农村局组织评定", True),
        ("认定主体", "对新认定的省级蜂场给予奖励", False),
        ("现状", "目前全县已有300家合作社", True),
        ("现状", "到2035年达到300家以上", False),
    ],
)
def test_a_sentence_that_states_a_kind_is_told_from_one_that_does_not(
    kind: str, sentence: str, is_stated: bool
) -> None:
    stated = all_kinds()[kind].stated

    assert stated is not None
    assert bool(stated.search(sentence)) == is_stated


@settings(deadline=None)
@given(st.text(max_size=60))
def test_mentions_are_words_of_the_text_in_order(text: str) -> None:
    spans = [one.span for one in find_kinds(text)]

    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert spans == sorted(spans, key=lambda span: (span.start, span.end))


@pytest.mark.parametrize("text", ["在吗，有人没", "哈喽，在线不", "早呀，有人值班吗"])
def test_greetings_in_a_row_are_a_greeting(text: str) -> None:
    assert {one.kind.name for one in find_kinds(text)} == {"问候"}


@pytest.mark.parametrize("text", ["就按现行的", "大概数就行"])
def test_words_of_agreement_inside_an_answer_are_no_thanks(text: str) -> None:
    assert "致谢" not in {one.kind.name for one in find_kinds(text)}


@pytest.mark.parametrize(
    ("text", "unheard"), [("比例都说了", "核实"), ("目标由哪几家担", "数量"), ("哪年发给过谁", "文件信息")]
)
def test_words_that_only_look_like_asking_for_a_kind_are_not_heard(text: str, unheard: str) -> None:
    assert unheard not in names(text)


@pytest.mark.parametrize("text", ["有门路没", "帮不帮小厂"])
def test_help_is_asked_for_in_everyday_words(text: str) -> None:
    assert "支持" in names(text)


@pytest.mark.parametrize("text", ["跟养蜂有半毛钱关系吗"])
def test_money_in_a_figure_of_speech_asks_for_no_help(text: str) -> None:
    assert "支持" not in names(text)


def test_every_silence_has_words_of_its_own() -> None:
    silent = [one for one in all_kinds().values() if one.is_often_silent]

    assert silent and all(one.open and not one.open.startswith("是否") and "（" not in one.open for one in silent)
