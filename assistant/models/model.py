"""The seam between answers and language models: messages in, text deltas or one named error out."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from assistant.models.filters import RepetitionError, until_repetition, without_thinking
from ingest.errors import ModelError

if TYPE_CHECKING:
    from llama_index.core.base.llms.types import ChatResponseGen
    from llama_index.core.llms import LLM, ChatMessage, ChatResponse

Role = Literal["system", "user", "assistant"]
Message = tuple[Role, str]


class Once:
    """Makes the LlamaIndex object at the first call, from whichever thread, and keeps to it."""

    def __init__(self, make: Callable[[], LLM]) -> None:
        self._make = make
        self._lock = threading.Lock()
        self.made: LLM | None = None

    def __call__(self) -> LLM:
        with self._lock:
            if self.made is None:
                self.made = self._make()
            return self.made


@dataclass(frozen=True)
class Wire:
    """Where providers differ behind LlamaIndex's common chat class.

    ``begin`` starts a streamed chat of at most so many tokens with stop strings; ``closes`` tells
    the chunk that ends a whole answer, without which the stream was cut off; ``explain`` turns a
    library's exception into one sentence with its remedy; ``close`` frees connection or memory.
    """

    begin: Callable[[LLM, list[ChatMessage], int, list[str]], ChatResponseGen]
    closes: Callable[[ChatResponse], bool]
    explain: Callable[[Exception], str]
    close: Callable[[LLM], None]


@dataclass(frozen=True)
class Model:
    """A language model that was found; its libraries and weights load at the first use."""

    provider: str
    name: str
    build: Once
    wire: Wire
    timeout_s: float = 120.0
    identity: str = ""  # digest or size of this build of the model, where the provider tells

    @property
    def llm(self) -> LLM:
        return self.build()

    def stream(
        self, messages: Sequence[Message], max_tokens: int, stop: Sequence[str] = ()
    ) -> Generator[str, None, None]:
        """Text deltas of one answer at temperature 0; closing the iterator stops the model.

        Raises:
            ModelError: anything that keeps the answer from being whole, in one sentence.
        """
        deadline = time.monotonic() + self.timeout_s
        with closing(self._deltas(messages, max_tokens, stop, deadline)) as deltas:
            try:
                yield from until_repetition(without_thinking(deltas))
            except RepetitionError:
                raise ModelError(repeats(self.name)) from None

    def warm(self, messages: Sequence[Message]) -> None:
        """Put the fixed beginning of a prompt into the model's cache, so that the first answer is not slow.

        Raises:
            ModelError: as :meth:`stream`.
        """
        # A chat ends with the user: the marks that open the user's turn then are in the cache as well.
        ending: list[Message] = [] if messages and messages[-1][0] == "user" else [("user", ".")]
        for _ in self._deltas([*messages, *ending], 1, (), time.monotonic() + self.timeout_s):
            pass

    def close(self) -> None:
        """Free the connection or the memory; the model must not be used again."""
        if self.build.made is not None:
            self.wire.close(self.build.made)

    def _deltas(
        self, messages: Sequence[Message], max_tokens: int, stop: Sequence[str], deadline: float
    ) -> Generator[str, None, None]:
        whole = False
        try:
            from llama_index.core.llms import ChatMessage

            chat = [ChatMessage(role=role, content=text) for role, text in messages]
            with closing(self.wire.begin(self.llm, chat, max_tokens, list(stop))) as chunks:
                for chunk in chunks:
                    if time.monotonic() > deadline:
                        raise TimeoutError
                    whole = whole or self.wire.closes(chunk)
                    if chunk.delta:
                        yield chunk.delta
        except ModelError:
            raise
        except TimeoutError:
            raise ModelError(too_slow(self.name, self.timeout_s)) from None
        except Exception as error:
            raise ModelError(self.wire.explain(error)) from error
        if not whole:
            raise ModelError(cut_off(self.name))


def too_slow(name: str, seconds: float) -> str:
    return (
        f"The model {name} did not finish within {seconds:g} seconds: "
        "take a smaller model, or raise JANGIN_LLM__TIMEOUT_S."
    )


def repeats(name: str) -> str:
    return f"The model {name} only repeated itself: word the question differently, or take a larger model."


def cut_off(name: str) -> str:
    return f"The answer of the model {name} broke off in the middle: ask again, and look at the model server's log."
