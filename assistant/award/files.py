"""YAML files of the corpus, read strictly: a key written twice is an error, not a silent choice."""

from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from assistant.errors import CorpusError

_BaseLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The loader in C where PyYAML was built with it: ten times as fast."""


def read_yaml(path: Path) -> Mapping[str, Any]:
    """The mapping a file holds; CorpusError when it cannot be read or holds something else."""
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=_StrictLoader)  # a safe loader # nosec B506
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise CorpusError(path.name, f"cannot be read: {error}", f"读不了：{error}") from error
    if not isinstance(raw, Mapping):
        raise CorpusError(path.name, "must be a mapping", "内容应是键和值")
    return raw


def invalid(path: Path, error: ValidationError) -> CorpusError:
    """The first problem of a file as an error that names file and key."""
    first = error.errors()[0]
    key = ".".join(str(part) for part in first["loc"])
    return CorpusError(f"{path.name} {key}", first["msg"], _in_chinese(first["type"], first["msg"]))


def of_policy(policy_id: str, error: CorpusError) -> CorpusError:
    """The same error, which also names the policy whose file it is."""
    place, message = error.place, str(error).removeprefix(f"{error.place}: ")
    return CorpusError(f"{policy_id}/{place}", message, error.message_zh.removeprefix(f"{place}："))


_MESSAGES = {
    "missing": "缺少这一项",
    "extra_forbidden": "没有这个键",
    "unexpected_keyword_argument": "没有这个键",
    "string_too_short": "不能为空",
    "literal_error": "不是可以填的值",
    "string_type": "应是文字（数字、日期要加引号）",
    "list_type": "应是列表",
    "dict_type": "应是键和值",
    "bool_parsing": "应是 true 或 false",
    "date_from_datetime_parsing": "应是日期，如 2026-01-31",
}


def _in_chinese(kind: str, message: str) -> str:
    return _MESSAGES.get(kind, message.removeprefix("Value error, "))


class _StrictLoader(_BaseLoader):  # type: ignore[misc, valid-type]
    """A safe loader that refuses a key written twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[object] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, Hashable):
                raise yaml.YAMLError(f"键应是文字，第 {key_node.start_mark.line + 1} 行")
            if key in seen:
                raise yaml.YAMLError(f"“{key}”写了两次，第 {key_node.start_mark.line + 1} 行")
            seen.add(key)
        mapping: dict[Hashable, Any] = super().construct_mapping(node, deep)
        return mapping
