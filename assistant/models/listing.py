"""What `jangin model list` shows: every model in reach, whether it can be used, and which one is."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant import capability
from assistant.capability import Checked
from assistant.models import ollama, openai_like, starter
from assistant.models.embedded import MISSING
from assistant.models.opening import open_model
from assistant.models.split_model import STARTER
from ingest.errors import ModelError
from ingest.settings import Settings


@dataclass(frozen=True)
class ModelInfo:
    """One model or an absent provider; ``size`` in bytes, ``remedy`` where it is not usable.

    ``checked`` is what ``jangin model check`` found, or None where the model was never checked.
    """

    provider: str
    name: str
    size: int | None
    usable: bool
    remedy: str = ""
    chosen: bool = False
    checked: Checked | None = None


def list_models(settings: Settings) -> list[ModelInfo]:
    """All providers in order of preference; at most one model is ``chosen``."""
    found = [*_ollama(settings), *_openai(settings), _starter(settings)]
    try:
        model = open_model(settings)
    except ModelError:
        return found
    used = (model.provider, model.name) if model else None
    return [
        replace(info, chosen=True, checked=capability.result(model, settings.model_dir))
        if model and (info.provider, info.name) == used
        else replace(info, checked=_checked(info, settings))
        for info in found
    ]


def _checked(info: ModelInfo, settings: Settings) -> Checked | None:
    """The result of a model that is usable but not the one in use."""
    if not info.usable:
        return None
    llm = settings.llm.model_copy(update={"provider": info.provider, "model": info.name})
    try:
        model = open_model(settings.model_copy(update={"llm": llm}))
    except ModelError:
        return None
    return capability.result(model, settings.model_dir) if model else None


def _ollama(settings: Settings) -> list[ModelInfo]:
    if ollama.is_elsewhere(settings.llm):
        return []
    try:
        models = ollama.installed(ollama.base_url(settings.llm))
    except ModelError as error:
        return [ModelInfo("ollama", settings.llm.model, None, False, str(error))]
    infos = [ModelInfo("ollama", m.name, m.size, True) for m in models]
    if ollama.choose(models, settings.llm.model) is None and settings.llm.provider in ("auto", "ollama"):
        missing = ollama.not_pulled(ollama.base_url(settings.llm), settings.llm.model)
        infos.insert(0, ModelInfo("ollama", settings.llm.model, None, False, missing))
    return infos


def _openai(settings: Settings) -> list[ModelInfo]:
    if settings.llm.provider != "openai" and not settings.llm.base_url:
        return []
    try:
        return [ModelInfo("openai", name, None, True) for name in openai_like.served(settings.llm)]
    except ModelError as error:
        return [ModelInfo("openai", settings.llm.model, None, False, str(error))]


def _starter(settings: Settings) -> ModelInfo:
    path = starter.installed(settings.model_dir)
    return ModelInfo("starter", STARTER.name, STARTER.total_bytes, path is not None, "" if path else MISSING)
