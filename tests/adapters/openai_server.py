"""A tiny server on loopback that speaks enough of the OpenAI protocol, and misbehaves on demand."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal

Manner = Literal[
    "proper", "garbage", "nonsense", "refusing", "failing", "cutting", "ending", "dying", "hanging", "stalling"
]

USAGE = {"prompt_tokens": 120, "completion_tokens": 30, "total_tokens": 150}


@dataclass
class OpenAIServer:
    """What it answers and what it was asked; `replies` are texts or tool calls `(name, arguments)`, in turn."""

    replies: list[str | tuple[str, dict[str, Any]]] = field(default_factory=lambda: ["十万元，由区教科局负责〔1〕。"])
    manner: Manner = "proper"
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    let_go: threading.Event = field(default_factory=threading.Event)
    url: str = ""


@contextmanager
def serve() -> Iterator[OpenAIServer]:
    """A running server at `url`, ending in /v1."""
    state = OpenAIServer()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(state))
    server.daemon_threads = True
    state.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        state.let_go.set()
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(state: OpenAIServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            state.requests.append(body)
            state.keys.append(self.headers.get("Authorization", ""))
            if state.manner == "refusing":
                self._send(401, "application/json", json.dumps({"error": {"message": f"bad {state.keys[-1]}"}}))
            elif state.manner == "garbage":
                self._send(200, "text/html", "<html>not what you asked for</html>")
            elif state.manner == "nonsense":
                self._send(200, "application/json", '{"choices": "none", "id": 7')
            elif state.manner == "failing":
                self._send(500, "text/html", "<html>502 Bad Gateway</html>")
            elif state.manner == "hanging":
                state.let_go.wait()
            elif self.path.endswith("/embeddings"):
                self._send(200, "application/json", json.dumps(_embeddings(body)))
            elif body.get("stream"):
                self._stream(_next(state))
            else:
                self._send(200, "application/json", json.dumps(_completion(_next(state))))

        def _send(self, status: int, kind: str, text: str) -> None:
            content = text.encode()
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def _stream(self, reply: str | tuple[str, dict[str, Any]]) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Connection", "close")
            if state.manner in ("cutting", "dying"):
                self.send_header("Content-Length", "100000")
            self.end_headers()
            pieces = reply if isinstance(reply, str) else ""
            is_broken = state.manner in ("cutting", "ending", "dying", "stalling")
            for piece in pieces[:3] if is_broken else pieces:
                self._event({"role": "assistant", "content": piece})
            if state.manner == "stalling":
                state.let_go.wait()
            if state.manner == "dying":
                self.server.socket.close()
            if not is_broken:
                self._usage()
                self.wfile.write(b"data: [DONE]\n\n")

        def _usage(self) -> None:
            head = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "m", "choices": []}
            data = {**head, "usage": USAGE}
            self.wfile.write(f"data: {json.dumps(data)}\n\n".encode())

        def _event(self, delta: dict[str, Any]) -> None:
            choice = {"index": 0, "delta": delta, "finish_reason": None}
            data = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "m", "choices": [choice]}
            self.wfile.write(f"data: {json.dumps(data)}\n\n".encode())

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    return Handler


def _next(state: OpenAIServer) -> str | tuple[str, dict[str, Any]]:
    return state.replies.pop(0) if len(state.replies) > 1 else state.replies[0]


def _completion(reply: str | tuple[str, dict[str, Any]]) -> dict[str, Any]:
    message: dict[str, Any] = {"role": "assistant", "content": reply}
    if not isinstance(reply, str):
        function = {"name": reply[0], "arguments": json.dumps(reply[1], ensure_ascii=False)}
        message = {
            "role": "assistant",
            "content": "",
            "tool_calls": [{"id": "c1", "type": "function", "function": function}],
        }
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    return {"id": "1", "object": "chat.completion", "created": 0, "model": "m", "choices": [choice], "usage": USAGE}


def _embeddings(body: dict[str, Any]) -> dict[str, Any]:
    """Counts pairs of characters: texts that share pairs are near."""
    rows = []
    for index, text in enumerate(body["input"]):
        row = [0.01] * 64
        for start in range(len(text) - 1):
            row[sum(text[start : start + 2].encode()) % 64] += 1
        rows.append({"object": "embedding", "index": index, "embedding": row})
    return {"object": "list", "model": body["model"], "data": rows, "usage": {"prompt_tokens": 1, "total_tokens": 1}}
