from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.domain import Found, Hit
from assistant.errors import NotFound
from assistant.language.lexicon import Lexicon
from assistant.search import Engines, Finder, Phrases, build_snapshot
from tests.fakes import FakeEmbedder, FakeVectorStore, FakeWordStore
from tests.search.shelf import CLAUSES, POLICIES, RIVER


@pytest.fixture
def finder(tmp_path: Path) -> Iterator[Finder]:
    embedder = FakeEmbedder()
    snapshot = build_snapshot(tmp_path, CLAUSES, Engines(embedder, FakeVectorStore(), FakeWordStore()))
    yield Finder(POLICIES, snapshot, embedder, Lexicon({"餐馆": ("饭店", "馆子")}))
    snapshot.close()


def refs(hits: list[Hit]) -> list[str]:
    return [hit.clause.ref for hit in hits]


def test_the_clause_that_answers_comes_first_with_both_reasons(finder: Finder) -> None:
    best = finder.search("改造鱼塘每亩补助多少")[0]
    assert best.clause == RIVER.clauses[0]
    assert [(one.finder, one.reason) for one in best.found] == [
        ("words", "共同的词「改造鱼塘」「每亩补助」"),
        ("vectors", "语义相近（第1位）"),
    ]


def test_scores_fall_and_the_limit_holds(finder: Finder) -> None:
    hits = finder.search("改造补助", limit=3)
    assert len(hits) == 3
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_an_everyday_word_finds_the_official_term(finder: Finder) -> None:
    best = finder.search("开个馆子")[0]
    assert (best.clause.ref, best.found[0].reason) == ("river-2030#3", "共同的词「餐馆」")


def test_a_clause_that_shares_no_word_has_no_words_reason(finder: Finder) -> None:
    found = {hit.clause.ref: [one.finder for one in hit.found] for hit in finder.search("鱼苗")}
    assert (found["river-2030#2"], found["hill-2031#2"]) == (["words", "vectors"], ["vectors"])


@pytest.mark.parametrize("question", ["", "  ", "\u200b\0"])
def test_a_question_without_text_finds_nothing(finder: Finder, question: str) -> None:
    assert finder.search(question) == []


def test_a_policy_narrows_before_ranking(finder: Finder) -> None:
    assert set(refs(finder.search("改造鱼塘", policy="hill-2031"))) == {"hill-2031#1", "hill-2031#2"}


def test_a_unit_narrows_before_ranking(finder: Finder) -> None:
    assert refs(finder.search("改造鱼塘", unit="文旅局", limit=2)) in (
        ["river-2030#3", "hill-2031#2"],
        ["hill-2031#2", "river-2030#3"],
    )
    assert finder.search("改造鱼塘", unit="公安局") == []


def test_an_unknown_policy_is_not_found_and_the_known_ones_are_named(finder: Finder) -> None:
    with pytest.raises(NotFound, match="river-2030、hill-2031"):
        finder.search("鱼", policy="missing")


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("区农业农村局", ["river-2030#1", "river-2030#2"]),
        ("农委", ["river-2030#1", "river-2030#2"]),
        ("农业农村局", ["river-2030#1", "river-2030#2", "hill-2031#1"]),
        ("县 文旅局", ["hill-2031#2"]),
        ("文旅局", ["river-2030#3", "hill-2031#2"]),
        ("公安局", []),
        ("", []),
    ],
)
def test_a_unit_is_known_by_its_name_an_everyday_name_or_a_part(finder: Finder, unit: str, expected: list[str]) -> None:
    assert refs(finder.by_unit(unit)) == expected


def test_a_unit_hit_names_the_part_it_plays(finder: Finder) -> None:
    assert finder.by_unit("财政局")[0].found == (Found("unit", "责任单位：区财政局", 1.0),)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("每亩补助300元", ["river-2030#1"]),
        ("每亩 补助 ３００元", ["river-2030#1"]),
        ("改造", ["river-2030#1", "hill-2031#1"]),
        ("支持措施", [clause.ref for clause in CLAUSES]),
        ("每亩补助30元", []),
        (" ", []),
    ],
)
def test_a_phrase_is_found_exactly_whatever_its_spaces_and_width(phrase: str, expected: list[str]) -> None:
    assert refs(Phrases(CLAUSES).find(phrase)) == expected


def test_a_phrase_can_be_looked_for_in_one_policy() -> None:
    assert refs(Phrases(CLAUSES).find("改造", policy="hill-2031")) == ["hill-2031#1"]


@pytest.mark.parametrize(
    "number", ["河政发〔2030〕7号", "河政发[2030]7号", " 河政发（2030） 7 号", "河政发【２０３０】7号"]
)
def test_a_document_number_gives_all_clauses_of_its_document(finder: Finder, number: str) -> None:
    assert refs(finder.by_document_number(number)) == [clause.ref for clause in RIVER.clauses]


@pytest.mark.parametrize("number", ["河政发〔2030〕70号", "河政发20307号", ""])
def test_another_document_number_gives_nothing(finder: Finder, number: str) -> None:
    assert finder.by_document_number(number) == []
