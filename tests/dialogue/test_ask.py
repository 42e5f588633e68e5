"""What one message leaves for the next."""

from assistant.dialogue.ask import NOTHING, Ask, Memory, Topic
from assistant.dialogue.kinds import find_kinds
from tests.dialogue.fictional import rule


def about(*awards: str) -> Ask:
    return Ask("？", "？", (), Topic("name", tuple(rule(one) for one in awards)))


def test_the_last_thing_asked_is_remembered() -> None:
    first, second = about("apiary"), about("bee-project")

    assert Memory().after((first,)).after((second,)) == Memory((second,), (rule("apiary"), rule("bee-project")))


def test_talk_about_nothing_leaves_memory_as_it_was() -> None:
    memory = Memory().after((about("apiary"),))

    assert memory.after((Ask("你好", "你好", (), NOTHING),)) == memory
    assert memory.after(()) == memory


def test_an_award_spoken_of_again_becomes_the_newest() -> None:
    memory = Memory().after((about("apiary"),)).after((about("bee-project"),)).after((about("apiary"),))

    assert [one.id for one in memory.rules] == ["bee-project", "apiary"]


def test_an_empty_memory_has_no_last_ask() -> None:
    assert Memory().last is None


def test_kinds_are_named_once_in_order() -> None:
    text = "奖励多少钱，由谁负责，给多少"
    ask = Ask(text, text, tuple(find_kinds(text)), NOTHING)

    assert ask.kind_names == ("金额", "谁负责")
    assert ask.asks_for("谁负责", "原文")
    assert not ask.asks_for("原文")
