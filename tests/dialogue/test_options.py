"""Which option of a fact a text means."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.award import FactSpec, Option
from assistant.dialogue.options import are_side_by_side, hear_option
from assistant.domain import Span
from tests.dialogue.fictional import level_fact, rule

APIARY = rule("apiary").fact("apiary_level")
TITLES = FactSpec(
    "title",
    "称号",
    "什么称号？",
    "option",
    (
        Option("省级新秀", ("省级新秀", "省新秀")),
        Option("省级匠人", ("省级匠人",)),
        Option("国家级匠人", ("国家级匠人",)),
        Option("其他", ("其他", "市级新秀")),
    ),
)


def heard(spec: FactSpec, text: str, about: tuple[str, ...] = (), is_elliptical: bool = False) -> list[str]:
    spans = [Span(text.index(name), text.index(name) + len(name)) for name in about]
    return [value for value, _ in hear_option(spec, text, spans, is_elliptical=is_elliptical)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我们是国家级标准化蜂场", ["国家级"]),
        ("省里认定的标准化蜂场", ["省级"]),
        ("不是国家级，是省级标准化蜂场", ["省级"]),
        ("我们是国家级标准化蜂场，也是省级标准化蜂场", ["国家级", "省级"]),
        ("标准化蜂场有奖励吗", []),
    ],
)
def test_the_option_that_is_said_is_heard(text: str, expected: list[str]) -> None:
    assert heard(APIARY, text, about=("标准化蜂场",)) == expected


def test_options_set_side_by_side_all_stay_possible() -> None:
    assert heard(APIARY, "国家级和省级标准化蜂场分别奖励多少", about=("标准化蜂场",)) == ["国家级", "省级"]


def test_a_level_that_the_rule_does_not_list_is_another_one() -> None:
    assert heard(level_fact("level", "国家级", "省级", "其他"), "我们是市级蜂场", about=("蜂场",)) == ["其他"]


def test_a_bare_level_answers_for_the_award_that_was_spoken_of() -> None:
    assert heard(APIARY, "省级的呢", is_elliptical=True) == ["省级"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我们是国家级的匠人企业", ["国家级匠人"]),
        ("我们是省级企业，评的是新秀", ["省级新秀"]),
        ("匠人企业奖多少", ["省级匠人", "国家级匠人"]),
        ("省新秀企业奖多少", ["省级新秀"]),
    ],
)
def test_level_and_name_said_apart_mean_the_option_of_both(text: str, expected: list[str]) -> None:
    assert heard(TITLES, text) == expected


def test_an_option_inside_a_claim_is_not_what_the_person_has() -> None:
    text = "听说省新秀能拿奖，我们是国家级匠人"

    assert hear_option(TITLES, text, (), claims=[Span(2, 5)]) == [("国家级匠人", Span(12, 17))]


def test_words_in_a_list_are_side_by_side_and_words_of_a_story_are_not() -> None:
    assert are_side_by_side([Span(0, 2), Span(3, 5)], "省级和市级")
    assert not are_side_by_side([Span(0, 2), Span(9, 11)], "省级早几年评过了，市级今年才评")


@settings(deadline=None)
@given(st.text(st.sampled_from("国家级省市匠人新秀蜂场不是没有和或的呢，。？"), max_size=40))
def test_what_is_heard_is_an_option_with_its_place_in_the_text(text: str) -> None:
    for spec in (APIARY, TITLES):
        for value, span in hear_option(spec, text, ()):
            assert value in spec.choices
            assert 0 <= span.start < span.end <= len(text)


def test_a_turn_of_luck_between_sentences_is_no_rise_in_level() -> None:
    text = "早年拿过市里的奖。后来时来运转，国家的匠人名单有我们，区里给多少"

    assert [value for value, _ in hear_option(TITLES, text, ())] == ["国家级匠人"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("去年评上省新秀，今年又评了匠人", ["省级匠人", "国家级匠人"]),
        ("去年评上省新秀，今年又评了国家级匠人", ["国家级匠人"]),
        ("去年评上省新秀，隔壁是匠人企业", ["省级新秀"]),
    ],
)
def test_a_title_that_came_later_is_the_one_meant(text: str, expected: list[str]) -> None:
    assert heard(TITLES, text) == expected


def test_an_option_is_denied_as_one_of_a_run_of_levels() -> None:
    spec = FactSpec("level", "级别", "什么级别？", "option", (Option("省级", ("省里的",)), Option("其他", ("民间",))))

    assert heard(spec, "民间的，没有国家、省里的文") == ["其他"]
