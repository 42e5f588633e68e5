"""Stored conversations on the command line: asked again and compared, exported, deleted, forgotten."""

import json
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import pytest

from assistant.adapters.sql import SqlConversations
from assistant.api.keeping import Keeper
from assistant.cli import main
from assistant.domain import Answer, Provenance, Question, Turn
from assistant.service import Assistant
from tests.fake_assistant import ANSWER, AS_OF, AWARD, CITATION, FakeAssistant

MADE = Provenance("c1", "r1", "i1", "p1")


class Replaying(FakeAssistant):
    """Answers everything with the same prepared answer."""

    def __init__(self) -> None:
        super().__init__()
        self.answer = replace(ANSWER, provenance=MADE)

    def ask(self, question: Question) -> Answer:
        self.asked.append(question)
        return replace(self.answer, question=question.text, as_of=question.as_of)


@pytest.fixture
def fake() -> Replaying:
    return Replaying()


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'c.sqlite3'}"


@pytest.fixture
def kept(fake: Replaying, url: str) -> Iterator[str]:
    """A conversation of two turns, the second with a history of its own."""
    conversations = SqlConversations(url)
    keeper, one = Keeper(conversations, None), conversations.start()
    given = (Turn("user", "从前"),)
    for text, history in (("一", None), ("二", given)):
        question = Question(text, AS_OF, history or (), "yunxi-2030-7", one)
        keeper.keep(fake.ask(question), question, history)
    fake.asked.clear()
    yield one
    conversations.close()


class Run:
    """One run of the command line at a time, on this assistant and database."""

    def __init__(self, fake: Replaying, url: str, capsys: pytest.CaptureFixture[str]) -> None:
        self._fake, self._url, self._capsys = fake, url, capsys

    def __call__(self, *arguments: str) -> tuple[int, str]:
        with pytest.raises(SystemExit) as ended:
            main(arguments, lambda _: cast(Assistant, self._fake), {"POLICY_DATABASE_URL": self._url})
        printed = self._capsys.readouterr()
        return int(ended.value.code or 0), printed.out + printed.err


@pytest.fixture
def run(fake: Replaying, url: str, capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(fake, url, capsys)


def test_the_same_is_called_the_same_and_asked_as_it_was(run: Run, kept: str, fake: Replaying) -> None:
    assert run("replay", kept) == (0, "第1轮「一」一致\n第2轮「二」一致\n")
    assert fake.asked == [
        Question("一", AS_OF, (), "yunxi-2030-7", kept),
        Question("二", AS_OF, (Turn("user", "从前"),), "yunxi-2030-7", kept),
    ]


@pytest.mark.parametrize(
    ("now", "what"),
    [
        ({"citations": (replace(CITATION, ref="yunxi-2030-7#2"),)}, "条款"),
        ({"citations": (replace(CITATION, quote="给予 8 万元奖励"),)}, "条款"),
        ({"awards": (replace(AWARD, amount=Decimal(90000)),)}, "数字"),
        ({"text": "奖励 **9万元**。〔1〕"}, "数字"),
        ({"outcome": "not_covered", "citations": (), "awards": ()}, "结果、条款、数字"),
    ],
)
def test_another_clause_or_figure_is_a_difference(
    run: Run, kept: str, fake: Replaying, now: dict[str, Any], what: str
) -> None:
    fake.answer = replace(fake.answer, **now)
    assert run("replay", kept, "1") == (1, f"第1轮「一」不一致：{what}\n")


def test_digests_that_differ_are_named_and_alone_are_no_difference(run: Run, kept: str, fake: Replaying) -> None:
    fake.answer = replace(fake.answer, text=f"{ANSWER.text}\n请查看原文。", provenance=replace(MADE, rules="r2"))
    assert run("replay", kept, "2") == (0, "第2轮「二」一致；此后变动过：奖补规则\n")
    code, out = run("replay", kept, "2", "--json")
    (data,) = json.loads(out)
    assert (code, data["identical"], data["text_identical"]) == (0, True, False)
    assert data["digests"]["rules"] == {"identical": False, "before": "r1", "now": "r2"}
    assert data["digests"]["corpus"] == {"identical": True, "before": "c1", "now": "c1"}


def test_what_cannot_be_replayed_is_said(run: Run, kept: str, url: str) -> None:
    conversations = SqlConversations(url)
    conversations.append(kept, "三", "旧")
    conversations.close()
    assert run("replay", kept, "9") == (1, "错误：没有这一轮对话。\n")
    assert run("replay", kept, "3")[1].startswith("错误：第3轮是旧版本存下的")
    assert run("replay", "none") == (1, "错误：没有这个对话，请重新开始。\n")


def test_export_gives_the_conversation_and_delete_ends_it(run: Run, kept: str, tmp_path: Path) -> None:
    code, printed = run("conversation", "export", kept)
    assert [turn["answer"]["turn"] for turn in json.loads(printed)["turns"]] == [1, 2]
    assert run("conversation", "export", kept, "--out", str(tmp_path / "out.json")) == (0, "")
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8")) == json.loads(printed)
    assert run("conversation", "export", kept, "--out", str(tmp_path / "no" / "out.json"))[0] == 1
    assert run("conversation", "delete", kept) == (0, "已删除。\n")
    assert (code, run("conversation", "export", kept)[0]) == (0, 1)


def test_expire_forgets_what_is_older_than_asked(run: Run, kept: str) -> None:
    assert run("conversation", "expire", "--days", "1") == (0, "已删除 0 段对话。\n")
    assert run("conversation", "expire")[0] == 2
