import sys
from itertools import islice
from pathlib import Path

import pytest

from assistant.errors import ConfigurationError
from assistant.library import PolicyMeta, read_text
from eval.bench import (
    Line,
    calculation,
    cold_starts,
    fresh_questions,
    ingestion,
    latencies,
    sample_facts,
    table,
    tutorial,
)
from eval.generate import documents
from tests.eval.fakes import POLICY, FakeAssistant
from tests.eval.test_eval_baselines import CharacterEmbedder

GENERATED = read_text(next(documents(1))[1], PolicyMeta.model_validate({"编号": "generated"}))


def test_no_question_is_asked_twice() -> None:
    questions = list(islice(fresh_questions([POLICY]), 500))
    assert len(set(questions)) == 500


def test_a_corpus_without_titles_cannot_be_measured() -> None:
    with pytest.raises(ConfigurationError):
        next(fresh_questions([]))


def test_the_sample_profile_states_every_fact_of_every_rule() -> None:
    assert sample_facts(FakeAssistant().award_rules()) == {"tea_house_level": "省级", "invested": "1234500"}


def test_search_and_answer_stand_beside_the_bare_embedding() -> None:
    lines = latencies(FakeAssistant(), CharacterEmbedder(), 3)  # type: ignore[arg-type]
    base = lines[0].value
    assert [(one.name, one.against, one.ratio) for one in lines] == [
        ("embed_query", None, None),
        ("search", "embed_query", lines[1].value / base),
        ("ask", "embed_query", lines[2].value / base),
    ]


def test_the_three_take_turns_over_different_questions() -> None:
    assistant = FakeAssistant()
    latencies(assistant, CharacterEmbedder(), 4)  # type: ignore[arg-type]
    asked = [question.text for question in assistant.asked]
    assert len(set(asked)) == len(asked) == 5


def test_screening_stands_beside_plain_arithmetic() -> None:
    plain_ms, screen_ms, plain, screen = calculation(FakeAssistant(), 3)  # type: ignore[arg-type]
    assert [(one.unit, one.against) for one in (plain_ms, screen_ms, plain, screen)] == [
        ("ms", None),
        ("ms", "plain_decimal_ms"),
        ("组/s", None),
        ("组/s", "plain_decimal"),
    ]
    assert screen.ratio == pytest.approx(plain.value / screen.value)
    assert screen_ms.ratio == screen.ratio == pytest.approx(screen_ms.value / plain_ms.value)
    assert screen_ms.value * screen.value == pytest.approx(1000)


def test_ingestion_stands_beside_the_bare_embedder_and_leaves_no_folder() -> None:
    folders: list[Path] = []
    assistant = FakeAssistant()

    def build(folder: Path) -> FakeAssistant:
        folders.append(folder)
        return assistant

    bare, ingest, first, again = ingestion(build, CharacterEmbedder())  # type: ignore[arg-type]
    assert ingest.ratio == pytest.approx(bare.value / ingest.value) and assistant.warm_ups == 2
    assert again.ratio == pytest.approx(again.value / first.value) and folders[0] == folders[1]
    assert not folders[0].exists()


def test_the_tutorial_stands_beside_the_same_bare_embedding() -> None:
    embed, ask, ingest = tutorial([GENERATED], CharacterEmbedder(), 2)
    assert (ask.against, ask.ratio) == (embed.name, pytest.approx(ask.value / embed.value))
    assert ask.value > embed.value and ingest.unit == "s"


def test_a_command_is_started_from_nothing_and_its_memory_read() -> None:
    python, start, memory = cold_starts({"two": [sys.executable, "-c", "b'x' * 60_000_000"]}, repeats=1)
    assert start.against == "python" and start.ratio == pytest.approx(start.value / python.value)
    assert memory.value > 60 and memory.unit == "MB"


def test_a_command_that_fails_is_not_taken_for_a_fast_one() -> None:
    with pytest.raises(ConfigurationError, match="no such clause"):
        cold_starts({"bad": [sys.executable, "-c", "import sys; sys.exit('no such clause')"]}, repeats=1)


def test_the_table_shows_each_figure_with_its_ratio() -> None:
    lines = [
        Line("embed_query", "仅计算问题向量", 20.0, "ms", 60),
        Line("ask", "完整回答", 30.0, "ms", 60, "embed_query", 1.5),
    ]
    assert table(lines).splitlines()[2:] == [
        "| 仅计算问题向量 | 20 ms | 60 |  |",
        "| 完整回答 | 30 ms | 60 | 1.50 × embed_query |",
    ]
