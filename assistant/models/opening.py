"""Which language model words the answers: the named one, or the first that is there."""

from __future__ import annotations

from collections.abc import Callable

from assistant.models.embedded import open_starter
from assistant.models.model import Model
from assistant.models.ollama import PROBE_S, is_elsewhere, open_ollama
from assistant.models.openai_like import open_openai
from ingest.errors import ModelError
from ingest.settings import Settings


def open_model(settings: Settings) -> Model | None:
    """The model that the settings ask for; None where answers are quoted only. Loads nothing yet.

    ``auto`` takes Ollama if it answers at once and has a usable model, then the OpenAI-compatible
    server if its address is configured, then the starter model if its file is there. A configured
    ``base_url`` is the one address that is asked.

    Raises:
        ModelError: a provider that was named is not there; with the remedy.
    """
    llm = settings.llm
    match llm.provider:
        case "none":
            return None
        case "ollama":
            return open_ollama(llm)
        case "openai":
            return open_openai(llm)
        case "starter":
            return open_starter(settings)
    if not is_elsewhere(llm) and (model := _if_there(lambda: open_ollama(llm, PROBE_S))):
        return model
    if llm.base_url and (model := _if_there(lambda: open_openai(llm, 1.0))):
        return model
    return _if_there(lambda: open_starter(settings))


def _if_there(open_: Callable[[], Model]) -> Model | None:
    try:
        return open_()
    except ModelError:
        return None
