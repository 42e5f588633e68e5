"""Facts of an award read from what a person said."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.dialogue.facts import Heard, a_year_later, hear_facts, merge
from assistant.domain import Fact, Span
from tests.dialogue.fictional import corpus, rule, said, yes_no_fact

APIARY = rule("apiary").facts
PROJECT = rule("bee-project").facts
MOVE = rule("bee-relocation").facts
SALES = rule("honey-sales").facts


def values(heard: Heard) -> dict[str, str]:
    return {name: fact.value for name, fact in heard.facts.items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我们的国家级蜂场是新认定的", {"apiary_level": "国家级", "apiary_new": "true"}),
        ("蜂场刚被省里认定", {"apiary_level": "省级", "apiary_new": "true"}),
        ("省级蜂场五年前认定的", {"apiary_level": "省级", "apiary_new": "false"}),
        ("省级蜂场不是新认定", {"apiary_level": "省级", "apiary_new": "false"}),
        ("省级蜂场复审", {"apiary_level": "省级", "apiary_new": "false"}),
        ("省级蜂场必须是新认定吗", {"apiary_level": "省级"}),
        ("你们有什么奖励", {}),
    ],
)
def test_level_and_newness_are_heard_as_people_say_them(text: str, expected: dict[str, str]) -> None:
    assert values(hear_facts(APIARY, text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("从外省搬来的，承诺书签了", {"bee_moved": "true", "bee_pledge": "true"}),
        ("从外地搬来的，承诺书没签", {"bee_moved": "true", "bee_pledge": "false"}),
        ("从县外搬来，不愿签承诺书", {"bee_moved": "true", "bee_pledge": "false"}),
        ("本县的企业", {"bee_moved": "false"}),
        ("要签承诺书吗", {}),
    ],
)
def test_conditions_are_stated_denied_or_left_open(text: str, expected: dict[str, str]) -> None:
    assert values(hear_facts(MOVE, text)) == expected


def test_option_and_figure_are_heard_together_with_their_words() -> None:
    text = "省级项目，到账60万元"

    assert hear_facts(PROJECT, text) == Heard(
        facts={
            "bee_project_level": Fact("bee_project_level", "省级", "user", "省级项目", Span(0, 4)),
            "bee_funds": Fact("bee_funds", "600000", "user", "60万元", Span(7, 11)),
        }
    )


def test_options_side_by_side_keep_the_figure_said_of_each() -> None:
    heard = hear_facts(PROJECT, "省级项目到账60万元，市级项目到账30万元，各是多少")

    assert heard.alternatives == {"bee_project_level": ("省级", "市级")}
    assert heard.compared == {"bee_project_level"}
    assert {value: {name: fact.value for name, fact in case.items()} for value, case in heard.cases.items()} == {
        "省级": {"bee_funds": "600000"},
        "市级": {"bee_funds": "300000"},
    }


def test_a_vague_figure_stays_unclear() -> None:
    heard = hear_facts(PROJECT, "省级项目，到账八十来万")

    assert values(heard) == {"bee_project_level": "省级"}
    assert [(one.fact, one.words) for one in heard.unclear] == [("bee_funds", "八十来万")]


def test_an_old_recognition_denies_only_facts_about_newness() -> None:
    assert values(hear_facts([yes_no_fact("签约", ("签了约",))], "五年前认定的")) == {}


# -- what two messages say together


def test_the_later_message_corrects_the_earlier() -> None:
    earlier, later = Heard({"a": said("a", "省级"), "b": said("b", "1")}), Heard({"a": said("a", "市级")})

    assert merge(earlier, later) == Heard({"a": said("a", "市级"), "b": said("b", "1")})


def test_a_settled_fact_ends_earlier_alternatives() -> None:
    earlier = Heard(alternatives={"a": ("省级", "市级")}, compared=frozenset({"a"}))

    assert merge(earlier, Heard({"a": said("a", "市级")})) == Heard({"a": said("a", "市级")})


def test_later_alternatives_narrow_earlier_ones_down_to_one() -> None:
    earlier, later = Heard(alternatives={"a": ("省级甲", "国家级甲")}), Heard(alternatives={"a": ("省级乙", "省级甲")})

    assert merge(earlier, later) == Heard({"a": said("a", "省级甲")})


def test_later_alternatives_reopen_a_settled_fact() -> None:
    earlier, later = Heard({"a": said("a", "省级")}), Heard(alternatives={"a": ("省级", "市级")})

    assert merge(earlier, later) == Heard(alternatives={"a": ("省级", "市级")})


def test_nothing_more_said_leaves_everything_as_it_was() -> None:
    earlier = Heard({"b": said("b", "1")}, {"a": ("省级", "市级")})

    assert merge(earlier, Heard()) == earlier == merge(Heard(), earlier)


def test_a_year_later_this_years_figure_belongs_to_earlier_years() -> None:
    remembered = Heard({"honey_sales": said("honey_sales", "3000000", "300万")})
    new = Heard({"honey_sales": said("honey_sales", "6000000", "600万")})

    assert a_year_later(SALES, remembered, new).facts["honey_peak"] == said("honey_peak", "3000000", "300万")


def test_without_a_new_figure_a_year_later_changes_nothing() -> None:
    remembered = Heard({"honey_sales": said("honey_sales", "3000000")})

    assert a_year_later(SALES, remembered, Heard()) == remembered
    assert a_year_later(PROJECT, remembered, remembered) == remembered


# -- any text


@settings(deadline=None)
@given(st.text())
def test_any_text_can_be_heard_for_every_award(text: str) -> None:
    for one in corpus().rulebook.rules:
        heard = hear_facts(one.facts, text)

        assert heard.facts.keys().isdisjoint(heard.alternatives)
        assert {*heard.facts, *heard.alternatives} <= set(one.fact_names)


SAYINGS = "国家级 省级 蜂场 项目 刚认定 不是 没 承诺书 签了 外地 到账 60万元 去年 300万 从 涨到 和 ， 。 吗 五年前认定"


@settings(deadline=None)
@given(st.lists(st.sampled_from(SAYINGS.split()), max_size=12))
def test_a_fact_shows_the_words_it_came_from_where_they_stand(pieces: list[str]) -> None:
    text = "".join(pieces)
    for one in corpus().rulebook.rules:
        for fact in hear_facts(one.facts, text).facts.values():
            assert fact.span is not None
            assert text[fact.span.start : fact.span.end] == fact.words != ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [("证到期又考过一遍", "true"), ("今年再次通过了", "true"), ("又新认定了一家", None), ("怎么样才能又通过", None)],
)
def test_doing_it_again_states_a_fact_about_that(text: str, expected: str | None) -> None:
    heard = hear_facts([yes_no_fact("again", ("重新认定",))], text)

    assert values(heard).get("again") == expected


def test_what_is_recognised_again_is_not_new() -> None:
    assert values(hear_facts([yes_no_fact("first", ("首次认定",))], "重新认定的")) == {}
