"""The questions the page offers to begin with."""

from pathlib import Path

import yaml

from assistant.errors import CorpusError
from assistant.service import Assistant

_SHOWN = 4
_KEY = "示例问题"


def read_examples(corpus_dir: Path, assistant: Assistant) -> list[str]:
    """Questions of each policy's `examples.yaml` in turn; where there are none, one for each award."""
    lists = [_read(path) for path in sorted(corpus_dir.glob("policies/*/examples.yaml"))]
    longest = max(map(len, lists), default=0)
    mixed = [one[place] for place in range(longest) for one in lists if place < len(one)]
    return (mixed or [f"{rule.title}有什么条件，能拿多少？" for rule in assistant.award_rules()])[:_SHOWN]


def _read(path: Path) -> list[str]:
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise CorpusError(str(path), f"not YAML: {error}", "格式有误，应为 YAML。") from error
    questions = found.get(_KEY) if isinstance(found, dict) else None
    if not isinstance(questions, list) or not all(isinstance(question, str) for question in questions):
        raise CorpusError(str(path), f"needs the key {_KEY} with a list of questions", f"应有“{_KEY}”，下面列出问题。")
    return questions
