"""Opens the starter model that runs in this process."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from assistant.models import starter
from assistant.models.model import Model, Once, Wire
from assistant.models.split_model import STARTER
from ingest.errors import ModelError
from ingest.settings import Settings

if TYPE_CHECKING:
    from llama_index.core.base.llms.types import ChatResponseGen
    from llama_index.core.llms import LLM, ChatMessage

MISSING = "The starter model is not on this machine: run `jangin model get` once, with a network."


def open_starter(settings: Settings) -> Model:
    """The starter model, loaded at its first use.

    Raises:
        ModelError: its file is missing or incomplete.
    """
    path = starter.installed(settings.model_dir)
    if path is None:
        raise ModelError(MISSING)
    return Model(
        provider="starter",
        name=STARTER.name,
        build=Once(lambda: _build(path, settings)),
        wire=Wire(
            begin=_begin,
            closes=lambda chunk: bool(cast(dict[str, Any], chunk.raw)["choices"][0].get("finish_reason")),
            explain=lambda error: (
                f"The starter model failed ({type(error).__name__}): ask again, or set JANGIN_LLM__PROVIDER=none."
            ),
            close=lambda llm: cast(Any, llm).close(),
        ),
        timeout_s=settings.llm.timeout_s,
        identity=STARTER.sha256[:12],
    )


def _build(path: Path, settings: Settings) -> LLM:
    from assistant.models.starter_llm import StarterLLM

    return StarterLLM(
        path=str(path),
        name=STARTER.name,
        context_window=settings.llm.context_window,
        threads=settings.llm.threads,
        timeout_s=settings.llm.timeout_s,
    )


def _begin(llm: LLM, messages: list[ChatMessage], max_tokens: int, stop: list[str]) -> ChatResponseGen:
    return llm.stream_chat(messages, max_tokens=max_tokens, stop=stop)
