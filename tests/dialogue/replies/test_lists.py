"""Lists that are computed, not retrieved."""

import pytest

from assistant.dialogue.ask import Topic
from assistant.dialogue.draft import Sources
from assistant.dialogue.replies.lists import (
    Lister,
    asks_for_clauses_of_unit,
    has_figure,
    is_about_money,
    wanted_word,
)
from assistant.domain import Clause
from tests.dialogue.fictional import BEES, DAY, STAGE, corpus, policies, rule


def clauses_with(word: str) -> list[Clause]:
    return [one for policy in corpus().policies for one in policy.clauses if word in one.text]


LISTER = Lister(corpus().policies, corpus().rulebook, clauses_with)
IN_BEES = (BEES,)


@pytest.fixture
def both() -> Sources:
    return Sources(policies())


def refs(sources: Sources) -> list[str]:
    return [one.ref.removeprefix(f"{BEES}#") for one in sources.citations]


@pytest.mark.parametrize(
    ("units", "question", "expected"),
    [
        ((("县财政局",),), "县财政局负责哪些条款", ["1", "4", "三-2"]),
        ((("县财政局",),), "县财政局单独负责哪些条款", ["三-2"]),
        ((("县财政局",), ("县科技局",)), "县财政局和县科技局共同负责哪些条款", ["4"]),
        ((("县林业局", "县人社局"),), "林业人社部门负责哪些条款", ["2", "3"]),
    ],
)
def test_the_clauses_of_units_are_all_listed_and_no_others(
    both: Sources, units: tuple[tuple[str, ...], ...], question: str, expected: list[str]
) -> None:
    piece = LISTER.by_units(Topic("unit", units=units, policies=IN_BEES), question, both, DAY)

    assert (piece.outcome, refs(both), len(piece.lines)) == ("answered", expected, len(expected))


def test_units_that_share_no_clause_have_an_empty_list(both: Sources) -> None:
    topic = Topic("unit", units=(("县林业局",), ("县科技局",)), policies=IN_BEES)
    piece = LISTER.by_units(topic, "县林业局和县科技局共同负责哪些条款", both, DAY)

    assert (piece.headline, piece.lines, refs(both)) == ("文件里没有由县林业局和县科技局共同负责的条款。", (), [])


def test_the_clauses_with_a_word_show_its_sentence(both: Sources) -> None:
    piece = LISTER.by_word("荆条", Topic("meaning"), both)

    assert (piece.headline, refs(both)) == ("提到“荆条”的条款：第3项。", ["3"])
    assert "种植荆条、刺槐等蜜源植物" in piece.lines[0]


def test_a_word_that_does_not_occur_is_said_not_to(both: Sources) -> None:
    piece = LISTER.by_word("孔雀", Topic("meaning"), both)

    assert (piece.headline, piece.outcome, refs(both)) == ("文件里没有出现“孔雀”。", "not_covered", [])


def test_a_list_keeps_to_the_policies_asked_about(both: Sources) -> None:
    LISTER.by_word("奖励", Topic("meaning", policies=(STAGE,)), both)

    assert {one.ref.split("#")[0] for one in both.citations} == {STAGE}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("哪些条款写明了奖励金额", ["1", "4", "5", "6"]),
        ("哪些条款没有写明金额", ["2"]),
        ("哪些条款是一次性奖励", ["1"]),
    ],
)
def test_lists_about_money_are_complete(both: Sources, question: str, expected: list[str]) -> None:
    LISTER.by_money(Topic("meaning", policies=IN_BEES), question, both, DAY)

    assert refs(both) == expected


def test_an_overview_has_a_line_for_every_award_with_a_figure(both: Sources) -> None:
    piece = LISTER.by_money(Topic("meaning", policies=IN_BEES), "有哪些奖励", both, DAY)

    assert len(piece.lines) == 4
    assert [
        name in line
        for name, line in zip(
            ("标准化蜂场一次性奖励", "蜂业科技项目配套支持", "蜂蜜销售进档奖励", "蜂产品企业迁入奖励"),
            piece.lines,
            strict=True,
        )
    ] == [True] * 4
    assert all("〔" in line for line in piece.lines)


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("哪些条款提到“蜜源”？", "蜜源"),
        ("哪几条涉及承诺书的？", "承诺书"),
        ("关键词：荆条", "荆条"),
        ("标准化蜂场奖励多少？", None),
        ("", None),
    ],
)
def test_a_look_up_by_word_is_told_from_other_questions(question: str, word: str | None) -> None:
    assert wanted_word(question) == word


def test_a_question_for_the_clauses_of_a_unit_is_told_from_one_for_its_help() -> None:
    assert asks_for_clauses_of_unit("县财政局负责哪些条款")
    assert asks_for_clauses_of_unit("林业局名下有几条")
    assert not asks_for_clauses_of_unit("找县财政局领钱吗")


def test_a_question_about_money_is_told_from_others() -> None:
    assert (is_about_money("有哪些奖励"), is_about_money("哪些条款提到蜜源")) == (True, False)


@pytest.mark.parametrize(("award", "expected"), [("apiary", True), ("bee-project", True), ("bee-training", False)])
def test_an_award_has_a_figure_if_its_outline_names_money_or_a_rate(award: str, expected: bool) -> None:
    assert has_figure(rule(award), DAY) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("哪些条款只写了一个责任单位", ["2", "3", "5", "三-1", "三-2"]),
        ("责任单位有两家以上的是哪几条", ["1", "4", "6"]),
        ("没有写责任单位的条款有哪些", ["一"]),
        ("带百分比的条款有哪几条", ["4"]),
    ],
)
def test_clauses_are_listed_by_their_units_and_rates(both: Sources, question: str, expected: list[str]) -> None:
    piece = LISTER.by_feature(Topic("meaning", policies=IN_BEES), question, both)

    assert piece is not None
    assert refs(both) == expected


@pytest.mark.parametrize("question", ["只有一个单位能领吗", "县财政局负责哪些条款", "配套百分比是多少"])
def test_other_questions_list_no_clauses_by_a_feature(both: Sources, question: str) -> None:
    assert LISTER.by_feature(Topic("meaning", policies=IN_BEES), question, both) is None


def test_every_unit_is_listed_with_its_clauses(both: Sources) -> None:
    piece = LISTER.all_units(Topic("meaning", policies=IN_BEES), "文件一共涉及哪些责任单位", both)

    assert piece is not None
    assert piece.headline.startswith("责任单位共7个：县农业农村局、县财政局")
    assert "- 县商务局：第5项" in "\n".join(piece.lines)


def test_a_unit_that_no_document_names_has_no_clauses() -> None:
    piece = LISTER.unknown_unit("县水利局负责哪些条款")

    assert piece is not None
    assert (piece.outcome, piece.headline) == ("not_covered", "文件没有由县水利局负责的条款，责任单位里没有写到它。")
    assert LISTER.unknown_unit("哪个局负责哪些条款") is None


def test_a_role_that_no_document_tells_apart_is_said_not_to_be_told(both: Sources) -> None:
    topic = Topic("unit", units=(("县商务局",),), policies=IN_BEES)
    piece = LISTER.by_units(topic, "县商务局牵头哪些条款", both, DAY)

    assert (piece.headline, refs(both)) == (
        "文件没有分牵头和其他单位，由县商务局负责的条款共2项：第5项、第6项。",
        ["5", "6"],
    )


@pytest.mark.parametrize("question", ["文件提到的几个比赛叫什么名字", "方案提到的蜂场有什么支持？"])
def test_a_word_in_passing_is_not_looked_up(question: str) -> None:
    assert wanted_word(question) is None


@pytest.mark.parametrize(
    ("question", "word"),
    [("十四五末的目标有哪些", "十四五末"), ("和蜜源有关的条款", "蜜源"), ("哪几条写到蜂蜜的？", "蜂蜜")],
)
def test_a_period_and_a_matter_are_looked_up_as_words(question: str, word: str) -> None:
    assert wanted_word(question) == word


@pytest.mark.parametrize(
    ("word", "headline", "found"),
    [
        ("百分之十五这个比例", "写有“百分之十五”的条款：第4项。", ["4"]),
        ("10万", "写有“10万”的条款：第6项。", ["6"]),
        ("十万元", "写有“十万元”的条款：第6项。", ["6"]),
        ("百分之九十", "文件里没有出现“百分之九十”。", []),
    ],
)
def test_a_figure_is_looked_up_however_it_is_written(both: Sources, word: str, headline: str, found: list[str]) -> None:
    lister = Lister(corpus().policies, corpus().rulebook, lambda _: [])
    piece = lister.by_word(word, Topic("meaning", policies=IN_BEES), both)

    assert (piece.headline, refs(both)) == (headline, found)


def test_a_list_by_units_may_ask_for_amounts_too(both: Sources) -> None:
    piece = LISTER.by_feature(Topic("meaning", policies=IN_BEES), "只有一个责任单位而且写了金额的条款", both)

    assert piece is not None
    assert piece.headline.startswith("只写了一个责任单位、写明金额的条款")
    assert refs(both) == ["5"]


def test_per_mille_is_no_per_cent(both: Sources) -> None:
    piece = LISTER.by_feature(Topic("meaning", policies=IN_BEES), "出现千分号的条款", both)

    assert piece is not None
    assert piece.headline == "没有写有千分比的条款。"


def test_alone_is_said_in_many_ways(both: Sources) -> None:
    for question in ("县林业局没跟别家搭伙的是哪几条", "县林业局自个儿负责的条款", "县林业局没有其他单位一起的条款"):
        piece = LISTER.by_units(Topic("unit", units=(("县林业局",),)), question, both, DAY)

        assert "单独负责" in piece.headline


@pytest.mark.parametrize("question", ["没钱盖车间", "跟企业有半毛钱关系吗"])
def test_money_that_somebody_lacks_is_not_asked_about(question: str) -> None:
    assert not is_about_money(question)
