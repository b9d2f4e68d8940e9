"""A library made of a question set's paragraphs, by the real store, indexes and embedding, kept for the next run.

The text is public and read for measuring alone, so it is not scrubbed: names are what such questions ask for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant.answerer import Answerer
from assistant.retrieve import Hit, Retriever
from eval.squad import Paragraph, QuestionSet
from ingest import passages
from ingest.documents import Block, Locator
from ingest.home import Home
from ingest.index import tokens
from ingest.index.embedder import open_embedder
from ingest.index.vectors import VectorIndex
from ingest.index.words import WordIndex
from ingest.korean import language_of
from ingest.settings import Settings
from ingest.store import documents as store
from ingest.store import writing
from ingest.store.documents import Passage
from ingest.store.library import Library

_BATCH = 32


def open_pool(
    settings: Settings,
    found: QuestionSet,
    cache: Path,
    tell: Callable[[int, int], None] = lambda done, total: None,
) -> Retriever:
    """The retriever over a set's paragraphs, one document each; built once under ``cache`` and kept by content."""
    return _open(settings, found, cache, tell)[1]


def open_pool_answerer(
    settings: Settings,
    found: QuestionSet,
    cache: Path,
    tell: Callable[[int, int], None] = lambda done, total: None,
) -> Answerer:
    """As :func:`open_pool`, with everything that an answer needs."""
    return Answerer(settings, *_open(settings, found, cache, tell))


def _open(
    settings: Settings, found: QuestionSet, cache: Path, tell: Callable[[int, int], None]
) -> tuple[Library, Retriever]:
    embedder = open_embedder(settings.embedding)
    content = hashlib.sha256("".join(p.id for p in found.paragraphs).encode()).hexdigest()[:12]
    home = Home(cache / f"pool-{content}-{embedder.name.replace(':', '-')}").create()
    library = Library(home.database)
    vectors = VectorIndex(home.vectors, embedder.name)
    done = {d["id"] for d in store.all_documents(library) if d["state"] == "indexed"}
    missing = [p for p in found.paragraphs if p.id not in done]
    for start in range(0, len(missing), _BATCH):
        tell(len(done) + start, len(found.paragraphs))
        batch = missing[start : start + _BATCH]
        pieces = [piece for p in batch for piece in _store(library, p)]
        texts = [p.searched for p in pieces]
        vectors.upsert([p.id for p in pieces], embedder.passages(texts))
        writing.indexed(library, [p.id for p in batch], [])
    return library, Retriever(library, _words(library, home), vectors, embedder, settings.retrieval)


def _words(library: Library, home: Home) -> WordIndex:
    """The word index as today's analyser makes it: seconds to make anew, and wrong to keep once the analyser changed."""
    made_by = hashlib.sha256(Path(tokens.__file__).read_bytes()).hexdigest()[:12]
    words = WordIndex(home.words / made_by)
    kept = store.passages(library)
    if words.count() != len(kept):
        words.upsert([p.id for p in kept], [p.searched for p in kept])
    return words


def ranked(hits: list[Hit]) -> list[str]:
    """The paragraphs of hits by their best passage, best first."""
    return list(dict.fromkeys(h.document["id"] for h in hits))


def _store(library: Library, paragraph: Paragraph) -> list[Passage]:
    cut = passages.cut(paragraph.title, [Block(paragraph.text, Locator())])
    pieces = [
        Passage(f"{paragraph.id}-{n:02d}", paragraph.id, n, p.context, p.text, p.kind, p.locator)
        for n, p in enumerate(cut)
    ]
    writing.store(library, _row(paragraph), pieces)
    return pieces


def _row(paragraph: Paragraph) -> dict[str, Any]:
    return {
        "id": paragraph.id,
        "path_key": paragraph.id,
        "content_hash": paragraph.id,
        "name": paragraph.name,
        "title": paragraph.title,
        "kind": "manual",
        "language": language_of(paragraph.text),
        "contributor_id": None,
        "equipment": [],
        "process": None,
        "revision": None,
        "date": None,
        "supersedes": None,
        "approved_by": None,
        "superseded": False,
        "audience": "all",
        "state": "stored",
        "masked": {},
        "warnings": [],
        "ingested_at": datetime.now(UTC),
    }
