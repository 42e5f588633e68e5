from pathlib import Path

import numpy as np
import pytest

from assistant.dialogue.asking import WEIGHTS, AskingHead
from eval.kinds.examples import Example, class_meanings, digest_examples
from eval.kinds.model import Features, fit_weights
from eval.kinds.report import Half, Judged, best_way
from eval.kinds.train import train_head
from tests.fakes import FakeEmbedder

THINGS = ("茶馆", "鱼塘", "花圃", "书店", "鞋铺", "船坞", "果园", "车行")


def examples(things: tuple[str, ...]) -> list[Example]:
    """Two ways to ask, about each thing."""
    return [
        Example(text, (name,), thing)
        for thing in things
        for text, name in ((f"{thing}的补贴要交税吗", "税务"), (f"{thing}的电话是多少", "联系方式"))
    ]


def test_a_trained_head_is_written_read_and_right_about_a_new_thing(tmp_path: Path) -> None:
    path = tmp_path / "head.npz"
    train_head(examples(THINGS[:-1]), examples(THINGS[-1:]), FakeEmbedder(), path)
    head = AskingHead.load(path)
    texts = ("车行的补贴要交税吗", "车行的电话是多少")
    asked = [head.asked(text, vector) for text, vector in zip(texts, FakeEmbedder().embed_queries(texts), strict=True)]
    assert (head.fingerprint, head.classes, asked) == ("fake", tuple(class_meanings()), [("税务",), ("联系方式",)])


def test_the_report_names_every_class(tmp_path: Path) -> None:
    report = train_head(examples(THINGS[:-1]), examples(THINGS[-1:]), FakeEmbedder(), tmp_path / "head.npz")
    assert [name for name in class_meanings() if f"| {name} |" not in report] == []


def test_the_weights_for_raw_features_agree_with_the_head_that_reads_them(tmp_path: Path) -> None:
    build, path = examples(THINGS), tmp_path / "head.npz"
    train_head(build, build, FakeEmbedder(), path)
    vectors = FakeEmbedder().embed_queries([one.text for one in build])
    names = list(class_meanings())
    targets = np.array([[float(name in one.classes) for name in names] for one in build])
    expected = fit_weights(Features.of(build, vectors), targets).probabilities(Features.of(build, vectors))
    head = AskingHead.load(path)
    read = [list(head.probabilities(one.text, vector).values()) for one, vector in zip(build, vectors, strict=True)]
    assert np.array(read) == pytest.approx(expected, abs=5e-3)


def test_of_head_and_patterns_the_better_one_is_advised() -> None:
    wanted = np.array([[True], [True], [False], [False]])
    found = np.array([[True], [False], [False], [False]])
    examples_of_half = [Example(text, (), "a") for text in "甲乙丙丁"]

    def half(head: np.ndarray, patterns: np.ndarray) -> Half:
        return Half(examples_of_half, wanted, Judged(head.astype(np.float64), head), patterns)

    others = np.array([[False], [True], [False], [False]])
    assert [best_way(half(wanted, found), 0), best_way(half(found, wanted), 0), best_way(half(found, others), 0)] == [
        "头", "式", "任一",
    ]  # fmt: skip


def test_the_shipped_weights_were_trained_on_the_examples_as_they_stand() -> None:
    with np.load(WEIGHTS, allow_pickle=False) as stored:
        assert str(stored["examples"]) == digest_examples()
