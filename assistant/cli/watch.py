"""Looks at folders for changes, for `jangin ingest --watch`."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

_EVERY_S = 2.0
Seen = dict[str, tuple[int, int]]


def changes(paths: Sequence[Path], every_s: float = _EVERY_S) -> Iterator[None]:
    """Yields at once, and then whenever something below the paths changed and has settled: a file that is still being
    copied changes from one look to the next."""
    taken: Seen | None = None
    before = _look(paths)
    while True:
        if before != taken:
            taken = before
            yield
        time.sleep(every_s)
        now = _look(paths)
        while now != before:
            before = now
            time.sleep(every_s)
            now = _look(paths)


def _look(paths: Sequence[Path]) -> Seen:
    """Every file with its size and the time of its last change; manifests and lists of people count too."""
    seen: Seen = {}
    for path in paths:
        if path.is_file():
            _note(seen, path)
        for folder, _, names in os.walk(path):
            for name in names:
                if not name.startswith((".", "~$")):
                    _note(seen, Path(folder) / name)
    return seen


def _note(seen: Seen, path: Path) -> None:
    try:
        found = path.stat()
    except OSError:
        return  # it went between two looks
    seen[str(path)] = (found.st_size, found.st_mtime_ns)
