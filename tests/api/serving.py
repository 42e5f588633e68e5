"""A server in a process of its own, whose assistant answers only when told to, on standard input."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.servers import run_python

_SERVER = """
import sys, threading
from assistant.cli import main
from tests.fake_assistant import FakeAssistant

class Slow(FakeAssistant):
    def ask(self, question):
        print("asked", flush=True)
        sys.stdin.readline()
        return super().ask(question)
    def rehearse(self):
        pass

main(["serve", "--port", "0"], lambda settings: Slow())
"""


@contextmanager
def slow_server(data: Path) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """The process and the address it serves at."""
    with run_python(_SERVER, environ={"POLICY_DATA_DIR": str(data)}) as process:
        assert process.stdout
        try:
            line = next(line for line in process.stdout if line.startswith("已启动"))
            yield process, line.partition("：")[2].split()[0]
        finally:
            process.kill()
