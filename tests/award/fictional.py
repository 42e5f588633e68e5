"""Small made-up policies for the tests of this room."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from assistant.award import Rule, load_rules
from assistant.domain import Clause, Policy, Responsibility


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
