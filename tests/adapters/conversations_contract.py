"""What every database of conversations promises, whatever it runs on."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from assistant.adapters.sql import SqlConversations
from assistant.domain import Outcome, Turn
from assistant.errors import NotFound
from assistant.ports import Made

DAY = date(2026, 11, 24)
EARLIER = (Turn("user", "我们在城里"), Turn("assistant", "好"))


def made(outcome: Outcome = "answered", **answer: object) -> Made:
    """How an answer came about, with these fields in its JSON."""
    return Made(outcome, DAY, {"outcome": outcome, **answer}, "yunxi-2030-7", EARLIER)


class ConversationsContract:
    """Subclasses give the fixture `url`, an empty database."""

    @pytest.fixture
    def conversations(self, url: str) -> Iterator[SqlConversations]:
        opened = SqlConversations(url)
        yield opened
        opened.close()

    def test_new_conversation_is_empty(self, conversations: SqlConversations) -> None:
        assert conversations.history(conversations.start()) == ()

    def test_turns_come_back_in_order(self, conversations: SqlConversations) -> None:
        one, other = conversations.start(), conversations.start()
        assert [conversations.append(one, "一", "甲"), conversations.append(one, "二", "乙")] == [1, 2]
        assert conversations.append(other, "三", "丙") == 1
        expected = (Turn("user", "一"), Turn("assistant", "甲"), Turn("user", "二"), Turn("assistant", "乙"))
        assert conversations.history(one) == expected
        assert conversations.history(one, limit=1) == expected[2:]

    def test_turns_outlive_the_process(self, conversations: SqlConversations, url: str) -> None:
        one = conversations.start()
        conversations.append(one, "一", "甲")
        again = SqlConversations(url)
        assert again.history(one) == (Turn("user", "一"), Turn("assistant", "甲"))
        again.close()

    @pytest.mark.parametrize(
        "act",
        [
            lambda kept: kept.history("none"),
            lambda kept: kept.append("none", "一", "甲"),
            lambda kept: kept.rate("none", 1, "up", None),
            lambda kept: kept.read("none"),
            lambda kept: kept.delete("none"),
        ],
        ids=["history", "append", "rate", "read", "delete"],
    )
    def test_unknown_conversation_is_not_found(
        self, conversations: SqlConversations, act: Callable[[SqlConversations], object]
    ) -> None:
        with pytest.raises(NotFound):
            act(conversations)

    def test_rating_needs_a_turn_and_the_last_one_counts(self, conversations: SqlConversations) -> None:
        one = conversations.start()
        with pytest.raises(NotFound):
            conversations.rate(one, 1, "down", "不对")
        conversations.append(one, "一", "甲")
        conversations.rate(one, 1, "down", "不对")
        conversations.rate(one, 1, "up", None)
        assert [turn.rating for turn in conversations.read(one).turns] == ["up"]

    def test_many_writers_number_their_turns_without_gap_or_loss(
        self, conversations: SqlConversations, url: str
    ) -> None:
        one, other_process = conversations.start(), SqlConversations(url)
        with ThreadPoolExecutor(8) as threads:
            writers = (conversations, other_process) * 20
            turns = list(threads.map(lambda writer: writer.append(one, "问", "答"), writers))
        other_process.close()
        assert sorted(turns) == list(range(1, 41))
        assert len(conversations.history(one, limit=100)) == 80

    def test_what_made_an_answer_comes_back_whole(self, conversations: SqlConversations) -> None:
        one, before = conversations.start(), datetime.now(UTC)
        how = made(citations=[{"ref": "a#1"}], awards=[{"amount": "80000"}], text="奖励\0")
        conversations.append(one, "一\0", "甲", how)
        kept = conversations.read(one)
        assert (kept.id, [turn.made for turn in kept.turns]) == (one, [how])
        assert [turn.question for turn in kept.turns] == ["一\N{REPLACEMENT CHARACTER}"]
        assert before <= kept.turns[0].asked <= datetime.now(UTC)
        assert kept.started <= kept.turns[0].asked

    def test_personal_numbers_are_hidden_before_they_are_kept(self, conversations: SqlConversations) -> None:
        one, phone, sum_of_money = conversations.start(), "13812345678", "13812345678元"
        how = Made("answered", DAY, {"text": f"您说{phone}"}, None, (Turn("user", "邮箱a@b.cn"),))
        conversations.append(one, f"电话{phone}，到账{sum_of_money}", f"{phone}，到账{sum_of_money}", how)
        conversations.rate(one, 1, "down", f"请打{phone}")
        turn = conversations.read(one).turns[0]
        assert (turn.question, turn.answer) == (
            f"电话[手机号]，到账{sum_of_money}",
            f"[手机号]，到账{sum_of_money}",
        )
        assert turn.made == Made("answered", DAY, {"text": "您说[手机号]"}, None, (Turn("user", "邮箱[电子邮箱]"),))
        assert [one.comment for one in conversations.feedback()] == ["请打[手机号]"]

    def test_deleted_conversation_is_gone_and_no_other(self, conversations: SqlConversations) -> None:
        one, other = conversations.start(), conversations.start()
        for kept in (one, other):
            conversations.append(kept, "一", "甲", made())
            conversations.rate(kept, 1, "up", None)
        conversations.delete(one)
        with pytest.raises(NotFound):
            conversations.read(one)
        assert [found.conversation_id for found in conversations.feedback()] == [other]

    def test_what_is_old_expires_and_what_was_gone_on_with_stays(self, conversations: SqlConversations) -> None:
        silent, old = conversations.start(), conversations.start()
        conversations.append(old, "一", "甲")
        conversations.rate(old, 1, "up", None)
        middle = datetime.now(UTC)
        assert conversations.expire(middle - timedelta(days=1)) == 0
        conversations.append(silent, "二", "乙")
        fresh = conversations.start()
        assert conversations.expire(middle) == 1
        assert [conversations.history(kept) != () for kept in (silent, fresh)] == [True, False]
        with pytest.raises(NotFound):
            conversations.read(old)
        assert conversations.expire(datetime.now(UTC) + timedelta(days=1)) == 2

    def test_same_questions_are_counted_together_the_hottest_first(self, conversations: SqlConversations) -> None:
        one = conversations.start()
        for question, outcome in (
            ("停车费怎么补？", "not_covered"),
            ("孵化器奖多少", "answered"),
            ("人才公寓有吗？", "not_covered"),
            ("停车费 怎么补", "not_covered"),
        ):
            conversations.append(one, question, "甲", made(outcome))
        conversations.append(one, "从前的问题", "甲")
        found = conversations.questions("not_covered")
        assert [(often.question, often.count, often.turn) for often in found] == [
            ("停车费 怎么补", 2, 4),
            ("人才公寓有吗？", 1, 3),
        ]
        assert {often.conversation_id for often in found} == {one}
        assert [often.outcome for often in conversations.questions()] == ["not_covered", "not_covered", "answered"]
        assert len(conversations.questions(limit=1)) == 1

    def test_feedback_comes_with_its_answer_the_latest_first(self, conversations: SqlConversations) -> None:
        one = conversations.start()
        conversations.append(one, "一", "甲", made())
        conversations.append(one, "二", "乙", made("not_covered"))
        conversations.rate(one, 1, "up", None)
        conversations.rate(one, 2, "down", "不对")
        found = [
            (said.question, said.answer, said.outcome, said.rating, said.comment) for said in conversations.feedback()
        ]
        assert found == [("二", "乙", "not_covered", "down", "不对"), ("一", "甲", "answered", "up", None)]
        assert [said.turn for said in conversations.feedback("up")] == [1]

    def test_two_processes_that_start_at_once_both_find_the_tables(self, url: str) -> None:
        with ThreadPoolExecutor(4) as threads:
            opened = list(threads.map(SqlConversations, [url] * 4))
        conversation_id = opened[0].start()
        assert [one.history(conversation_id) for one in opened] == [()] * 4
        for one in opened:
            one.close()

    def test_half_a_transaction_leaves_nothing(self, conversations: SqlConversations) -> None:
        before = conversations.start()
        with pytest.raises(NotFound):
            conversations.append(str(uuid4()), "一", "甲", made())
        assert (conversations.questions(), conversations.history(before)) == ([], ())
