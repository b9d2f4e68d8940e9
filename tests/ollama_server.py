"""A small server that speaks Ollama's wire protocol on loopback, with the faults a real one has.

Protocol: https://github.com/ollama/ollama/blob/main/docs/api.md. The words come from ``answer``, a
function from the request to text deltas, and vectors from ``embed``, a function from texts to rows, so
real models can stand behind it.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import chain
from typing import Any

Words = Callable[[dict[str, Any]], Iterable[str]]
Vectors = Callable[[Sequence[str]], Sequence[Sequence[float]]]


@dataclass
class State:
    """What a test sets and reads: ``requests`` holds (path, body), ``hung_up`` a client that left."""

    answer: Words
    models: dict[str, int] = field(default_factory=dict)
    embed: Vectors | None = None
    context_length: int = 4096
    fault: str = ""
    url: str = ""
    requests: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    hung_up: threading.Event = field(default_factory=threading.Event)

    def bodies(self, path: str) -> list[dict[str, Any]]:
        return [body for asked, body in self.requests if asked == path]


class Handler(BaseHTTPRequestHandler):
    """Ollama's routes: tags, version, show, chat and embed.

    ``fault`` is one of cut, unfinished, error, error_in_stream, garbage, slow, stalled, busy (503),
    loads (nothing for a second), empty (done at once), length (ended by its limit), thinks (a
    ``thinking`` field before the content) and thinks_aloud (``<think>`` in the content).
    """

    protocol_version = "HTTP/1.1"
    state: State

    def do_GET(self) -> None:
        self.state.requests.append((self.path, {}))
        if self.path == "/api/version":
            return self.send_json({"version": "0.13.0"})
        if self.path != "/api/tags":
            return self.send_json({"error": "not found"}, 404)
        if self.state.fault == "stalled":
            time.sleep(2)
        models = [
            {"name": n, "model": n, "size": size, "digest": f"sha256:{len(n):064x}"}
            for n, size in self.state.models.items()
        ]
        self.send_json({"models": models})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.state.requests.append((self.path, body))
        if body.get("model") not in self.state.models:
            return self.send_json({"error": f"model '{body.get('model')}' not found"}, 404)
        if self.path == "/api/show":
            able = "embedding" if "embed" in body["model"] else "completion"
            info = {"test.context_length": self.state.context_length}
            return self.send_json({"capabilities": [able], "model_info": info})
        if self.state.fault == "error":
            return self.send_json({"error": "model requires more system memory"}, 500)
        if self.state.fault == "busy":
            return self.send_json({"error": "server busy, please try again"}, 503)
        if self.path == "/api/embed":
            return self.send_vectors(body)
        if self.path != "/api/chat":
            return self.send_json({"error": "not found"}, 404)
        self.send_answer(body)

    def send_vectors(self, body: dict[str, Any]) -> None:
        if self.state.embed is None:
            return self.send_json({"error": "this model does not support embeddings"}, 400)
        texts = [body["input"]] if isinstance(body["input"], str) else body["input"]
        rows = [[float(x) for x in row] for row in self.state.embed(texts)]
        self.send_json({"model": body["model"], "embeddings": rows})

    def send_answer(self, body: dict[str, Any]) -> None:
        stem = {"model": body["model"], "created_at": "2026-01-01T00:00:00Z"}
        self.start_stream("application/x-ndjson")
        if self.state.fault == "loads":
            time.sleep(1)
        if self.state.fault == "thinks":
            line = {**stem, "message": {"role": "assistant", "content": "", "thinking": "Hm."}, "done": False}
            self.send_chunk(json.dumps(line) + "\n")
        deltas = [] if self.state.fault == "empty" else self.state.answer(body)
        if self.state.fault == "thinks_aloud":
            deltas = chain(["<think>", "Hm.", "</think>\n\n"], deltas)
        for n, delta in enumerate(deltas):
            if n == 2 and self.state.fault in ("cut", "unfinished", "error_in_stream", "garbage"):
                return self.end_early(
                    json.dumps({"error": "an error was encountered while running the model"})
                )
            if self.state.fault == "slow":
                time.sleep(0.3)
            line = {**stem, "message": {"role": "assistant", "content": delta}, "done": False}
            if not self.send_chunk(json.dumps(line) + "\n"):
                return
        reason = "length" if self.state.fault == "length" else "stop"
        closing = {"message": {"role": "assistant", "content": ""}, "done": True, "done_reason": reason}
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
