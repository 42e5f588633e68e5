"""A figure said before and changed by a relation."""

import pytest

from assistant.dialogue.changes import changed
from assistant.dialogue.facts import Heard
from assistant.domain import Fact
from tests.dialogue.fictional import money_fact

FUNDS = money_fact("funds", "到账")
SAID = Heard({"funds": Fact("funds", "600000", "user", "60万")})


def value(story: str, new: Heard | None = None) -> str | None:
    fact = changed([FUNDS], SAID, new or Heard(), story).facts.get("funds")
    return fact.value if fact else None


@pytest.mark.parametrize(
    ("story", "right"),
    [
        ("要是翻一番呢", "1200000"),
        ("翻了两番", "2400000"),
        ("多了两倍", "1800000"),
        ("减半呢", "300000"),
        ("只拨了一半", "300000"),
        ("再加20万呢", "800000"),
        ("又到了15万", "750000"),
        ("少了10万", "500000"),
        ("扣掉80万", "0"),
    ],
)
def test_a_relation_changes_the_sum_said_before(story: str, right: str) -> None:
    assert value(story) == right


@pytest.mark.parametrize("story", ["省级的呢", "到账的是别的钱", "总额有多少"])
def test_other_words_change_nothing_of_a_new_sum(story: str) -> None:
    assert value(story, Heard({"funds": Fact("funds", "900000", "user", "90万")})) == "900000"


def test_nothing_said_before_cannot_change() -> None:
    assert changed([FUNDS], Heard(), Heard(), "翻一番") == Heard()


def test_of_two_sums_it_is_not_known_which_is_meant() -> None:
    both = [FUNDS, money_fact("rent", "租金")]

    assert changed(both, SAID, Heard(), "翻一番") == Heard()
