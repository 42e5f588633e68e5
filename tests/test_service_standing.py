"""The service over two documents of which one repeals the other: which answers when, and how an old one is quoted."""

from datetime import date
from pathlib import Path

import pytest

from assistant.domain import Question
from assistant.library import Filters
from assistant.service import Assistant
from tests.dialogue.fictional import make_segmenter, make_world

OLD = """青岭县民宿扶持办法（试行）

青文旅〔2030〕1号

第一条 为了扶持民宿，制定本办法。

第二条 对新开业的乡村民宿，给予消防改造补助。（责任单位：县文旅局）

第三条 本办法自2030年1月1日起施行。
"""
NEW = """青岭县民宿扶持办法

青文旅〔2032〕9号

第一条 为了扶持民宿，制定本办法。

第二条 对新开业的乡村民宿，给予装修改造补助。（责任单位：县文旅局）

第三条 本办法自2032年1月1日起施行，《青岭县民宿扶持办法（试行）》（青文旅〔2030〕1号）同时废止。
"""


@pytest.fixture
def assistant(tmp_path: Path) -> Assistant:
    for name, text in (("old", OLD), ("new", NEW)):
        folder = tmp_path / "corpus" / "policies" / name
        folder.mkdir(parents=True)
        (folder / "text.md").write_text(text, encoding="utf-8")
    world = make_world(lambda terms: make_segmenter(terms, tmp_path / "jieba"))
    return Assistant(tmp_path / "corpus", tmp_path / "data", world)


@pytest.mark.parametrize(("day", "policy"), [("2031-06-01", "old"), ("2032-06-01", "new")])
def test_the_document_in_force_on_the_day_answers(assistant: Assistant, day: str, policy: str) -> None:
    answer = assistant.ask(Question("新开业的乡村民宿有什么补助？", date.fromisoformat(day)))
    assert {one.ref.partition("#")[0] for one in answer.citations} == {policy}
    assert [(one.policy_id, one.state) for one in answer.standings] == [(policy, "in_force")]


def test_the_old_document_is_quoted_where_it_is_asked_for_and_said_to_be_repealed(assistant: Assistant) -> None:
    answer = assistant.ask(Question("新开业的乡村民宿有什么补助？", date(2032, 6, 1), policy="old"))
    assert {one.ref.partition("#")[0] for one in answer.citations} == {"old"}
    assert "从2032年1月1日起由《青岭县民宿扶持办法》废止" in answer.text
    assert answer.guard.passed


def test_search_keeps_to_what_is_in_force(assistant: Assistant) -> None:
    hits = assistant.search("乡村民宿补助", filters=Filters(in_force_on=date(2032, 6, 1)))
    assert {hit.clause.policy_id for hit in hits} == {"new"}
    assert {hit.clause.policy_id for hit in assistant.search("乡村民宿补助")} == {"old", "new"}


def test_the_two_are_compared(assistant: Assistant) -> None:
    diff = assistant.diff("old", "new")
    assert [one.kind for one in diff.changes] == ["reworded", "same", "reworded", "reworded"]
    assert assistant.standing("old", date(2032, 6, 1), "第二条").state == "repealed"
