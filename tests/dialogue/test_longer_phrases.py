"""Whose words a question says."""

import pytest

from assistant.dialogue.longer_phrases import clause_of_longer_phrase
from assistant.domain import Span
from tests.dialogue.fictional import clause

BASE, TRAINING, NECTAR = clause("1"), clause("2"), clause("3")


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("蜜源植物保护区在哪", "植物", NECTAR),
        ("植物在哪", "植物", None),
        ("标准化蜂场奖励多少", "蜂场", None),
    ],
)
def test_the_clause_with_the_longer_phrase_around_the_name_is_meant(text: str, name: str, found: object) -> None:
    start = text.find(name)

    assert clause_of_longer_phrase(text, Span(start, start + len(name)), [BASE], [TRAINING, NECTAR]) == found
