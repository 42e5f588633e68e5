"""The published schema of rules.yaml is current and accepts the rules there are."""

from typing import Any

import jsonschema
import pytest
import yaml

from assistant.award.publish import publish_schema, rules_json_schema, schema_text
from tests.award.conftest import CORPUS, FOLDER
from tests.award.test_mechanisms import FILES

VALIDATOR = jsonschema.Draft202012Validator(rules_json_schema())


def test_the_published_schema_is_the_current_one() -> None:
    assert (CORPUS / "rules.schema.json").read_text(encoding="utf-8") == schema_text()


def test_publishing_writes_the_same_bytes_again(tmp_path: Any) -> None:
    publish_schema(tmp_path / "schema.json")

    assert (tmp_path / "schema.json").read_text(encoding="utf-8") == schema_text()


def test_the_schema_accepts_the_real_rules() -> None:
    assert errors(yaml.safe_load((FOLDER / "rules.yaml").read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_schema_accepts_every_mechanism(file: Any) -> None:
    content = yaml.safe_load(file.read_text(encoding="utf-8"))

    assert errors(content["规则"]) == []


def test_the_schema_refuses_an_unknown_key() -> None:
    assert errors({"奖补": {"a": {"名字": "x"}}}) != []


@pytest.mark.parametrize("calculation", [{}, {"定额": "1元", "无公式": {"原文": "甲", "未写明": "乙"}}])
def test_the_schema_refuses_a_calculation_without_exactly_one_mechanism(calculation: Any) -> None:
    content = yaml.safe_load((FOLDER / "rules.yaml").read_text(encoding="utf-8"))
    content["奖补"]["incubator"]["计算"] = calculation

    assert errors(content) != []


def errors(content: Any) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(stringed(content))]


def stringed(content: Any) -> Any:
    """Dates as the strings that JSON has for them."""
    if isinstance(content, dict):
        return {key: stringed(value) for key, value in content.items()}
    if isinstance(content, list):
        return [stringed(value) for value in content]
    return content if isinstance(content, str | int | bool) else str(content)
