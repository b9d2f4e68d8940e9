"""Builds both indexes anew from the store of record, beside those that stand."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ingest import erasure
from ingest.errors import InterruptedErasureError, LibraryError
from ingest.home import Home
from ingest.index import exchange
from ingest.index.embedder import Embedder, Vectors, open_embedder
from ingest.index.vectors import VectorIndex
from ingest.index.words import WordIndex
from ingest.settings import Settings
from ingest.store import audit, writing
from ingest.store import documents as store
from ingest.store.documents import Passage
from ingest.store.library import Library

_BATCH = 256


def reindex(
    settings: Settings, afresh: bool = False, tell: Callable[[int, int], None] = lambda done, total: None
) -> int:
    """Rebuild the word index and the vectors; how many passages they hold.

    Vectors that are there serve again, unless ``afresh`` has all computed anew (with another embedding model, say).
    ``tell`` is called with passages done and all. Until the end the old indexes answer.

    Raises:
        LibraryError: another program writes to the library, or an erasure was interrupted.
    """
    home = Home(settings.home)
    for folder in (home.vectors, home.words):
        exchange.put_back(folder)
    library = home.open()
    try:
        with home.writing():
            if erasure.interrupted(settings):
                raise InterruptedErasureError(home.root)
            return _rebuild(settings, home, library, afresh, tell)
    finally:
        library.close()


def _rebuild(
    settings: Settings, home: Home, library: Library, afresh: bool, tell: Callable[[int, int], None]
) -> int:
    embedder = open_embedder(settings.embedding)
    passages = store.passages(library)
    new_vectors, new_words = exchange.beside(home.vectors), exchange.beside(home.words)
    known = {} if afresh else _known(home, embedder, passages)
    vectors = VectorIndex(new_vectors, embedder.name)
    words = WordIndex(new_words)
    for start in range(0, len(passages), _BATCH):
        batch = passages[start : start + _BATCH]
        new = [p for p in batch if p.id not in known]
        made = dict(zip((p.id for p in new), embedder.passages([p.searched for p in new]), strict=True))
        ids = [p.id for p in batch]
        vectors.upsert(ids, np.stack([made[i] if i in made else known[i] for i in ids]))
        words.upsert(ids, [p.searched for p in batch])
        tell(start + len(batch), len(passages))
    vectors.close()
    exchange.swap(home.vectors, new_vectors)
    exchange.swap(home.words, new_words)
    writing.indexed(library, [d["id"] for d in store.all_documents(library)], writing.stale(library))
    library.changed()
    audit.record(library, "reindex", passages=len(passages), afresh=afresh)
    return len(passages)


def _known(home: Home, embedder: Embedder, passages: list[Passage]) -> dict[str, Vectors]:
    """The vectors that are there, where they can still be read and are of this model."""
    if not home.vectors.exists():
        return {}
    found: dict[str, Vectors] = {}
    try:
        index = VectorIndex(home.vectors, embedder.name)
        try:
            for start in range(0, len(passages), _BATCH):
                found.update(index.get([p.id for p in passages[start : start + _BATCH]]))
        finally:
            index.close()
    except LibraryError:
        raise  # vectors of another model, which only the user can give up
    except Exception:
        # Chroma raises whatever breaks first in a damaged folder; what it gave before is whole.
        return found
    return found
