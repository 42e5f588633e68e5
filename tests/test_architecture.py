"""The house stands as drawn: floors, sizes, locks, and no trace of a particular policy in the program."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = sorted(path for room in ("assistant", "ui", "eval") for path in (ROOT / room).rglob("*.py"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_every_floor_imports_only_what_lies_below() -> None:
    lint_imports = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([lint_imports, "--no-cache"], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stdout


def test_no_file_is_over_400_lines() -> None:
    assert {str(path.relative_to(ROOT)): count for path in SOURCES if (count := len(_lines(path))) > 400} == {}


def test_no_function_is_over_60_lines() -> None:
    long = {
        f"{path.relative_to(ROOT)}:{function.name}": length
        for path in SOURCES
        for function in _functions(path)
        if (length := (function.end_lineno or 0) - function.lineno + 1) > 60
    }
    assert long == {}


def test_every_module_says_what_it_is() -> None:
    silent = [str(path.relative_to(ROOT)) for path in SOURCES if not ast.get_docstring(ast.parse(path.read_bytes()))]
    assert silent == []


def test_program_names_no_policy_of_the_corpus() -> None:
    policies = [folder.name for folder in (ROOT / "corpus/policies").iterdir() if folder.is_dir()]
    found = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in (ROOT / "assistant").rglob("*")
        if path.suffix in {".py", ".yaml", ".txt", ".md"}
        for name in policies
        if name in path.read_text(encoding="utf-8")
    ]
    assert policies
    assert found == []


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-test.lock"])
def test_lock_pins_every_version_and_names_no_host(lock: str) -> None:
    lines = [line for line in _lines(ROOT / lock) if not line.startswith(("#", "-r "))]
    assert [line for line in lines if not re.fullmatch(r"[a-z0-9.-]+==[0-9][\w.]*( ; .+)?", line)] == []


def test_lock_holds_every_declared_dependency() -> None:
    runtime, tests = _pinned("requirements.lock"), _pinned("requirements-test.lock")
    extras = PROJECT["optional-dependencies"]
    assert {_name(one) for one in PROJECT["dependencies"]} <= runtime
    assert {_name(one) for one in [*extras["hub"], *extras["test"]]} - {PROJECT["name"]} <= runtime | tests
    assert runtime & tests == set()


def test_torch_is_named_in_the_same_command_as_what_needs_it() -> None:
    assert {"torch", "sentence-transformers"} <= _pinned("requirements-test.lock")


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def _functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _pinned(lock: str) -> set[str]:
    return {line.partition("==")[0] for line in _lines(ROOT / lock) if "==" in line}


def _name(requirement: str) -> str:
    return re.split(r"[\[<>=]", requirement)[0].lower().replace("_", "-")
