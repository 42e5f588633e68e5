from pathlib import Path

import pytest

from assistant.adapters.cross_encoder import CrossEncoderReranker
from assistant.errors import ConfigurationError


@pytest.mark.hub
def test_scores_are_those_of_the_model_one_for_each_passage(model_folder: Path, tmp_path: Path) -> None:
    from sentence_transformers import CrossEncoder

    model = CrossEncoder(str(model_folder), num_labels=1, local_files_only=True)
    model.save_pretrained(str(tmp_path / "encoder"))
    passages = ["a loan for a new company", "how to bake bread", "a small dog"]
    expected = model.predict([("which loan", passage) for passage in passages])
    reranker = CrossEncoderReranker(str(tmp_path / "encoder"))
    assert reranker.scores("which loan", passages) == pytest.approx([float(one) for one in expected], abs=1e-5)


def test_no_passages_have_no_scores_and_load_nothing() -> None:
    assert CrossEncoderReranker("missing").scores("which loan", []) == []


@pytest.mark.hub
def test_a_folder_that_does_not_exist_is_a_configuration_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot be loaded"):
        CrossEncoderReranker(str(tmp_path / "missing")).scores("which loan", ["a loan"])
