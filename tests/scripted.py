"""A model that says what it is told to, at the seam where real ones plug in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assistant.models import Message
from ingest.errors import ModelError


@dataclass
class ScriptedModel:
    """Streams ``says`` in pieces of three characters; keeps the prompts; may fail at the end."""

    says: str
    fails: str = ""
    name: str = "scripted"
    provider: str = "scripted"
    prompts: list[Sequence[Message]] = field(default_factory=list)

    def stream(self, messages: Sequence[Message], max_tokens: int, stop: Sequence[str] = ()) -> Iterator[str]:
        self.prompts.append(messages)
        for i in range(0, len(self.says), 3):
            yield self.says[i : i + 3]
        if self.fails:
            raise ModelError(self.fails)

    def warm(self, messages: Sequence[Message]) -> None:
        self.prompts.append(messages)

    def close(self) -> None:
        pass
