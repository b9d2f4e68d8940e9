"""A model at the seam that keeps every prompt and repeats the evidence, so that nothing is left out of sight."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.models import Message


class Recorder:
    """Says back what it was asked to word."""

    name = provider = "recorder"
    identity = ""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def stream(self, messages: Sequence[Message], max_tokens: int, stop: Sequence[str] = ()) -> Iterator[str]:
        self.seen.append("\n".join(str(m) for m in messages))
        yield str(messages[-1])

    def warm(self, messages: Sequence[Message]) -> None:
        self.seen.append("\n".join(str(m) for m in messages))

    def close(self) -> None:
        """Nothing to close."""
