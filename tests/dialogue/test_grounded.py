"""Answers without a language model: the right figure, clause, unit or silence for a question."""

import pytest

from tests.dialogue.fictional import BEES, STAGE, Asking, Seen, clause, first_line, seen

PROJECT = "省级蜂业科技项目"


@pytest.mark.parametrize(
    ("text", "award", "told"),
    [
        (f"{PROJECT}实际到账60万元，配套多少？", "bee-project exact 90000", "9万元"),
        ("市级蜂业科技项目实际到账100万元，配套多少？", "bee-project exact 60000", "6万元"),
        ("公司从外省迁到青岭县，承诺书签了，迁入奖励多少？", "bee-relocation exact 100000", "10万元"),
        ("蜂蜜销售额从300万元涨到600万元，进档奖励多少？", "honey-sales exact 20000", "2万元"),
        ("蜂蜜销售额今年1200万元，去年300万元，进档奖励多少？", "honey-sales range 60000", "6万元或8万元"),
    ],
)
def test_a_case_told_in_full_is_calculated(ask: Asking, text: str, award: str, told: str) -> None:
    answer = ask(text)

    assert (answer.outcome, seen(answer).awards, answer.missing) == ("answered", (award,), ())
    assert told in first_line(answer)


def test_an_open_case_is_outlined_and_asked_back(ask: Asking) -> None:
    answer = ask("蜂业科技项目配套多少？")

    assert seen(answer) == Seen("needs_facts", ("bee-project needs_facts",), ("4",), ("bee_project_level", "bee_funds"))
    assert all(figure in answer.text for figure in ("15%", "10%", "12万元", "6万元"))


@pytest.mark.parametrize("follow_up", ["市级的，到账30万元", "市级。30万", "是市里的项目，实际拨付三十万元"])
def test_the_facts_asked_for_complete_the_case(ask: Asking, follow_up: str) -> None:
    assert seen(ask("蜂业科技项目配套多少？", follow_up)) == Seen("answered", ("bee-project exact 30000",), ("4",))


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("市级标准化蜂场有奖励吗？", "没有"),
        ("从外省迁到青岭县，承诺书没签，能拿迁入奖励吗？", "不能"),
        ("国家级标准化蜂场奖励10万元，对吗？", "不对，不是10万元"),
        ("国家级标准化蜂场奖励8万元，对吗？", "对。"),
    ],
)
def test_a_yes_or_no_question_opens_with_yes_or_no(ask: Asking, text: str, opening: str) -> None:
    assert first_line(ask(text)).startswith(opening)


def test_support_without_a_figure_is_told_as_such(ask: Asking) -> None:
    answer = ask("养蜂技能培训给多少钱？")

    assert seen(answer) == Seen("answered", ("bee-training undetermined",), ("2",))
    assert "没有写明金额" in first_line(answer)


@pytest.mark.parametrize(
    ("text", "cites", "told"),
    [
        ("标准化蜂场由谁负责？", "1", "县农业农村局、县财政局"),
        ("蜜源植物由哪个部门管？", "3", "县林业局"),
        ("三（二）由谁负责？", "三-2", "县财政局"),
    ],
)
def test_who_is_responsible_is_answered_with_the_units_of_the_clause(
    ask: Asking, text: str, cites: str, told: str
) -> None:
    answer = ask(text)

    assert seen(answer) == Seen("answered", (), (cites,))
    assert told in first_line(answer)


def test_a_unit_that_is_not_responsible_is_denied(ask: Asking) -> None:
    assert first_line(ask("标准化蜂场是林业局负责吗？")).startswith("不是县林业局")


@pytest.mark.parametrize("text", ["标准化蜂场需要什么申报材料？", "蜂场奖励的咨询热线", "技能培训的办公地址"])
def test_what_the_document_leaves_open_is_said_to_be_open(ask: Asking, text: str) -> None:
    answer = ask(text)

    assert answer.outcome == "not_covered"
    assert "没有写明" in first_line(answer)
    assert "万元" not in first_line(answer)


@pytest.mark.parametrize(
    "text",
    [
        "标准化蜂场得有几亩地才给评省级？",
        "国家级标准化蜂场要养蜂技师多少人？",
        "省级标准化蜂场奖励打到哪个银行？",
        "标准化蜂场的申请表有没有模板？",
        "去年有几家标准化蜂场拿到了钱？",
        "标准化蜂场是谁评的？",
        "省级标准化蜂场被摘牌，4万元要不要退？",
        "2029年评上的省级标准化蜂场，现在还能补领吗？",
        "市级蜂业科技项目的配套补几年？",
    ],
)
def test_an_attribute_that_the_clause_does_not_state_is_not_answered_with_the_award(ask: Asking, text: str) -> None:
    answer = ask(text)

    assert (answer.outcome, answer.awards) == ("not_covered", ())
    assert "没有写明" in first_line(answer)
    assert "万元" not in first_line(answer)


@pytest.mark.parametrize(
    ("text", "policy", "told"),
    [
        ("标准化蜂场奖励是一把给清还是分三年给？", BEES, "一次性奖励"),
        ("获奖剧目的奖励看什么来核定？", STAGE, "根据演出场次"),
    ],
)
def test_an_attribute_that_the_clause_states_is_answered_with_its_sentence(
    ask: Asking, text: str, policy: str, told: str
) -> None:
    answer = ask(text, policy=policy)

    assert answer.outcome == "answered"
    assert told in first_line(answer)


def test_an_amount_asked_for_before_a_silent_attribute_is_told_too(ask: Asking) -> None:
    answer = ask("国家级标准化蜂场刚认定，奖励多少，转到哪个账户？")

    assert seen(answer).awards == ("apiary exact 80000",)
    assert "没有写明" in answer.text


def test_a_size_that_is_only_told_does_not_stand_in_the_way_of_the_award(ask: Asking) -> None:
    assert "8万元" in first_line(ask("蜂场有三十亩、几十个人，刚认定国家级标准化蜂场，奖励多少？"))


def test_a_figure_of_the_text_answers_how_many(ask: Asking) -> None:
    answer = ask("每个乡镇保留多少处蜜源保护区？")

    assert seen(answer) == Seen("answered", (), ("3",))
    assert "不少于2处" in first_line(answer)


def test_a_clause_at_an_address_is_shown_word_for_word(ask: Asking) -> None:
    answer = ask("第4项原文")

    assert seen(answer) == Seen("answered", (), ("4",))
    assert f"> {clause('4').text}" in answer.text


def test_each_answer_names_the_document_it_stands_on_where_there_are_several(ask: Asking) -> None:
    bees = ask(f"{PROJECT}实际到账60万元，配套多少？", policy=None)
    stage = ask("租金一年60万元，场租补贴多少？", policy=None)

    assert ("《养蜂方案》" in first_line(bees), "《小剧场办法》" in first_line(stage)) == (True, True)


@pytest.mark.parametrize(
    ("text", "award"),
    [
        ("租金一年60万元，场租补贴多少？", "stage-rent exact 180000"),
        ("租金一年100万元，场租补贴多少？", "stage-rent exact 200000"),
        ("公益演出演了50场，补贴多少？", "charity-shows exact 32000"),
        ("获奖剧目奖励多少？", "play-prize at_most 50000"),
    ],
)
def test_articles_of_another_make_are_answered_the_same_way(ask: Asking, text: str, award: str) -> None:
    answer = ask(text, policy=STAGE)

    assert (seen(answer).awards, answer.guard.passed) == ((award,), True)
    assert {one.ref.split("#")[0] for one in answer.citations} == {STAGE}


def test_what_an_article_states_about_validity_is_told(ask: Asking) -> None:
    answer = ask("小剧场办法还在有效期内吗？", policy=STAGE)

    assert answer.outcome == "answered"
    assert "2033年12月31日" in answer.text


def test_suggestions_ask_further_about_the_same_award(ask: Asking) -> None:
    suggestions = ask("标准化蜂场奖励多少？").suggestions

    assert suggestions
    assert all("蜂场" in one or "第1项" in one for one in suggestions)


@pytest.mark.parametrize(
    ("messages", "cites", "told"),
    [
        (("县科技局负责哪些条款？", "那县招商局呢？"), ["6"], "县招商局"),
        (("县科技局负责哪些条款？", "县林业局"), ["3"], "县林业局"),
        (("标准化蜂场奖励多少？", "出自第几条？"), ["1"], "第1项"),
        (("第4项讲什么？", "那第5项呢？"), ["5"], "第5项"),
        (("第4项讲什么？", "最后一句原文"), ["4"], "第4项"),
        (("技能培训由林业局还是人社局负责？",), ["2"], "不是县林业局"),
        (("标准化蜂场是科技局管吗？",), ["1"], "不是县科技局"),
        (("第1项和第4项是同一个部门负责吗？",), ["1", "4"], "不完全相同，都有县财政局"),
        (("蜂场奖励多少？", "市里那份又是多少？"), ["1"], "没有规定市的奖补标准"),
    ],
)
def test_look_ups_and_questions_that_go_on_cite_their_clause_alone(
    ask: Asking, messages: tuple[str, ...], cites: list[str], told: str
) -> None:
    answer = ask(*messages)

    assert list(dict.fromkeys(one.number for one in answer.citations)) == cites
    assert told in first_line(answer)
    assert answer.guard.passed
