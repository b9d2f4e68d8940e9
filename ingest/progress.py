"""How far an ingest run is, counted by stage; told to whoever shows it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Progress:
    """Files that are read, scrubbed and indexed, of ``total``; passages indexed; the file scrubbed last."""

    total: int = 0
    read: int = 0
    scrubbed: int = 0
    indexed: int = 0
    passages: int = 0
    name: str = ""


class Meter:
    """Counts what several threads do."""

    def __init__(self, total: int, tell: Callable[[Progress], None]) -> None:
        self._at, self._tell, self._lock = Progress(total), tell, threading.Lock()
        tell(self._at)

    def add(
        self, read: int = 0, scrubbed: int = 0, indexed: int = 0, passages: int = 0, name: str = ""
    ) -> None:
        """Count, and tell."""
        with self._lock:
            at = self._at
            self._at = replace(
                at,
                read=at.read + read,
                scrubbed=at.scrubbed + scrubbed,
                indexed=at.indexed + indexed,
                passages=at.passages + passages,
                name=name or at.name,
            )
            self._tell(self._at)

    def indexed(self, files: int, passages: int) -> None:
        """As the indexer tells it."""
        self.add(indexed=files, passages=passages)
