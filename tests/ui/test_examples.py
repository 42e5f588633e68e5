"""The questions a page begins with."""

from pathlib import Path
from typing import cast

import pytest

from assistant.errors import CorpusError
from assistant.service import Assistant
from tests.fake_assistant import FakeAssistant
from ui import read_examples

ASSISTANT = cast(Assistant, FakeAssistant())


def _write(corpus: Path, policy: str, text: str) -> None:
    folder = corpus / "policies" / policy
    folder.mkdir(parents=True)
    (folder / "examples.yaml").write_text(text, encoding="utf-8")


def test_policies_take_turns(tmp_path: Path) -> None:
    _write(tmp_path, "a", "示例问题: [一, 二, 三, 四]")
    _write(tmp_path, "b", "示例问题: [甲]")
    assert read_examples(tmp_path, ASSISTANT) == ["一", "甲", "二", "三"]


def test_without_examples_the_awards_are_asked_about(tmp_path: Path) -> None:
    assert read_examples(tmp_path, ASSISTANT) == ["茶馆称号奖励有什么条件，能拿多少？"]


@pytest.mark.parametrize("text", ["示例问题: 一", "问题: [一]", "[一]", "示例问题: [1]", "a: ["])
def test_file_of_another_shape_is_a_corpus_error(tmp_path: Path, text: str) -> None:
    _write(tmp_path, "a", text)
    with pytest.raises(CorpusError, match=r"a/examples\.yaml"):
        read_examples(tmp_path, ASSISTANT)
