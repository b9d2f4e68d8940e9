"""Looks for texts in every byte of some folders: plain, as programs spell them, and inside compressed parts."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from ingest.erasure.scan import spelt

_APART = re.compile(r"[\s\-–()./]+")
_SHORTEST = 7  # characters of a spelling without signs; shorter ones stand in any number by chance
_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")


@dataclass(frozen=True)
class Found:
    """What was looked for and through, and each place where something stood."""

    values: int
    planted: int  # values that were met in the files that were ingested: what can be found at all
    ways: int
    files: int
    bytes: int
    where: tuple[str, ...]


def needles(values: Iterable[str]) -> dict[bytes, int]:
    """Every spelling of every value, also without hyphens and spaces, and the number of the value."""
    ways: dict[bytes, int] = {}
    for n, value in enumerate(dict.fromkeys(values)):
        joined = _APART.sub("", value)
        for text in {value, joined} if len(joined) >= _SHORTEST else {value}:
            ways |= dict.fromkeys(spelt(text), n)
    return ways


def search(folders: Sequence[Path], plant: Path, values: Sequence[str]) -> Found:
    """Every file of the folders; a finding names the file and the number of the value, never the value."""
    ways = needles(values)
    met = {n for _, data in _parts([plant]) for n in _held(data, ways)}
    files = size = 0
    where = []
    for name, data in _parts(folders):
        files, size = files + ("!" not in name), size + len(data)
        where += [f"{name}: value {n}" for n in sorted(_held(data, ways))]
    return Found(len(values), len(met), len(ways), files, size, tuple(where))


def _held(data: bytes, ways: dict[bytes, int]) -> set[int]:
    return {n for way, n in ways.items() if way in data}


def _parts(folders: Sequence[Path]) -> Iterator[tuple[str, bytes]]:
    for path in sorted(p for folder in folders for p in folder.rglob("*") if p.is_file()):
        data = path.read_bytes()
        for part, content in (("", data), *_unpacked(data)):
            yield f"{path}{part}", content


def _unpacked(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The parts of archives, and whatever a zlib stream in the bytes holds."""
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                content = archive.read(name)
                yield f"!{name}", content
                if b"&#" in content:  # XML may write a letter as its number
                    yield f"!{name}", unescape(content.decode("utf-8", "replace")).encode()
    if data[:2] == b"\x1f\x8b":
        with suppress(OSError, EOFError):
            yield "!gzip", gzip.decompress(data)
    for match in _ZLIB.finditer(data):
        with suppress(zlib.error):
            if content := zlib.decompressobj().decompress(data[match.start() :]):
                yield f"!{match.start()}", content
