"""What a question asks for beside the kinds that documents often leave open."""

import pytest

from assistant.dialogue.ask import NOTHING
from assistant.dialogue.beside import asks_beside_silence, fails_a_condition, is_inside_silence
from assistant.dialogue.facts import Heard
from tests.dialogue.fictional import ask_about, named, said


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("奖励多少钱，什么时候到账？", True),
        ("要符合什么条件，要什么材料？", True),
        ("贷款利率是多少？", False),
        ("对实缴资本设门槛了吗，最低多少？", False),
        ("承诺书有没有模板？", False),
        ("是不是非得押房本？", False),
    ],
)
def test_only_words_of_its_own_ask_for_more_than_the_silence(words: str, expected: bool) -> None:
    assert asks_beside_silence(ask_about(words, NOTHING)) is expected


@pytest.mark.parametrize(("words", "expected"), [("称号是谁评的？", True), ("由谁负责，多久换一次名单？", False)])
def test_who_decides_on_a_title_is_not_who_is_responsible(words: str, expected: bool) -> None:
    ask = ask_about(words, NOTHING)

    assert (not ask.asks_for("谁负责") or any(is_inside_silence(one, ask) for one in ask.kinds)) is expected


@pytest.mark.parametrize(("value", "expected"), [("false", True), ("true", False)])
def test_a_denied_condition_is_heard(value: str, expected: bool) -> None:
    ask = ask_about("还能补领吗？", named("apiary"), apiary=Heard({"newly": said("newly", value)}))

    assert fails_a_condition(ask) is expected
