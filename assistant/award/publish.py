"""The JSON Schema of rules.yaml, for editors that complete and check while one writes.

`python -m assistant.award.publish corpus/rules.schema.json` writes it anew after a mechanism has changed.
"""

import json
import sys
from pathlib import Path

from assistant.award.source import RulesSource

JsonSchema = dict[str, object]


def rules_json_schema() -> JsonSchema:
    """The schema of a whole rules.yaml."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **RulesSource.model_json_schema(by_alias=True)}


def publish_schema(path: Path) -> None:
    """Writes the schema to a file, the same bytes for the same program."""
    path.write_text(schema_text(), encoding="utf-8")


def schema_text() -> str:
    """What the published file holds."""
    return json.dumps(rules_json_schema(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


if __name__ == "__main__":
    publish_schema(Path(sys.argv[1]))
