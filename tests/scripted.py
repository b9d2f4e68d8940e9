"""A model that says what it is told to, at the seam where real ones plug in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from assistant.models import Message
from ingest.errors import ModelError

Script = Callable[[Sequence[Message]], Iterable[str]]


@dataclass
class ScriptedModel:
    """Streams ``says`` in pieces of three characters; keeps the prompts; may fail at the end.

    ``script``, where given, writes instead: a function from the prompt to pieces of text, which may
    raise whatever a provider's library could.
    """

    says: str = ""
    fails: str = ""
    name: str = "scripted"
    provider: str = "scripted"
    identity: str = ""
    script: Script | None = None
    prompts: list[Sequence[Message]] = field(default_factory=list)
    closed: bool = False

    def stream(self, messages: Sequence[Message], max_tokens: int, stop: Sequence[str] = ()) -> Iterator[str]:
        self.prompts.append(messages)
        try:
            if self.script is not None:
                yield from self.script(messages)
                return
            for i in range(0, len(self.says), 3):
                yield self.says[i : i + 3]
            if self.fails:
                raise ModelError(self.fails)
        finally:
            self.closed = True

    def warm(self, messages: Sequence[Message]) -> None:
        self.prompts.append(messages)

    def close(self) -> None:
        pass
