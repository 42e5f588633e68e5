"""Questions of units that the person names."""

import pytest

from assistant.corpus import Corpus
from assistant.dialogue.vocabulary import Vocabulary
from assistant.dialogue.whose import asked_units, is_choice_of_units
from tests.dialogue.fictional import corpus


def vocabulary_of(known: Corpus) -> Vocabulary:
    return Vocabulary(known.policies, known.rulebook.rules, known.terms)


@pytest.mark.parametrize(
    ("words", "units"),
    [
        ("蜂场归县财政局管吗", ("县财政局",)),
        ("这事是林业局还是科技局负责", ("县林业局", "县科技局")),
        ("蜂场是纪委管吗", ("纪委",)),
        ("是哪个局管", ()),
        ("蜂场由谁负责", ()),
    ],
)
def test_the_units_to_be_confirmed_are_those_that_are_named(words: str, units: tuple[str, ...]) -> None:
    assert asked_units(words, vocabulary_of(corpus())) == units


@pytest.mark.parametrize(
    ("words", "units", "is_choice"),
    [
        ("找林业局还是科技局", ("县林业局", "县科技局"), True),
        ("找银行还是找财政局", ("县财政局",), True),
        ("财政局给还是不给", ("县财政局",), False),
    ],
)
def test_a_choice_is_between_units_or_places_to_go(words: str, units: tuple[str, ...], is_choice: bool) -> None:
    assert is_choice_of_units(words, units) == is_choice
