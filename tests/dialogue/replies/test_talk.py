"""Answers that need no document."""

from assistant.dialogue.draft import Piece
from assistant.dialogue.replies.talk import ask_topic, decline_empty, decline_unsafe, greet, out_of_scope, thank
from tests.dialogue.fictional import corpus

POLICIES = corpus().policies
TITLES = "《临溪区小剧场扶持办法》、《青岭县促进养蜂业发展实施方案》"


def test_a_greeting_says_what_can_be_asked() -> None:
    piece = greet(POLICIES)

    assert piece.outcome == "out_of_scope"
    assert TITLES in piece.headline


def test_more_than_two_documents_are_summed_up() -> None:
    assert f"{TITLES}等文件" in greet([*POLICIES, *POLICIES]).headline


def test_another_domain_is_told_what_this_one_is() -> None:
    assert out_of_scope(POLICIES) == Piece(
        f"这个问题不在我能回答的范围内，我只能回答{TITLES}里的内容。", "out_of_scope"
    )


def test_a_question_about_nothing_is_asked_back_with_a_few_awards_to_choose_from() -> None:
    piece = ask_topic([*corpus().rulebook.rules, *corpus().rulebook.rules])

    assert piece.outcome == "needs_facts"
    assert piece.suggestions == ("小剧场场租补贴", "获奖剧目奖励", "公益演出补贴", "标准化蜂场一次性奖励")


def test_each_refusal_has_its_outcome() -> None:
    assert [one.outcome for one in (thank(), decline_empty(), decline_unsafe())] == [
        "out_of_scope",
        "declined",
        "declined",
    ]
