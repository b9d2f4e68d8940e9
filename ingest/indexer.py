"""Stores and indexes scrubbed documents in the background, several files at a time, while others are still read.

For each group: the store first, then both indexes, then the mark that all three agree. A kill between leaves the
documents unmarked, so that the next run takes their files again, and gives the same passages the same ids.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING

import numpy as np

from ingest.store import documents as store
from ingest.store import writing
from ingest.store.documents import Passage
from ingest.store.library import Library
from ingest.store.writing import FileContent

if TYPE_CHECKING:
    from ingest.index.embedder import Embedder, Vectors
    from ingest.index.vectors import VectorIndex
    from ingest.index.words import WordIndex

_GROUP = 128  # passages that are written together
_WAITING = 32  # files that wait at most: what waits is in memory
_BATCH = 16  # passages embedded between two looks at the clock
_IDLE_S = 0.2

Told = Callable[[int, int], None]


@dataclass(frozen=True)
class Work:
    """One file's documents; ``before`` are its documents so far, whose vectors serve again where a text stayed."""

    content: FileContent
    before: Sequence[str] = ()

    @property
    def passages(self) -> list[Passage]:
        return [p for _, passages in self.content.documents for p in passages]


class Indexer:
    """Takes work from one thread and does it in another; use it as a context manager.

    ``tell`` hears of the files and passages indexed since it last did. Leaving normally waits for all work; leaving
    by an error drops what is not written yet, which the next run does again.
    """

    def __init__(
        self, library: Library, words: WordIndex, vectors: VectorIndex, embedder: Embedder, tell: Told
    ) -> None:
        self._library, self._words, self._vectors, self._embedder = library, words, vectors, embedder
        self._tell = tell
        self._queue: queue.Queue[Work | None] = queue.Queue(_WAITING)
        self._stop = threading.Event()
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="indexer", daemon=True)

    def __enter__(self) -> Indexer:
        self._let_go(writing.stale(self._library))
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self._stop.set()
        self._put(None)
        self._thread.join()
        if kind is None and self._error is not None:
            raise self._error

    def add(self, work: Work) -> None:
        """Hand over a file's documents; waits while much is waiting.

        Raises:
            JanginError: the work before failed.
        """
        self._put(work)
        if self._error is not None:
            raise self._error

    def _put(self, work: Work | None) -> None:
        while self._thread.is_alive():
            try:
                self._queue.put(work, timeout=_IDLE_S)
                return
            except queue.Full:
                continue

    def _run(self) -> None:
        try:
            group: list[Work] = []
            while not self._stop.is_set():
                try:
                    # What is there is written at once where nothing more waits.
                    work = self._queue.get(timeout=_IDLE_S if group else None)
                except queue.Empty:
                    self._write(group)
                    group = []
                    continue
                if work is None:
                    self._write(group)
                    return
                group.append(work)
                if sum(len(w.passages) for w in group) >= _GROUP:
                    self._write(group)
                    group = []
        except BaseException as error:
            self._error = error

    def _write(self, group: Sequence[Work]) -> None:
        if not group:
            return
        passages = [p for w in group for p in w.passages]
        vectors = self._embedded(group, passages)
        if self._stop.is_set():
            return
        writing.replace(self._library, [w.content for w in group])
        gone = writing.stale(self._library)
        ids = [p.id for p in passages]
        self._vectors.delete(gone)
        for i in range(0, len(ids), _GROUP):
            self._vectors.upsert(ids[i : i + _GROUP], vectors[i : i + _GROUP])
        self._words.replace(gone, ids, [p.searched for p in passages])
        documents = [str(row["id"]) for w in group for row, _ in w.content.documents]
        writing.indexed(self._library, documents, gone)
        self._tell(len(group), 0)

    def _embedded(self, group: Sequence[Work], passages: Sequence[Passage]) -> Vectors:
        """The passages' vectors, shape (passages, dim); what the file said before is not computed again."""
        known: dict[str, Vectors] = {}
        for work in group:
            known.update(self._known(work.before))
        new = list(dict.fromkeys(p.searched for p in passages if p.searched not in known))
        self._tell(0, len(passages) - len(new))
        for i in range(0, len(new), _BATCH):
            if self._stop.is_set():
                break
            batch = new[i : i + _BATCH]
            known.update(zip(batch, self._embedder.passages(batch), strict=True))
            self._tell(0, len(batch))
        found = [known[p.searched] for p in passages if p.searched in known]
        return np.stack(found) if found else np.zeros((0, 0), np.float32)

    def _known(self, documents: Sequence[str]) -> dict[str, Vectors]:
        before = [p for d in documents for p in store.passages(self._library, document_id=d)]
        vectors = self._vectors.get([p.id for p in before]) if before else {}
        return {p.searched: vectors[p.id] for p in before if p.id in vectors}

    def _let_go(self, gone: Sequence[str]) -> None:
        """Take out of both indexes what an interrupted run has left in them."""
        if gone:
            self._vectors.delete(gone)
            self._words.delete(gone)
            writing.indexed(self._library, [], gone)

    def remove(self, file_keys: Sequence[str]) -> None:
        """Take files' documents out at once; only while no work is under way."""
        writing.remove(self._library, file_keys)
        self._let_go(writing.stale(self._library))
