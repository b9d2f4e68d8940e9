"""Ollama: which of its models to take, and LlamaIndex's class for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from assistant.models.address import is_loopback, refuses
from assistant.models.model import Model, Once, Wire, too_slow
from ingest.errors import ModelError
from ingest.settings import LlmSettings

if TYPE_CHECKING:
    from llama_index.core.base.llms.types import ChatResponseGen
    from llama_index.core.llms import LLM, ChatMessage
    from ollama import Client

DEFAULT_URL = "http://127.0.0.1:11434"
PROBE_S = 0.3
PREFERRED = ("exaone3.5", "qwen3", "qwen2.5", "gemma3", "llama3")  # speak Korean, best first
_NOT_FOR_CHAT = re.compile(r"embed|bge|e5|minilm|rerank", re.IGNORECASE)


@dataclass(frozen=True)
class Installed:
    """One model that Ollama holds; ``size`` in bytes, ``digest`` of its weights and template."""

    name: str
    size: int
    digest: str = ""


def base_url(settings: LlmSettings) -> str:
    return (settings.base_url or DEFAULT_URL).rstrip("/")


def is_elsewhere(settings: LlmSettings) -> bool:
    """Whether the configured address can only be an OpenAI-compatible server's."""
    return settings.provider != "ollama" and settings.base_url.rstrip("/").endswith("/v1")


def client(url: str, timeout_s: float) -> Client:
    """Ollama's own client; a proxy is not asked for a server on this machine."""
    from ollama import Client

    return Client(host=url, timeout=timeout_s, trust_env=not is_loopback(url))


def installed(url: str, timeout_s: float = PROBE_S) -> list[Installed]:
    """The models that can chat.

    Raises:
        ModelError: no Ollama answers there.
    """
    if refuses(url, PROBE_S):  # spares importing the client
        raise ModelError(_down(url))
    try:
        models = client(url, timeout_s).list().models
    except Exception as error:
        raise ModelError(_down(url)) from error
    found = (
        Installed(m.model, int(m.size or 0), (m.digest or "").removeprefix("sha256:")[:12])
        for m in models
        if m.model
    )
    return [m for m in found if not _NOT_FOR_CHAT.search(m.name)]


def choose(models: Sequence[Installed], wanted: str) -> Installed | None:
    """The configured model; with none configured the best family, within it the largest."""
    if wanted:
        full = wanted if ":" in wanted.rsplit("/", 1)[-1] else f"{wanted}:latest"
        return next((m for m in models if m.name in (wanted, full)), None)

    def rank(model: Installed) -> tuple[int, int]:
        base = model.name.rsplit("/", 1)[-1]
        family = next((i for i, name in enumerate(PREFERRED) if base.startswith(name)), len(PREFERRED))
        return family, -model.size

    return min(models, key=rank, default=None)


def open_ollama(settings: LlmSettings, timeout_s: float = 5.0) -> Model:
    """The configured or best model of a running Ollama.

    Raises:
        ModelError: Ollama is down, or does not hold the model; with the remedy.
    """
    url = base_url(settings)
    models = installed(url, timeout_s)
    chosen = choose(models, settings.model)
    if chosen is None:
        raise ModelError(not_pulled(url, settings.model))
    return Model(
        provider="ollama",
        name=chosen.name,
        build=Once(lambda: _build(url, chosen.name, settings)),
        wire=Wire(
            begin=_begin,
            closes=lambda chunk: bool(cast(dict[str, Any], chunk.raw or {}).get("done")),
            explain=lambda error: _explain(error, url, chosen.name, settings.timeout_s),
            close=lambda llm: cast(Any, llm).client.close(),
        ),
        timeout_s=settings.timeout_s,
        identity=chosen.digest or str(chosen.size),
    )


def _build(url: str, name: str, settings: LlmSettings) -> LLM:
    from llama_index.llms.ollama import Ollama

    return Ollama(
        model=name,
        base_url=url,
        temperature=0.0,
        context_window=settings.context_window,
        request_timeout=settings.timeout_s,
        keep_alive=settings.keep_alive,
        thinking=False,
        client=client(url, settings.timeout_s),
    )


def _begin(llm: LLM, messages: list[ChatMessage], max_tokens: int, stop: list[str]) -> ChatResponseGen:
    # The class takes Ollama's options from its own fields only, so each call has a light copy.
    options = {"num_predict": max_tokens, "seed": 0, **({"stop": stop} if stop else {})}
    return llm.model_copy(update={"additional_kwargs": options}).stream_chat(messages)


def not_pulled(url: str, wanted: str) -> str:
    if wanted:
        return f"Ollama at {url} does not have the model {wanted}: get it with `ollama pull {wanted}`."
    return f"Ollama at {url} has no model yet: get one with `ollama pull exaone3.5:7.8b`."


def _down(url: str) -> str:
    return (
        f"Ollama does not answer at {url}: start it with `ollama serve`, or set JANGIN_LLM__PROVIDER=starter."
    )


def _explain(error: Exception, url: str, name: str, timeout_s: float) -> str:
    import httpx
    from ollama import ResponseError

    if isinstance(error, httpx.ConnectError | ConnectionError):
        return _down(url)
    if isinstance(error, httpx.TimeoutException):
        return too_slow(name, timeout_s)
    if isinstance(error, ResponseError) and error.status_code == 404:
        return not_pulled(url, name)
    if isinstance(error, ResponseError):
        return f"Ollama could not run {name} ({error.error.strip().rstrip('.')}): look at the log of `ollama serve`."
    return (
        f"Ollama at {url} broke off in the middle of its answer ({type(error).__name__}): "
        "ask again, and look at the log of `ollama serve`."
    )
