"""What a question is about, and how that was found."""

import pytest

from tests.dialogue.fictional import BEES, STAGE, Hearing


@pytest.mark.parametrize(
    ("text", "rules", "clauses"),
    [
        ("标准化蜂场奖励多少", ["apiary"], ["1"]),
        ("养蜂场能拿多少钱", ["apiary"], ["1"]),
        ("养蜂技能培训给多少", ["bee-training"], ["2"]),
        ("蜂场奖励和技能培训有什么条件", ["apiary", "bee-training"], ["1", "2"]),
    ],
)
def test_an_award_that_is_named_is_the_topic(
    understand: Hearing, text: str, rules: list[str], clauses: list[str]
) -> None:
    (ask,) = understand(text)

    assert ask.topic.source == "name"
    assert [one.id for one in ask.topic.rules] == rules
    assert [one.number for one in ask.topic.clauses] == clauses


@pytest.mark.parametrize(
    ("text", "clauses"),
    [("第4项原文", ["4"]), ("二（一）3说了什么", ["3"]), ("三（二）由谁负责", ["三-2"]), ("第1项和第5项", ["1", "5"])],
)
def test_an_address_is_looked_up(understand: Hearing, text: str, clauses: list[str]) -> None:
    (ask,) = understand(text)

    assert (ask.topic.source, [one.number for one in ask.topic.clauses]) == ("address", clauses)


def test_an_address_that_no_policy_has_is_absent(understand: Hearing) -> None:
    (ask,) = understand("第99条原文")

    assert (ask.topic.source, ask.topic.clauses, ask.topic.absent) == ("address", (), ("第99条",))


def test_the_next_clause_is_counted_from_the_one_spoken_of(understand: Hearing) -> None:
    (ask,) = understand("第2项原文", "下一条呢")

    assert [one.number for one in ask.topic.clauses] == ["3"]


def test_a_unit_whose_clauses_are_wanted_is_the_topic(understand: Hearing) -> None:
    (ask,) = understand("林业局负责哪些条款")

    assert ask.topic.source == "unit"


def test_a_thing_without_a_name_is_found_by_its_words(understand: Hearing) -> None:
    (ask,) = understand("荆条、刺槐这些植物怎么保护")

    assert (ask.topic.source, [one.number for one in ask.topic.clauses]) == ("meaning", ["3"])


def test_an_award_that_is_denied_is_not_the_topic(understand: Hearing) -> None:
    (ask,) = understand("不是蜂场奖励，是技能培训给多少")

    assert [one.id for one in ask.topic.rules] == ["bee-training"]


@pytest.mark.parametrize(("named", "policy"), [("小剧场办法第3条原文", STAGE), ("养蜂方案第3项原文", BEES)])
def test_a_policy_that_is_named_decides_whose_clause_is_meant(understand: Hearing, named: str, policy: str) -> None:
    (ask,) = understand(named, policy=None)

    assert [one.ref for one in ask.topic.clauses] == [f"{policy}#3"]


def test_a_chosen_policy_keeps_all_others_out(understand: Hearing) -> None:
    asks = [
        *understand("场租补贴多少", policy=BEES),
        *understand("第3条原文", policy=BEES),
        *understand("标准化蜂场奖励多少", policy=STAGE),
    ]
    found = [{clause.policy_id for clause in ask.topic.clauses} for ask in asks]

    assert found[:2] == [{BEES}, {BEES}]
    assert BEES not in found[2]
