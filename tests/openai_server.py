"""The same small server with the wire protocol of OpenAI's chat completions (a stream of SSE lines)."""

from __future__ import annotations

import json
import time

from tests.ollama_server import Handler


class OpenAIHandler(Handler):
    """``GET /v1/models`` and ``POST /v1/chat/completions``; wants the key ``right`` where fault is key."""

    def do_GET(self) -> None:
        self.state.requests.append((self.path, {"authorization": self.headers["Authorization"]}))
        if self.path != "/v1/models":
            return self.send_json({"error": {"message": "not found"}}, 404)
        if self.state.fault == "no_list":
            return self.send_json({"detail": "Not Found"}, 404)
        if self.state.fault == "key":
            return self.send_json({"error": {"message": "bad key"}}, 401)
        self.send_json({"object": "list", "data": [{"id": n, "object": "model"} for n in self.state.models]})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.state.requests.append((self.path, body))
        if self.state.fault == "error":
            return self.send_json({"error": {"message": "out of memory"}}, 500)
        self.start_stream("text/event-stream")
        for n, delta in enumerate(self.state.answer(body)):
            if n == 2 and self.state.fault in ("cut", "unfinished", "error_in_stream", "garbage"):
                return self.end_early("data: " + json.dumps({"error": {"message": "failed"}}) + "\n")
            if self.state.fault == "slow":
                time.sleep(0.3)
            if not self.send_event(body["model"], {"role": "assistant", "content": delta}, None):
                return
        self.send_event(body["model"], {}, "stop")
        self.send_chunk("data: [DONE]\n\n")
        self.send_chunk("")

    def send_event(self, model: str, delta: dict[str, str], finish: str | None) -> bool:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        event = {
            "id": "1",
            "object": "chat.completion.chunk",
            "created": 0,
            "model": model,
            "choices": [choice],
        }
        return self.send_chunk(f"data: {json.dumps(event)}\n\n")
