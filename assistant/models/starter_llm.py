"""The starter model in this process: a LlamaIndex model over llama.cpp (xllamacpp), with no open port."""

from __future__ import annotations

import os
import queue
import tempfile
import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from llama_index.core.base.llms.types import (
    ChatMessage,
    ChatResponse,
    ChatResponseGen,
    CompletionResponse,
    CompletionResponseGen,
    LLMMetadata,
    MessageRole,
)
from llama_index.core.bridge.pydantic import Field, PrivateAttr
from llama_index.core.llms import CustomLLM
from llama_index.core.llms.callbacks import llm_chat_callback, llm_completion_callback

from ingest.errors import ModelError

# Tokens read between two chances to stop: a new question need not wait for the old one's prompt.
_BATCH = 128
_SILENT = -1


class StarterLLM(CustomLLM):
    """Streams chats from one GGUF file; one at a time, others wait their turn.

    The prompt's unchanged beginning stays in the model's cache from one chat to the next.
    Loading (3 to 12 s, at the first chat) holds Python's global lock, so a page stands still.
    """

    path: str
    name: str
    context_window: int = 4096
    threads: int = Field(default=0, description="0: all cores")
    timeout_s: float = 120.0

    _server: Any = PrivateAttr(default=None)
    _loading: threading.Lock = PrivateAttr(default_factory=threading.Lock)
    _turn: threading.Lock = PrivateAttr(default_factory=threading.Lock)

    @property
    def metadata(self) -> LLMMetadata:
        return LLMMetadata(
            context_window=self.context_window, model_name=self.name, is_chat_model=True, num_output=-1
        )

    @llm_chat_callback()
    def stream_chat(self, messages: Sequence[ChatMessage], **kwargs: Any) -> ChatResponseGen:
        """Chat responses as they are written; ``raw`` is llama.cpp's chunk. Closing it stops the model.

        ``max_tokens``, ``stop`` and other fields of the chat protocol pass through.
        """
        request = {
            "messages": [{"role": m.role.value, "content": m.content or ""} for m in messages],
            "stream": True,
            "temperature": 0.0,
            "seed": 0,
            "cache_prompt": True,
            "return_progress": True,  # a call back per batch of the prompt, where a chat can be stopped
            **kwargs,
        }

        def responses() -> ChatResponseGen:
            text = ""
            for chunk in self._chunks(request):
                delta = chunk["choices"][0]["delta"].get("content") or ""
                text += delta
                yield ChatResponse(
                    message=ChatMessage(role=MessageRole.ASSISTANT, content=text), delta=delta, raw=chunk
                )

        return responses()

    @llm_chat_callback()
    def chat(self, messages: Sequence[ChatMessage], **kwargs: Any) -> ChatResponse:
        return deque(self.stream_chat(messages, **kwargs), maxlen=1).pop()

    @llm_completion_callback()
    def complete(self, prompt: str, formatted: bool = False, **kwargs: Any) -> CompletionResponse:
        answer = self.chat([ChatMessage(role=MessageRole.USER, content=prompt)], **kwargs)
        return CompletionResponse(text=answer.message.content or "", raw=answer.raw)

    @llm_completion_callback()
    def stream_complete(self, prompt: str, formatted: bool = False, **kwargs: Any) -> CompletionResponseGen:
        for part in self.stream_chat([ChatMessage(role=MessageRole.USER, content=prompt)], **kwargs):
            yield CompletionResponse(text=part.message.content or "", delta=part.delta, raw=part.raw)

    def close(self) -> None:
        """Free the model's memory as soon as no chat runs."""
        with self._loading:
            self._server = None

    def _chunks(self, request: dict[str, Any]) -> Iterator[dict[str, Any]]:
        server = self._loaded()
        chunks: queue.Queue[dict[str, Any] | None] = queue.Queue()
        stopped = threading.Event()

        def take(chunk: dict[str, Any]) -> bool:
            chunks.put(chunk)
            return stopped.is_set()  # true stops llama.cpp

        def work() -> None:
            try:
                server.handle_chat_completions(request, take)
            except Exception as error:  # a request of the wrong form is raised, all else is called back
                chunks.put({"error": {"message": str(error)}})
            finally:
                self._turn.release()
                chunks.put(None)

        worker = threading.Thread(target=work, name="starter-model")
        deadline = time.monotonic() + self.timeout_s
        if not self._turn.acquire(timeout=self.timeout_s):  # not inside llama.cpp, where none can be stopped
            raise TimeoutError
        worker.start()
        try:
            while (chunk := chunks.get(timeout=max(0.01, deadline - time.monotonic()))) is not None:
                if "error" in chunk:
                    raise ModelError(self._explain(chunk["error"]))
                yield chunk
        except queue.Empty:
            raise TimeoutError from None
        finally:
            # Waited for, at most one batch: a thread left inside llama.cpp would crash the process at exit.
            stopped.set()
            worker.join()

    def _loaded(self) -> Any:
        with self._loading:
            if self._server is None:
                self._server = self._load()
            return self._server

    def _load(self) -> Any:
        import xllamacpp

        params = xllamacpp.CommonParams()
        params.model.path = self.path
        params.n_ctx = self.context_window
        params.n_parallel = 1
        params.n_batch = params.n_ubatch = _BATCH
        params.cpuparams.n_threads = params.cpuparams_batch.n_threads = self.threads or os.cpu_count() or 2
        params.cache_ram_mib = 128  # keeps the beginnings of the prompts in both languages
        params.fit_params = params.warmup = params.endpoint_slots = params.ui = False
        params.verbosity = _SILENT
        # llama.cpp always listens: on a socket in a folder of our own, removed at once, it is out of reach.
        with tempfile.TemporaryDirectory(prefix="jangin-") as folder:
            params.hostnames = [str(Path(folder) / "model.sock")]
            try:
                return xllamacpp.Server(params)
            except RuntimeError as error:
                raise ModelError(
                    f"The model file {Path(self.path).name} cannot be loaded: there is too little memory "
                    "(about 2 GB are needed) or the file is damaged; `jangin model get` checks and repairs it."
                ) from error

    def _explain(self, error: dict[str, Any]) -> str:
        if error.get("type") == "exceed_context_size_error":
            return (
                f"The prompt of {error.get('n_prompt_tokens')} tokens does not fit the model's "
                f"{error.get('n_ctx')}: raise JANGIN_LLM__CONTEXT_WINDOW, or lower JANGIN_ANSWER__MAX_EVIDENCE."
            )
        reason = str(error.get("message") or "no reason given").strip().rstrip(".")
        return f"The starter model could not answer ({reason}): ask again, or set JANGIN_LLM__PROVIDER=none."
