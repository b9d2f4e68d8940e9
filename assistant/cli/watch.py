"""Looks at folders for changes, for `jangin ingest --watch`."""

from __future__ import annotations

import os
import time
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

_EVERY_S = 2.0
_LOOKS = 15  # at something that changes and changes
Seen = dict[str, tuple[int, int]]


def changes(paths: Sequence[Path], every_s: float = _EVERY_S, own: Collection[Path] = ()) -> Iterator[None]:
    """Yields at once, and then whenever something below the paths changed and has settled: a file that is still being
    copied changes from one look to the next. Where one never settles, the rest waits half a minute at most.

    ``own`` are files and folders that Jangin itself writes.
    """
    taken: Seen | None = None
    passed = {path.resolve() for path in own}
    before = _look(paths, passed)
    while True:
        if before != taken:
            taken = before
            yield
        time.sleep(every_s)
        now = _look(paths, passed)
        for _ in range(_LOOKS):
            if now == before:
                break
            before = now
            time.sleep(every_s)
            now = _look(paths, passed)
        before = now


def _look(paths: Sequence[Path], passed: Collection[Path]) -> Seen:
    """Every file with its size and the time of its last change; manifests and lists of people count too."""
    seen: Seen = {}
    for path in paths:
        if path.is_file():
            _note(seen, path)
        for folder, folders, names in os.walk(path):
            here = Path(folder).resolve()
            folders[:] = [f for f in folders if not f.startswith((".", "~$")) and here / f not in passed]
            for name in names:
                if not name.startswith((".", "~$")) and here / name not in passed:
                    _note(seen, Path(folder) / name)
    return seen


def _note(seen: Seen, path: Path) -> None:
    try:
        found = path.stat()
    except OSError:
        return  # it went between two looks
    seen[str(path)] = (found.st_size, found.st_mtime_ns)
