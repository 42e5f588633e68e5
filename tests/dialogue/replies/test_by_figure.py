"""Reverse questions: whose a figure is, what comes to most, what there is to get at all."""

from dataclasses import replace

import pytest

from assistant.dialogue.ask import NOTHING
from assistant.dialogue.draft import Sources
from assistant.dialogue.replies.by_figure import asks_for_extreme, asks_openly, extreme, wanted_figure
from assistant.dialogue.replies.lists import Lister
from tests.dialogue.fictional import BEES, DAY, corpus, policies

LISTER = Lister(corpus().policies, corpus().rulebook, lambda word: [])
TOPIC = replace(NOTHING, policies=(BEES,))


def cited(question: str) -> tuple[str, list[str]]:
    sources = Sources({BEES: policies()[BEES]})
    piece = LISTER.by_amount(TOPIC, question, sources, DAY)
    assert piece is not None
    return piece.headline, [one.ref.removeprefix(f"{BEES}#") for one in sources.citations]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("6万元那个奖励是给谁的", "6万元"),
        ("哪条写了8万", "8万"),
        ("15%出现在哪一条", "15%"),
        ("我们投了6万，能拿哪个奖", None),
        ("营收500万能拿哪个奖", None),
        ("奖励6万元对吗", None),
        ("责任单位有五家的条款是哪几条", None),
    ],
)
def test_a_figure_is_asked_back_only_where_it_is_a_grants_own(question: str, words: str | None) -> None:
    found = wanted_figure(question)

    assert (found and found.words) == words


def test_every_place_of_a_figure_is_told() -> None:
    assert cited("6万元那个奖励是给谁的") == ("写到“6万元”的条款共2项：第4项、第5项。", ["4", "5"])


def test_a_threshold_counts_as_well_as_a_sum() -> None:
    assert cited("1000万元写在哪一条") == ("写到“1000万元”的条款：第5项。", ["5"])


def test_a_figure_that_stands_nowhere_is_said_to() -> None:
    assert cited("77万的奖励是哪个") == ("文件里没有写到“77万”。", [])


@pytest.mark.parametrize(
    ("question", "headline", "refs"),
    [
        ("最高奖励是哪一条", "写明的金额里最多的是12万元：蜂业科技项目配套支持〔1〕。", ["4"]),
        ("哪个奖励给得最少", "写明的金额里最少的是2万元：蜂蜜销售进档奖励〔1〕。", ["5"]),
        (
            "奖励从高到低排，最高的是哪几个",
            "写明的金额里最多的是12万元：蜂业科技项目配套支持〔1〕。",
            ["4", "6", "1", "5"],
        ),
    ],
)
def test_the_largest_and_the_smallest_sums_are_computed(question: str, headline: str, refs: list[str]) -> None:
    assert cited(question) == (headline, refs)


def test_without_sums_nothing_is_the_largest() -> None:
    silent = [one for one in corpus().rulebook.rules if one.title == "养蜂技能培训资金支持"]

    assert extreme("最高奖励是哪一条", silent, Sources(policies()), DAY) is None


@pytest.mark.parametrize(
    ("question", "is_extreme", "is_open"),
    [
        ("奖励最多的是哪个", True, False),
        ("负责单位最多的是哪条", False, False),
        ("能拿啥", False, True),
        ("我想知道我能享受什么", False, True),
        ("政策里有我的份吗", False, True),
        ("能拿什么材料去申请", False, False),
    ],
)
def test_extremes_and_open_questions_are_told_apart(question: str, is_extreme: bool, is_open: bool) -> None:
    assert (asks_for_extreme(question), asks_openly(question)) == (is_extreme, is_open)
