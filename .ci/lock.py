"""Writes the two lock files: what the program needs, and what its tests need on top, every version exact.

    python .ci/lock.py requirements.lock requirements-test.lock

Versions already in the lock files are kept where pyproject.toml still allows them; delete a line to let it move.
"""

import json
import subprocess
import sys
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory

BUILD = ["setuptools"]
MARKERS = {
    "audioop-lts": "python_version >= '3.13'",
    "hf-xet": "platform_machine in 'x86_64 amd64 AMD64 arm64 ARM64 aarch64'",
    "librt": "platform_python_implementation != 'PyPy'",
    "uvloop": "sys_platform != 'win32' and platform_python_implementation != 'PyPy'",
}
ELSEWHERE = {"audioop-lts": "0.2.2"}  # needed on other Pythons than the one that locks
GPU = ("cuda-", "nvidia-", "triton")  # come with torch where its build for that machine asks for them
HEAD = "# Written by `make lock`; every version exact. {purpose}\n"


def main(runtime_file: str, test_file: str) -> None:
    """Resolves both sets together, so that the second only adds to the first."""
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    runtime = [*BUILD, *project["dependencies"]]
    tests = _named(extras["test"], project["name"], extras)
    kept = _kept(runtime_file, test_file)
    everything = _resolve([*runtime, *tests], kept)
    needed = _resolve(runtime, everything) | ELSEWHERE
    added = {name: version for name, version in everything.items() if name not in needed}
    _write(runtime_file, HEAD.format(purpose="What the program needs."), needed)
    _write(test_file, HEAD.format(purpose="What the tests need on top.") + f"-r {runtime_file}\n", added)


def _named(requirements: list[str], project: str, extras: dict[str, list[str]]) -> list[str]:
    """The requirements, with those of the project's own extras in place of their names."""
    found: list[str] = []
    for one in requirements:
        if one.startswith(f"{project}["):
            for extra in one.removeprefix(f"{project}[").rstrip("]").split(","):
                found += _named(extras[extra], project, extras)
        else:
            found.append(one)
    return found


def _kept(*files: str) -> dict[str, str]:
    lines = [line for file in files if Path(file).exists() for line in Path(file).read_text().splitlines()]
    pins = [line.partition(";")[0].split("==") for line in lines if "==" in line]
    return {name.strip(): version.strip() for name, version in pins}


def _resolve(requirements: list[str], constraints: dict[str, str]) -> dict[str, str]:
    """Name to version of everything pip would install into an empty environment."""
    with TemporaryDirectory() as folder:
        pins, report = Path(folder, "constraints.txt"), Path(folder, "report.json")
        pins.write_text("".join(f"{name}=={version}\n" for name, version in constraints.items()))
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed"]
        subprocess.run([*pip, "--constraint", str(pins), "--report", str(report), *requirements], check=True)
        found = [one["metadata"] for one in json.loads(report.read_text())["install"]]
    public = {one["name"].lower().replace("_", "-"): one["version"].partition("+")[0] for one in found}
    return {name: version for name, version in sorted(public.items()) if not name.startswith(GPU)}


def _write(file: str, head: str, versions: dict[str, str]) -> None:
    lines = [
        f"{name}=={version}" + (f" ; {MARKERS[name]}" if name in MARKERS else "")
        for name, version in sorted(versions.items())
    ]
    Path(file).write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
