"""How often everyday questions about the real policy find their clause; the floor is what was measured."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from assistant.adapters.chroma import ChromaStore
from assistant.adapters.onnx_e5 import make_bundled
from assistant.adapters.words import TantivyStore
from assistant.language.lexicon import Lexicon
from assistant.library import load_policies
from assistant.search import Engines, Finder, build_snapshot

CORPUS = Path(__file__).parents[2] / "corpus"
QUESTIONS = yaml.safe_load((Path(__file__).parent / "questions.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def finder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Finder]:
    policies = load_policies(CORPUS / "policies")
    clauses = [clause for policy in policies for clause in policy.clauses]
    engines = Engines(make_bundled(tmp_path_factory.mktemp("models")), ChromaStore(), TantivyStore())
    snapshot = build_snapshot(tmp_path_factory.mktemp("index"), clauses, engines)
    yield Finder(policies, snapshot, engines.embedder, Lexicon.from_file(CORPUS / "words.txt"))
    snapshot.close()


def test_the_right_clause_is_first_for_68_of_70_questions_and_among_three_for_all(finder: Finder) -> None:
    places = [place(finder, question["question"], question["clauses"]) for question in QUESTIONS]
    assert len(places) == 70
    assert sum(place == 1 for place in places) >= 68
    assert [one["question"] for one, place in zip(QUESTIONS, places, strict=True) if place > 3] == []


def place(finder: Finder, question: str, right: list[str]) -> int:
    """The place of the best right clause, counted from 1; behind all hits when none is right."""
    numbers = [hit.clause.number for hit in finder.search(question, policy="cfgz-2022-66", limit=30)]
    return min((numbers.index(number) + 1 for number in right if number in numbers), default=len(numbers) + 1)
