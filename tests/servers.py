"""A PostgreSQL and a Chroma server of one's own on the loopback, which tests may stop, kill and start again."""

import os
import pwd
import shutil
import socket
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkdtemp

import httpx

_UNPRIVILEGED = "postgres"


def free_port() -> int:
    """A port of the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def find_postgres() -> Path | None:
    """The folder of PostgreSQL's programs, the newest where there are several; None where it is not installed."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name))
    on_path = shutil.which("pg_ctl")
    found = [*([Path(on_path).parent] if on_path else []), *folders]
    return next((folder for folder in reversed(found) if (folder / "initdb").exists()), None)


def find_chroma() -> Path | None:
    """The program that starts a Chroma server."""
    program = Path(sys.executable).with_name("chroma")
    return program if find_spec("chromadb") and program.exists() else None


class Postgres:
    """A cluster in a folder of its own, run without root's rights, which PostgreSQL refuses."""

    def __init__(self) -> None:
        programs = find_postgres()
        assert programs is not None, "PostgreSQL is not installed"
        self._programs = programs
        self._user = _UNPRIVILEGED if os.geteuid() == 0 else None
        self._folder = Path(mkdtemp(prefix="policy-postgres-"))
        if self._user:
            account = pwd.getpwnam(self._user)
            os.chown(self._folder, account.pw_uid, account.pw_gid)
        self.port = free_port()
        self._run("initdb", "-D", self._data, "-U", "tester", "-A", "trust", "--no-sync", "--locale=C.UTF-8")
        self.start()

    @property
    def _data(self) -> str:
        return str(self._folder / "data")

    def start(self) -> None:
        """Starts it and waits until it answers."""
        options = f"-c listen_addresses=127.0.0.1 -p {self.port} -k {self._folder} -c max_connections=60"
        self._run("pg_ctl", "-D", self._data, "-w", "-l", str(self._folder / "log"), "-o", options, "start")

    def stop(self, mode: str = "immediate") -> None:
        """Stops it, by default as a power cut would, and waits until it is gone."""
        self._run("pg_ctl", "-D", self._data, "-w", "-m", mode, "stop")

    def make_database(self, name: str) -> str:
        """The address of a new, empty database."""
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "tester", name)
        return f"postgresql://tester@127.0.0.1:{self.port}/{name}"

    def remove(self) -> None:
        """Stops it and deletes its folder."""
        self.stop()
        shutil.rmtree(self._folder)

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._programs / program), *arguments]
        environ = {**os.environ, "LC_ALL": "C.UTF-8"}
        done = subprocess.run(
            command, user=self._user, cwd=self._folder, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        assert done.returncode == 0, done.stderr.decode(errors="replace")


@dataclass
class ChromaServer:
    """A Chroma server as an operator would start it, its files in `folder`."""

    folder: Path
    port: int = field(default_factory=free_port)
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Starts it and waits until it answers."""
        program = find_chroma()
        assert program is not None, "chromadb is not installed"
        command = [program, "run", "--path", self.folder, "--host", "127.0.0.1", "--port", self.port]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen(list(map(str, command)), **quiet)  # type: ignore[call-overload]
        wait_for(f"{self.url}/api/v2/heartbeat")

    def stop(self) -> None:
        """Kills it and waits until it is gone."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None


def wait_for(url: str) -> None:
    """Returns once `url` answers 200; each refused connection is tried again with growing pauses by httpx."""
    with httpx.Client(transport=httpx.HTTPTransport(retries=9), timeout=120) as client:
        client.get(url).raise_for_status()


def run_python(code: str, *arguments: str, environ: dict[str, str] | None = None) -> "subprocess.Popen[str]":
    """A fresh Python process with this source tree, its output read line by line."""
    command: Sequence[str] = [sys.executable, "-W", "error", "-c", code, *arguments]
    root = str(Path(__file__).parent.parent)
    surroundings = {**os.environ, "PYTHONPATH": root, "PYTHONUNBUFFERED": "1", **(environ or {})}
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root, env=surroundings
    )
