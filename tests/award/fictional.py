"""Small made-up policies for the tests of this room, and the keys and places of a rules.yaml."""

import copy
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from assistant.award import Rule, load_rules
from assistant.award.publish import rules_json_schema
from assistant.domain import Clause, Policy, Responsibility

Path_ = tuple[str | int, ...]
"""The keys and places that lead to a node."""


def keywords() -> set[str]:
    """The keys of all mechanisms and modifiers in rules.yaml."""
    schema: Any = rules_json_schema()
    return set(schema["$defs"]["Calculation"]["properties"]) - {"说明"}


def get(node: Any, path: Path_) -> Any:
    """What stands there."""
    for key in path:
        node = node[key]
    return node


def changed(source: Any, path: Path_, value: Any) -> Any:
    """A copy in which something else stands there."""
    source = copy.deepcopy(source)
    get(source, path[:-1])[path[-1]] = value
    return source


def policy_of(texts: Mapping[str, str], **changes: Any) -> Policy:
    """A policy whose clauses have these texts by number."""
    clauses = tuple(
        Clause(
            policy_id="demo",
            number=number,
            path=(number,),
            headings=(),
            title="",
            text=text,
            locator=f"第{number}条",
            kind="article",
            responsibilities=(Responsibility("责任单位", "甲局", "甲局"),),
        )
        for number, text in texts.items()
    )
    stated: dict[str, Any] = {
        "id": "demo",
        "title": "示范办法",
        "document_number": None,
        "issuer": None,
        "issued": None,
        "clauses": clauses,
    }
    return Policy(**(stated | changes))


def write_yaml(path: Path, content: Any) -> Path:
    """The content as a YAML file (JSON is YAML), keys in their order."""
    path.write_text(json.dumps(content, ensure_ascii=False, default=str), encoding="utf-8")
    return path


def rules_of(folder: Path, texts: Mapping[str, str], content: Any) -> tuple[Rule, ...]:
    """Rules with this content for a policy with these clause texts."""
    return load_rules(write_yaml(folder / "rules.yaml", content), policy_of(texts))
