"""The vector index: one Chroma collection of passage ids and vectors, with no text in it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ingest.errors import LibraryError
from ingest.index.embedder import Vectors

_COLLECTION = "passages"
_HNSW = {"space": "cosine", "ef_construction": 200, "ef_search": 200, "max_neighbors": 32}


class VectorIndex:
    """Nearest passages by cosine similarity.

    The collection records the embedding model that made its vectors and refuses another one:
    vectors of two models cannot be compared.
    """

    def __init__(self, folder: Path, model: str) -> None:
        import chromadb
        from chromadb.config import Settings as ChromaSettings

        folder.mkdir(parents=True, exist_ok=True)
        self._client: Any = chromadb.PersistentClient(
            path=str(folder), settings=ChromaSettings(anonymized_telemetry=False)
        )
        # No default embedding function: Chroma's would download a model.
        self._collection: Any = self._client.get_or_create_collection(
            _COLLECTION,
            embedding_function=None,
            metadata={"embedding_model": model},
            configuration={"hnsw": _HNSW},  # type: ignore[arg-type]
        )
        made_with = (self._collection.metadata or {}).get("embedding_model")
        if made_with != model:
            raise LibraryError(
                f"The library was indexed with the embedding model {made_with}, the settings ask for "
                f"{model}: set the embedding back, or use another JANGIN_HOME for the new model."
            )

    def close(self) -> None:
        """Let go of the folder, so that another may take its place; Chroma keeps what it opened by its path."""
        from chromadb.api.shared_system_client import SharedSystemClient

        self._client.close()
        SharedSystemClient.clear_system_cache()

    def upsert(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Add or replace; vectors has shape (len(ids), dim)."""
        if ids:
            self._collection.upsert(ids=list(ids), embeddings=vectors)

    def delete(self, ids: Sequence[str]) -> None:
        """Take passages out of search. Chroma keeps the bytes until the collection is rebuilt."""
        for i in range(0, len(ids), 500):
            self._collection.delete(ids=list(ids[i : i + 500]))

    def search(self, vector: Vectors, depth: int) -> list[tuple[str, float]]:
        """The nearest passages as (id, cosine similarity), best first."""
        count = self._collection.count()
        if not count:
            return []
        found = self._collection.query(
            query_embeddings=[vector], n_results=min(depth, count), include=["distances"]
        )
        return [(i, 1.0 - float(d)) for i, d in zip(found["ids"][0], found["distances"][0], strict=True)]

    def near(self, passage_id: str, others: Sequence[str], depth: int) -> dict[str, float]:
        """Cosine similarity of a passage to its nearest ``depth`` passages and to the ``others``, by id."""
        vectors = self.get([*{passage_id, *others}])
        if passage_id not in vectors:
            return {}
        own = vectors[passage_id]
        found = dict(self.search(own, depth))
        for i in others:
            if i in vectors:
                found[i] = float(own @ vectors[i] / (np.linalg.norm(own) * np.linalg.norm(vectors[i])))
        return found

    def get(self, ids: Sequence[str]) -> dict[str, Vectors]:
        """The vectors of passages by id, shape (dim,) each; those that are not there are left out."""
        got = self._collection.get(ids=list(ids), include=["embeddings"])
        return {
            i: np.asarray(v, dtype=np.float32) for i, v in zip(got["ids"], got["embeddings"], strict=True)
        }

    def ids(self) -> list[str]:
        """All passages that have a vector."""
        return [str(i) for i in self._collection.get(include=[])["ids"]]

    def count(self) -> int:
        return int(self._collection.count())
