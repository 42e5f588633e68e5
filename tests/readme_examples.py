"""The README's console examples; `python -m tests.readme_examples` writes their true output below each."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

README = Path(__file__).parent.parent / "README.md"
_BLOCK = re.compile(r"```console\n\$ (?P<command>.+)\n(?P<output>(?:(?!```).*\n)*)```")


def examples(text: str) -> list[tuple[str, str]]:
    """Each command with the output printed below it."""
    return [(found["command"], found["output"]) for found in _BLOCK.finditer(text)]


def output(command: str, **environ: str) -> str:
    """What a command of this environment prints, run beside the README."""
    program, *arguments = shlex.split(command)
    path = Path(sys.executable).parent / program
    done = subprocess.run(
        [path, *arguments], capture_output=True, text=True, check=True, cwd=README.parent, env={**os.environ, **environ}
    )
    return done.stdout


def refreshed(text: str) -> str:
    """The README with every output as it is now."""
    return _BLOCK.sub(lambda found: f"```console\n$ {found['command']}\n{output(found['command'])}```", text)


if __name__ == "__main__":
    README.write_text(refreshed(README.read_text(encoding="utf-8")), encoding="utf-8")
