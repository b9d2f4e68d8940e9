"""A small server that speaks Ollama's wire protocol on loopback, with the faults a real one has.

Protocol: https://github.com/ollama/ollama/blob/main/docs/api.md. The words come from ``answer``, a
function from the request to text deltas, so a real model can stand behind it.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Words = Callable[[dict[str, Any]], Iterable[str]]


@dataclass
class State:
    """What a test sets and reads: ``requests`` holds (path, body), ``hung_up`` a client that left."""

    answer: Words
    models: dict[str, int] = field(default_factory=dict)
    fault: str = ""
    url: str = ""
    requests: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    hung_up: threading.Event = field(default_factory=threading.Event)

    def bodies(self, path: str) -> list[dict[str, Any]]:
        return [body for asked, body in self.requests if asked == path]


class Handler(BaseHTTPRequestHandler):
    """Ollama's routes; ``fault`` is one of cut, unfinished, error, error_in_stream, garbage, slow, stalled."""

    protocol_version = "HTTP/1.1"
    state: State

    def do_GET(self) -> None:
        self.state.requests.append((self.path, {}))
        if self.path != "/api/tags":
            return self.send_json({"error": "not found"}, 404)
        if self.state.fault == "stalled":
            time.sleep(2)
        models = [
            {"name": n, "model": n, "size": size, "digest": "0"} for n, size in self.state.models.items()
        ]
        self.send_json({"models": models})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.state.requests.append((self.path, body))
        if body.get("model") not in self.state.models:
            return self.send_json({"error": f"model '{body.get('model')}' not found"}, 404)
        if self.path == "/api/show":
            return self.send_json(
                {"capabilities": ["completion"], "model_info": {"test.context_length": 4096}}
            )
        if self.state.fault == "error":
            return self.send_json({"error": "model requires more system memory"}, 500)
        stem = {"model": body["model"], "created_at": "2026-01-01T00:00:00Z"}
        self.start_stream("application/x-ndjson")
        for n, delta in enumerate(self.state.answer(body)):
            if n == 2 and self.state.fault in ("cut", "unfinished", "error_in_stream", "garbage"):
                return self.end_early(
                    json.dumps({"error": "an error was encountered while running the model"})
                )
            if self.state.fault == "slow":
                time.sleep(0.3)
            line = {**stem, "message": {"role": "assistant", "content": delta}, "done": False}
            if not self.send_chunk(json.dumps(line) + "\n"):
                return
        closing = {"message": {"role": "assistant", "content": ""}, "done": True, "done_reason": "stop"}
        self.send_chunk(json.dumps({**stem, **closing}) + "\n")
        self.send_chunk("")

    def end_early(self, error_line: str) -> None:
        match self.state.fault:
            case "cut":
                self.close_connection = True  # without the closing chunk
                return
            case "error_in_stream":
                self.send_chunk(error_line + "\n")
            case "garbage":
                self.send_chunk("<html>502 Bad Gateway</html>\n")
        self.send_chunk("")

    def start_stream(self, content_type: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", content_type)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()

    def send_chunk(self, text: str) -> bool:
        data = text.encode()
        try:
            self.wfile.write(f"{len(data):X}\r\n".encode() + data + b"\r\n")
            self.wfile.flush()
        except OSError:
            self.state.hung_up.set()
            self.close_connection = True
            return False
        return True

    def send_json(self, content: dict[str, Any], status: int = 200) -> None:
        data = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        try:
            self.end_headers()
            self.wfile.write(data)
        except OSError:
            self.state.hung_up.set()

    def log_message(self, format: str, *args: Any) -> None:
        """Keeps the test output clean."""


@contextmanager
def serving(state: State, handler: type[Handler] = Handler) -> Iterator[State]:
    """Runs the server at ``state.url`` for the length of the block."""
    bound = type("Bound", (handler,), {"state": state})
    server = ThreadingHTTPServer(("127.0.0.1", 0), bound)
    server.daemon_threads = True
    state.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
