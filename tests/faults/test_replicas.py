"""Several processes and replicas: they follow one published edition, share its index, and answer alike."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.domain import Answer, Question
from assistant.render import answer_data
from assistant.service import Assistant
from tests.dialogue.fictional import BEES, DAY
from tests.faults.places import CORPUS, make_assistant
from tests.servers import run_python

NEW = "梨溪镇河道清洁办法\n\n第一条　对清理河道的村，每年补助{}元。\n"
MATTERS = (
    "蜂业科技项目", "蜜源保护区", "蜂产品网店", "养蜂大户", "授粉服务", "小剧场租金", "公益演出", "剧目",
    "蜂农", "合作社",
)  # fmt: skip
FORMS = (
    "{}怎么配套？", "{}能奖多少钱？", "{}归哪个部门管？", "{}要什么条件？", "我们到账60万元，{}能补多少？",
    "{}是不是只给一次？", "{}的原文怎么说？", "省级的{}奖多少？", "{}什么时候截止？", "{}可以和别的一起拿吗？",
)  # fmt: skip


def settled(answer: Answer) -> dict[str, object]:
    """Everything of an answer but how long it took."""
    return {name: value for name, value in answer_data(answer).items() if name != "timings_ms"}


def test_a_change_in_one_process_is_followed_by_the_others_at_their_next_request(tmp_path: Path) -> None:
    corpus, data = Path(shutil.copytree(CORPUS, tmp_path / "corpus")), tmp_path / "data"
    one, other = make_assistant(corpus, data), make_assistant(corpus, data)
    for worker in (one, other):
        worker.warm_up()
    new = tmp_path / "river.md"
    for amount in (3000, 5000):
        new.write_text(NEW.format(amount), encoding="utf-8")
        one.ingest([new], dry_run=False)
        question = Question("清理河道的村每年补助多少？", DAY)
        assert settled(one.ask(question)) == settled(other.ask(question))
        assert f"{amount}元" in other.clause("第一条", "river").text  # type: ignore[union-attr]
    other.remove("river")
    assert [policy.id for policy in one.policies()] == [policy.id for policy in other.policies()]
    assert len(one.policies()) == 2


def test_a_process_without_an_open_index_follows_too(tmp_path: Path) -> None:
    corpus, data = Path(shutil.copytree(CORPUS, tmp_path / "corpus")), tmp_path / "data"
    one, other = make_assistant(corpus, data), make_assistant(corpus, data)
    one.remove(BEES)
    assert [len(worker.policies()) for worker in (one, other)] == [1, 1]
    assert not other.is_ready()


def test_an_edition_that_cannot_be_read_leaves_the_old_one_serving(tmp_path: Path) -> None:
    corpus, data = Path(shutil.copytree(CORPUS, tmp_path / "corpus")), tmp_path / "data"
    one, other = make_assistant(corpus, data), make_assistant(corpus, data)
    question = Question("蜂业科技项目怎么配套？", DAY, policy=BEES)
    before = settled(other.ask(question))
    one.ingest([_written(tmp_path / "river.md")], dry_run=False)
    (corpus / "policies" / BEES / "rules.yaml").write_text("]", encoding="utf-8")
    assert settled(other.ask(question)) == before
    assert len(other.policies()) == 2


@pytest.mark.chroma_server
def test_a_second_replica_takes_the_vectors_of_the_first_from_the_server(tmp_path: Path, chroma_server: str) -> None:
    corpus = Path(shutil.copytree(CORPUS, tmp_path / "corpus"))
    first = make_assistant(corpus, tmp_path / "first", chroma_server)
    second = make_assistant(corpus, tmp_path / "second", chroma_server)
    first.warm_up()
    second.warm_up()
    assert not (tmp_path / "second" / "index" / "embeddings.sqlite").exists()
    first.ingest([_written(tmp_path / "river.md")], dry_run=False)
    assert _asked_alike(first, second, lambda question: "河道" in question or question.startswith("蜂业"))


def test_two_replicas_answer_a_hundred_questions_alike(tmp_path: Path) -> None:
    corpus = Path(shutil.copytree(CORPUS, tmp_path / "corpus"))
    first, second = make_assistant(corpus, tmp_path / "first"), make_assistant(corpus, tmp_path / "second")
    assert _asked_alike(first, second, lambda question: True) == 100


INDEXING = """
import sys
from pathlib import Path
from tests.faults.places import make_assistant
assistant = make_assistant(Path(sys.argv[1]), Path(sys.argv[2]))
print("ready", flush=True)
sys.stdin.readline()
assistant.ingest([Path(sys.argv[3])], dry_run=False)
"""


def test_two_processes_that_index_at_once_both_find_their_policy_in_the_end(tmp_path: Path) -> None:
    corpus, data = Path(shutil.copytree(CORPUS, tmp_path / "corpus")), tmp_path / "data"
    watching = make_assistant(corpus, data)
    watching.warm_up()
    files = [_written(tmp_path / f"{name}.md", name) for name in ("river", "pond")]
    children = [run_python(INDEXING, str(corpus), str(data), str(file)) for file in files]
    for child in children:
        assert child.stdout is not None and child.stdout.readline() == "ready\n"
    for child in children:
        assert child.stdin is not None
        child.stdin.write("go\n")
        child.stdin.flush()
    ended = [child.communicate() and child.returncode for child in children]
    assert ended == [0, 0]
    assert {policy.id for policy in watching.policies()} >= {"river", "pond"}
    assert watching.ask(Question("river镇清理河道补助多少？", DAY)).provenance == (
        make_assistant(corpus, data).ask(Question("你好", DAY)).provenance
    )


def _written(file: Path, name: str = "梨溪") -> Path:
    file.write_text(NEW.format(3000).replace("梨溪", name), encoding="utf-8")
    return file


def _asked_alike(first: Assistant, second: Assistant, is_wanted: Callable[[str], bool]) -> int:
    questions = [form.format(matter) for matter in MATTERS for form in FORMS]
    asked = [Question(one, DAY) for one in questions if is_wanted(one)]
    assert [settled(first.ask(one)) for one in asked] == [settled(second.ask(one)) for one in asked]
    return len(asked)
