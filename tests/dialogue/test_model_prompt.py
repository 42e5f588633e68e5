import pytest

from assistant.dialogue.model_prompt import checked_prompt, read_prompt, repair_prompt
from assistant.domain import Violation
from assistant.errors import ConfigurationError


@pytest.mark.parametrize("name", ["system", "draft", "repair"])
def test_every_prompt_file_has_the_placeholders_that_are_filled(name: str) -> None:
    assert read_prompt(name).template.strip() != ""


@pytest.mark.parametrize("text", ["没有占位符", "${violations} ${extra}", "${violations} $ 没写完"])
def test_a_prompt_with_other_placeholders_is_refused_when_it_is_read(text: str) -> None:
    with pytest.raises(ConfigurationError, match=r"prompts/repair\.md: placeholders must be violations"):
        checked_prompt("repair", text)


def test_the_repair_names_each_piece_with_its_reason() -> None:
    prompt = repair_prompt([Violation("figure", "50万元", "没有这个数"), Violation("unit", "区财政局", "不负责")])
    assert "- “50万元”：没有这个数\n- “区财政局”：不负责" in prompt
