"""Homophone typos put right against the words of the corpus."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.dialogue.spelling import Speller
from assistant.ports import Segmenter
from tests.fakes import FakeSegmenter

WORDS = ("标准化蜂场", "众创空间", "小巨人", "高企", "蜂场", "农业局")


@pytest.fixture
def speller(segmenter: Segmenter) -> Speller:
    return Speller(WORDS, segmenter)


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("众创空见奖励多少", "众创空间奖励多少"),
        ("小剧人奖多少", "小巨人奖多少"),
        ("标准化风场", "标准化蜂场"),
        ("zckj奖励多少", "众创空间奖励多少"),
        ("拨了3十5万", "拨了三十五万"),
        ("35万元，3百万", "35万元，3百万"),
    ],
)
def test_a_word_that_sounds_like_a_known_one_is_put_right(speller: Speller, written: str, right: str) -> None:
    assert speller.repair(written) == right


@pytest.mark.parametrize("text", ["众创空间奖励多少", "今天天气不错", "abc奖励多少", "奖励8万元", "", "？！"])
def test_right_spellings_and_other_words_stay(speller: Speller, text: str) -> None:
    assert speller.repair(text) == text


def test_blurred_sounds_of_the_south_count_as_the_same() -> None:
    speller = Speller(["涨幅达标"], FakeSegmenter({}))

    assert speller.repair("脏幅达标") == "涨幅达标"


def test_a_verb_of_one_character_is_not_blurred() -> None:
    assert Speller(["涨了"], FakeSegmenter({})).repair("占了六成") == "占了六成"


def test_a_real_word_is_not_replaced_by_a_short_name_of_the_same_sound() -> None:
    assert Speller(["高企"], FakeSegmenter({"高起": 100})).repair("高起") == "高起"
    assert Speller(["高企"], FakeSegmenter({})).repair("高起") == "高企"


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("众创空间见小巨剧人蜂风场标准化 abzckj，。8万"), max_size=30))
def test_the_text_keeps_its_length_and_repairing_again_changes_nothing(text: str) -> None:
    speller = Speller(WORDS, FakeSegmenter({"空间": 10, "标准": 10}))
    repaired = speller.repair(text)

    assert len(repaired) == len(text)
    assert speller.repair(repaired) == repaired


def test_a_level_before_a_known_word_is_put_right_though_it_is_a_word(speller: Speller) -> None:
    assert speller.repair("市集众创空间奖励多少") == "市级众创空间奖励多少"
    assert speller.repair("市集上有小巨人") == "市集上有小巨人"


def test_a_character_that_looks_like_the_right_one_is_put_right(segmenter: Segmenter) -> None:
    assert Speller(["在保余额"], segmenter).repair("在保佘额五千万") == "在保余额五千万"


def test_buying_is_never_put_right_to_selling(segmenter: Segmenter) -> None:
    assert Speller(["卖了"], segmenter).repair("今年买了三千万的货") == "今年买了三千万的货"


@pytest.mark.parametrize(
    ("written", "right"),
    [("省及小巨人", "省级小巨人"), ("国佳众创空间", "国家众创空间"), ("评上省小巨人", "评上省小巨人")],
)
def test_a_level_before_a_known_word_is_right_or_put_right(speller: Speller, written: str, right: str) -> None:
    assert speller.repair(written) == right


@pytest.mark.parametrize(("written", "right"), [("xjr奖多少", "小巨人奖多少"), ("XJR奖多少", "XJR奖多少")])
def test_three_small_letters_may_abbreviate_capitals_are_a_name(speller: Speller, written: str, right: str) -> None:
    assert speller.repair(written) == right
