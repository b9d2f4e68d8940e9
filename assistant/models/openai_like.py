"""Any server that speaks OpenAI's chat protocol, through LlamaIndex's class for such servers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from assistant.models.address import is_loopback, refuses
from assistant.models.model import Model, Once, Wire, too_slow
from ingest.errors import ModelError
from ingest.settings import LlmSettings

if TYPE_CHECKING:
    from llama_index.core.base.llms.types import ChatResponseGen
    from llama_index.core.llms import LLM, ChatMessage, ChatResponse

# Never empty: the library would take the key of another service from OPENAI_API_KEY instead.
_NO_KEY = "none"


def served(settings: LlmSettings, timeout_s: float = 5.0) -> list[str]:
    """The names of the models that the configured server offers.

    Raises:
        ModelError: no address is configured, or no such server answers there.
    """
    url = settings.base_url.rstrip("/")
    if not url:
        raise ModelError(
            "No address is set for the OpenAI-compatible server: "
            "set JANGIN_LLM__BASE_URL, such as http://127.0.0.1:8080/v1."
        )
    if refuses(url, timeout_s):
        raise ModelError(_down(url))
    import httpx

    try:
        with _http(url, timeout_s) as http:
            answer = http.get(
                f"{url}/models", headers={"Authorization": f"Bearer {settings.api_key or _NO_KEY}"}
            )
        if answer.status_code in (401, 403):
            raise ModelError(_forbidden(url))
        if answer.status_code == 404 and settings.model:
            return [settings.model]  # a server of a single model may have no list of them
        return [str(m["id"]) for m in answer.raise_for_status().json()["data"]]
    except (httpx.HTTPError, KeyError, TypeError, ValueError) as error:
        raise ModelError(_down(url)) from error


def open_openai(settings: LlmSettings, timeout_s: float = 5.0) -> Model:
    """The configured model of the configured server, else the first it offers.

    Raises:
        ModelError: as :func:`served`, or the server does not offer the model.
    """
    offered = served(settings, timeout_s)
    url = settings.base_url.rstrip("/")
    if settings.model and settings.model not in offered:
        raise ModelError(
            f"The server at {url} does not offer the model {settings.model}: "
            f"set JANGIN_LLM__MODEL to one of {', '.join(offered[:5]) or 'its models (it has none yet)'}."
        )
    if not offered:
        raise ModelError(f"The server at {url} offers no model: load one there.")
    name = settings.model or offered[0]
    return Model(
        provider="openai",
        name=name,
        build=Once(lambda: _build(url, name, settings)),
        wire=Wire(
            begin=_begin,
            closes=_closes,
            explain=lambda error: _explain(error, url, name, settings.timeout_s),
            close=lambda llm: cast(Any, llm)._get_client().close(),
        ),
        timeout_s=settings.timeout_s,
    )


def _build(url: str, name: str, settings: LlmSettings) -> LLM:
    from llama_index.llms.openai_like import OpenAILike

    return OpenAILike(
        model=name,
        api_base=url,
        api_key=settings.api_key or _NO_KEY,
        temperature=0.0,
        context_window=settings.context_window,
        is_chat_model=True,
        timeout=settings.timeout_s,
        max_retries=0,  # a person waits: the evidence is there, a second try only doubles the wait
        http_client=_http(url, settings.timeout_s),
    )


def _begin(llm: LLM, messages: list[ChatMessage], max_tokens: int, stop: list[str]) -> ChatResponseGen:
    return llm.stream_chat(messages, max_tokens=max_tokens, **({"stop": stop} if stop else {}))


def _closes(chunk: ChatResponse) -> bool:
    choices = getattr(chunk.raw, "choices", None)
    return bool(choices and choices[0].finish_reason)


def _http(url: str, timeout_s: float) -> Any:
    import httpx

    return httpx.Client(timeout=timeout_s, trust_env=not is_loopback(url))


def _down(url: str) -> str:
    return (
        f"No OpenAI-compatible server answers at {url}: start it, or correct JANGIN_LLM__BASE_URL "
        "(it usually ends in /v1)."
    )


def _forbidden(url: str) -> str:
    return f"The server at {url} refuses the key: set JANGIN_LLM__API_KEY."


def _explain(error: Exception, url: str, name: str, timeout_s: float) -> str:
    import httpx
    import openai

    if isinstance(error, openai.APITimeoutError | httpx.TimeoutException):
        return too_slow(name, timeout_s)
    if isinstance(error, openai.AuthenticationError | openai.PermissionDeniedError):
        return _forbidden(url)
    if isinstance(error, openai.APIStatusError):
        return f"The server at {url} could not run {name} (status {error.status_code}): look at its log."
    if isinstance(error, openai.APIConnectionError):
        return _down(url)
    return f"The server at {url} broke off in the middle of its answer ({type(error).__name__}): ask again."
