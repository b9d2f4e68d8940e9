"""Opens the language model that looks a second time for names, on this machine only."""

from __future__ import annotations

from collections.abc import Callable

import prompts
from assistant.models import open_model
from assistant.models.address import is_loopback
from ingest.errors import ModelError
from ingest.korean import language_of
from ingest.settings import Settings

_TOKENS = 80  # of an answer: a line a name


def open_reader(settings: Settings) -> Callable[[str], str] | None:
    """What asks the model for the names in a text; None where the settings ask for no second reader.

    Raises:
        ModelError: there is no model, or it runs on another machine, which must not see a name that was missed.
    """
    if not settings.scrub.second_reader:
        return None
    model = open_model(settings)
    if model is None:
        raise ModelError(
            "The second reader needs a language model: run `jangin model get`, install Ollama, or set second_reader = "
            "false under [scrub]."
        )
    address = settings.llm.base_url
    if model.provider != "starter" and address and not is_loopback(address):
        raise ModelError(
            f"The second reader must run on this machine, and {address} does not: name a model here, or set "
            "second_reader = false under [scrub]."
        )

    def ask(text: str) -> str:
        messages = prompts.load("names", language_of(text)).messages(text=text)
        return "".join(model.stream(messages, _TOKENS))

    return ask
