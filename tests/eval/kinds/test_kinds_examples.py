from collections import Counter
from pathlib import Path

import pytest

from assistant.errors import CorpusError
from eval.kinds.examples import BUILD, HELD_OUT, Example, class_meanings, copies, digest_examples, load_examples


def written(folder: Path, body: str) -> Path:
    file = folder / BUILD / "tea.yaml"
    file.parent.mkdir()
    file.write_text(f"主题: 茶馆\n口吻: 店主\n问句:\n{body}", encoding="utf-8")
    return folder


def test_a_sentence_that_asks_two_things_has_both_classes(tmp_path: Path) -> None:
    folder = written(tmp_path, "  金额、谁负责:\n    - 茶馆补多少，找谁\n")
    assert load_examples(BUILD, folder) == [Example("茶馆补多少，找谁", ("金额", "谁负责"), "tea")]


def test_a_class_that_is_not_listed_is_named_with_its_file(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"tea\.yaml: 价钱"):
        load_examples(BUILD, written(tmp_path, "  价钱:\n    - 茶馆补多少\n"))


def test_an_example_that_yaml_does_not_read_as_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"not texts: \[88\]"):
        load_examples(BUILD, written(tmp_path, "  致谢:\n    - 88\n"))


def test_the_digest_changes_with_an_example(tmp_path: Path) -> None:
    folder = written(tmp_path, "  金额:\n    - 茶馆补多少\n")
    before = digest_examples(folder)
    (folder / BUILD / "tea.yaml").write_text("问句: {}", encoding="utf-8")
    assert digest_examples(folder) != before


def test_a_copy_with_other_punctuation_or_one_word_more_is_found() -> None:
    build = [Example("茶馆的补贴今年什么时候报", ("申报时间",), "a"), Example("茶馆奖多少", ("金额",), "a")]
    held_out = [Example("茶馆的补贴，今年什么时候能报？", ("申报时间",), "b")]
    assert copies(build, held_out) == [(build[0].text, held_out[0].text)]


def test_no_example_stands_in_both_halves() -> None:
    assert copies(load_examples(BUILD), load_examples(HELD_OUT)) == []


@pytest.mark.parametrize("half", [BUILD, HELD_OUT])
def test_no_example_is_written_twice_in_a_half(half: str) -> None:
    times = Counter(one.text for one in load_examples(half))
    assert [text for text, count in times.items() if count > 1] == []


@pytest.mark.parametrize(("half", "fewest"), [(BUILD, 50), (HELD_OUT, 15)])
def test_every_class_has_examples_enough(half: str, fewest: int) -> None:
    counts = Counter(name for one in load_examples(half) for name in one.classes)
    assert {name for name in class_meanings() if counts[name] < fewest} == set()
