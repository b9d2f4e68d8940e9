"""Makes a library of any size out of a small one, to measure how speed and memory grow.

Each passage joins sentences of two real passages, so that word statistics stay those of real text; its vector
lies near the vector of the first one, turned by noise so that no two are alike. Nothing is embedded anew: the
speed of a search does not depend on what the vectors mean, and 200,000 passages would take an hour.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from unittest.mock import patch

import numpy as np

from ingest import sentences
from ingest.home import Home
from ingest.index import tokens
from ingest.index.embedder import Vectors
from ingest.index.vectors import VectorIndex
from ingest.index.words import WordIndex
from ingest.store import documents as store
from ingest.store import writing
from ingest.store.documents import Passage
from ingest.store.library import Library

A_DOCUMENT, AT_ONCE = 40, 2_000
# Length of the noise beside a vector of length 1: cosine to the real passage about 0.9.
NOISE = 0.5


def grow(source: Home, target: Home, size: int, model: str, seed: int = 0) -> None:
    """Fill an empty library with ``size`` passages made of those of another, which is only read.

    ``model`` is the embedding model of both.
    """
    chance, noise = random.Random(seed), np.random.default_rng(seed)
    library = Library(source.database)
    real = store.passages(library)
    rows = store.all_documents(library)
    library.close()
    held = VectorIndex(source.vectors, model).get([p.id for p in real])
    vectors = np.stack([held[p.id] for p in real])
    target.create()
    into = Library(target.database)
    words, index = WordIndex(target.words), VectorIndex(target.vectors, model)
    made = _passages(real, size, chance)
    try:
        # The terms of a sentence do not change with its neighbours, so each sentence is analysed once.
        with patch.object(tokens, "words_of", _words_by_sentence(tokens.words)):
            for start in range(0, size, AT_ONCE):
                batch = [next(made) for _ in range(min(AT_ONCE, size - start))]
                _store(into, [p for _, p in batch], rows)
                words.upsert([p.id for _, p in batch], [p.searched for _, p in batch])
                index.upsert([p.id for _, p in batch], _turned(vectors[[i for i, _ in batch]], noise))
    finally:
        into.close()


def _passages(real: list[Passage], size: int, chance: random.Random) -> Iterator[tuple[int, Passage]]:
    for number in range(size):
        i = chance.randrange(len(real))
        other = chance.choice(real)
        own = _sentences(real[i].text)
        document = f"made-{number // A_DOCUMENT:06d}"
        text = " ".join([*own[: max(1, len(own) - 1)], chance.choice(_sentences(other.text))])
        yield (
            i,
            replace(
                real[i],
                id=f"{document}-{number % A_DOCUMENT:05d}",
                document_id=document,
                ordinal=number % A_DOCUMENT,
                text=text,
                contributor_id=None,
            ),
        )


def _store(library: Library, passages: list[Passage], rows: list[dict[str, object]]) -> None:
    for start in range(0, len(passages), A_DOCUMENT):
        some = passages[start : start + A_DOCUMENT]
        key = some[0].document_id
        like = dict(rows[hash(key) % len(rows)])
        like.pop("passages", None)
        like |= {
            "id": key,
            "path_key": key,
            "file_key": key,
            "content_hash": key,
            "name": f"{key}.md",
            "contributor_id": None,
        }
        like |= {"superseded": False, "ingested_at": datetime.now(UTC)}
        writing.store(library, like, some)


def _turned(vectors: Vectors, noise: np.random.Generator) -> Vectors:
    beside = noise.standard_normal(vectors.shape).astype(np.float32)
    beside *= NOISE / np.linalg.norm(beside, axis=1, keepdims=True)
    moved = vectors + beside
    turned: Vectors = (moved / np.linalg.norm(moved, axis=1, keepdims=True)).astype(np.float32)
    return turned


@lru_cache(maxsize=50_000)
def _sentences(text: str) -> list[str]:
    return [text[a:b] for a, b in sentences.spans(text)] or [text]


def _words_by_sentence(words):  # type: ignore[no-untyped-def]
    known = lru_cache(maxsize=100_000)(lambda sentence: tuple(words(sentence)))
    return lambda texts: [[w for s in _sentences(text) for w in known(s)] for text in texts]
