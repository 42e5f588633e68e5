"""What a question asks for, by the patterns and the trained head together."""

import math

import numpy as np
import pytest

from assistant.dialogue.asked import AskedKinds
from assistant.dialogue.asking import BUCKETS, AskingHead
from assistant.dialogue.kinds import find_kinds
from assistant.ports import Vectors

QUIET = {"金额": 0.1, "谁负责": 0.1}


def embed(text: str) -> Vectors:
    return np.array([1.0, 0.0], dtype=np.float32)


def asked(**likely: float) -> AskedKinds:
    """A head that finds these classes so likely in whatever text."""
    shares = QUIET | likely
    biases = np.array([math.log(share / (1 - share)) for share in shares.values()], dtype=np.float32)
    weights = np.zeros((2 + BUCKETS, len(shares)), dtype=np.float32)
    return AskedKinds(AskingHead("fake", tuple(shares), weights, biases, np.full(len(shares), 0.5, np.float32)), embed)


def refined(text: str, reading: AskedKinds) -> list[str]:
    return [one.kind.name for one in reading.refine(text, find_kinds(text))]


def test_without_a_head_the_patterns_decide_alone() -> None:
    text = "奖励多少钱，由谁负责"

    assert AskedKinds(None, embed).refine(text, find_kinds(text)) == tuple(find_kinds(text))
    assert not AskedKinds(None, embed).is_other_domain(text)


def test_the_head_adds_a_kind_that_no_pattern_finds_at_no_word_of_the_text() -> None:
    text = "蜂场那边谁拍板"
    (added,) = asked(谁负责=0.9).refine(text, ())

    assert (added.kind.name, added.span.start, added.span.end) == ("谁负责", len(text), len(text))


def test_the_head_denies_a_silent_kind_that_it_is_sure_is_not_asked() -> None:
    text = "这个要什么材料"

    assert refined(text, asked(申报材料=0.5)) == ["申报材料"]
    assert refined(text, asked(申报材料=0.01)) == []


def test_the_head_never_takes_an_amount_away_by_its_own() -> None:
    assert refined("奖励多少钱", asked(金额=0.01, 谁负责=0.02)) == ["金额"]


def test_the_head_alone_never_hears_a_greeting_thanks_or_a_check() -> None:
    assert refined("蜂场", asked(问候=0.9, 致谢=0.9, 核实=0.9)) == []


def test_beside_a_silent_kind_far_ahead_a_faint_amount_is_left_out() -> None:
    assert refined("奖励多少钱要交税", asked(税务=0.9, 金额=0.05)) == ["税务"]
    assert set(refined("奖励多少钱要交税", asked(税务=0.9, 金额=0.8))) == {"金额", "税务"}


def test_the_head_adds_no_silent_kind_beside_one_that_words_ask_for() -> None:
    assert refined("钱要不要退", asked(再次享受=0.9)) == ["退回"]


@pytest.mark.parametrize(("share", "expected"), [(0.45, ["能否"]), (0.9, ["叠加"])])
def test_beside_other_words_the_head_must_be_sure_of_a_silent_kind(share: float, expected: list[str]) -> None:
    assert refined("能不能打包押出去", asked(叠加=share, 能否=0.2)) == expected


def test_an_amount_in_another_phrase_stays_beside_a_leading_silent_kind() -> None:
    assert refined("奖励多少钱，怎么申请", asked(办理流程=0.9, 金额=0.05)) == ["金额", "办理流程"]


@pytest.mark.parametrize(("share", "expected"), [(0.9, True), (0.12, False)])
def test_another_domain_must_be_far_ahead_of_every_kind(share: float, expected: bool) -> None:
    assert asked(其他领域=share).is_other_domain("红烧肉怎么做") is expected


def test_a_blank_text_asks_for_nothing() -> None:
    assert asked(谁负责=0.9).refine(" ", ()) == ()
    assert not asked(其他领域=0.9).is_other_domain(" ")
