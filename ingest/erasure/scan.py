"""Looks for byte strings in every file of a folder, many thousands of them at once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_WINDOW = 8
_BLOCK = 1 << 22
_BITS = 25
_MIX = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True)
class Scanned:
    """What was looked through, and the files (below the folder) in which something was found."""

    files: int
    bytes: int
    found_in: tuple[str, ...]


def spelt(text: str) -> set[bytes]:
    """The ways in which a program may have written a text: UTF-8, UTF-16, the Korean code page, JSON's escapes."""
    ways = {text.encode(), text.encode("utf-16-le"), json.dumps(text)[1:-1].encode()}
    ways.add(json.dumps(text, ensure_ascii=False)[1:-1].encode())
    with suppress(UnicodeEncodeError):
        ways.add(text.encode("cp949"))
    return ways


def scan(folder: Path, needles: Iterable[bytes], leave_out: Sequence[Path] = ()) -> Scanned:
    """Look for the needles in every file below a folder but those left out.

    A file that goes while the folder is looked through is passed over: what is gone holds nothing.
    """
    sought = _Needles(set(needles))
    files = looked = 0
    found = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and p not in leave_out):
        try:
            held, size = sought.held_by(path)
        except FileNotFoundError:
            continue
        files, looked = files + 1, looked + size
        if held:
            found.append(path.relative_to(folder).as_posix())
    return Scanned(files, looked, tuple(found))


def standing_in(text: str, pieces: Iterable[str]) -> set[str]:
    """Those of many pieces of text that stand in another text."""
    data = text.encode()
    return {found.decode() for found in _Needles({p.encode() for p in pieces}).within(data)}


class _Needles:
    """Needles of eight bytes or more by their first eight, behind a table of bits that most bytes fail at."""

    def __init__(self, needles: set[bytes]) -> None:
        self._short = tuple(n for n in needles if len(n) < _WINDOW)
        self._long: dict[int, list[bytes]] = {}
        for needle in needles:
            if len(needle) >= _WINDOW:
                self._long.setdefault(int.from_bytes(needle[:_WINDOW], "little"), []).append(needle)
        self._table = np.zeros(1 << _BITS, dtype=bool)
        self._table[_slots(np.array(list(self._long), dtype=np.uint64))] = True
        self._most = max(map(len, needles), default=1)

    def held_by(self, path: Path) -> tuple[bool, int]:
        """(whether a file holds any of them, its size in bytes)."""
        size, before, held = 0, b"", False
        with path.open("rb") as stream:
            while block := stream.read(_BLOCK):
                size += len(block)
                # What lies across the border of two blocks is looked for with the second.
                held = held or self._held(before + block)
                before = block[-self._most :]
        return held, size

    def _held(self, data: bytes) -> bool:
        return next(self.within(data), None) is not None

    def within(self, data: bytes) -> Iterator[bytes]:
        """The needles that stand in the data, each as often as it does but the shortest."""
        yield from (n for n in self._short if n in data)
        for offset in range(_WINDOW if self._long else 0):
            count = (len(data) - offset) // _WINDOW
            if count <= 0:
                continue
            windows = np.frombuffer(data, dtype="<u8", count=count, offset=offset)
            for i in np.flatnonzero(self._table[_slots(windows)]).tolist():
                at = offset + i * _WINDOW
                sought = self._long.get(int.from_bytes(data[at : at + _WINDOW], "little"), ())
                yield from (n for n in sought if data.startswith(n, at))


def _slots(windows: NDArray[np.uint64]) -> NDArray[np.uint64]:
    return (windows * _MIX) >> np.uint64(64 - _BITS)
