"""The names that the corpus gives to things, and where a text mentions them."""

import pytest

from assistant.dialogue.vocabulary import Vocabulary, rule_words
from assistant.domain import Span
from tests.dialogue.fictional import BEES, STAGE, rule


def rules(vocabulary: Vocabulary, text: str) -> list[tuple[list[str], str]]:
    return [
        ([one.id for one in mention.rules], text[mention.span.start : mention.span.end])
        for mention in vocabulary.rules_in(text)
    ]


def test_awards_are_found_by_any_of_their_names_in_order(vocabulary: Vocabulary) -> None:
    assert rules(vocabulary, "蜂场奖励和场租补贴") == [(["apiary"], "蜂场奖励"), (["stage-rent"], "场租补贴")]


def test_an_everyday_word_of_a_term_names_the_award_too(vocabulary: Vocabulary) -> None:
    assert rules(vocabulary, "我家养蜂场能拿多少") == [(["apiary"], "养蜂场")]


def test_a_text_that_names_nothing_has_no_mention(vocabulary: Vocabulary) -> None:
    assert rules(vocabulary, "今天天气不错") == []


def test_a_unit_is_found_by_its_alias(vocabulary: Vocabulary) -> None:
    assert [(one.term, one.span) for one in vocabulary.units_in("找农业局还是县财政局")] == [
        ("县农业农村局", Span(1, 4)),
        ("县财政局", Span(6, 10)),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("养蜂方案里有什么奖励", (BEES,)),
        ("青农发〔2030〕5号", (BEES,)),
        ("临溪区小剧场扶持办法", (STAGE,)),
        ("青岭县有什么补贴", (BEES,)),
        ("养蜂方案和小剧场办法", (BEES, STAGE)),
        ("有什么补贴", ()),
    ],
)
def test_policies_are_named_by_title_number_alias_or_place(
    vocabulary: Vocabulary, text: str, expected: tuple[str, ...]
) -> None:
    assert vocabulary.policies_in(text) == expected


def test_the_words_of_an_award_are_its_names_facts_and_options() -> None:
    words = rule_words(rule("apiary"))

    assert {"标准化蜂场一次性奖励", "蜂场", "蜂场级别", "国家级", "省里认定", "新认定", "复审"} <= set(words)


def test_spellings_hold_every_name_without_quotation_marks(vocabulary: Vocabulary) -> None:
    spellings = vocabulary.spellings()

    assert {"标准化蜂场", "场租补贴", "农业局", "蜜源植物", "小戏院"} <= set(spellings)
    assert [word for word in spellings if "“" in word or "”" in word] == []
    assert len(spellings) == len(set(spellings))
