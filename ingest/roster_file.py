"""Reads a plant's own list of people (``roster.csv``): employees, contractors, customers."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from ingest.errors import SettingsError
from ingest.parsers.encoding import decode
from ingest.parsers.source import Source

_NAMES = frozenset({"name", "이름", "성명", "full name"})
_ALSO = frozenset({"also", "alias", "aliases", "nickname", "nicknames", "별칭", "별명", "호칭"})


def read(path: Path | None) -> tuple[tuple[str, ...], ...]:
    """Each person's name and, parted by semicolons in the file, the other ways of address; no path, nobody.

    The first line names the columns: one for the names (name, 이름, 성명), at will one for the others (also, 별칭); the
    rest is not read. Any encoding that Korean programs write.

    Raises:
        SettingsError: it cannot be read, or no column holds names.
    """
    if path is None:
        return ()
    try:
        text = decode(Source(path.name, path.read_bytes()))
    except OSError as error:
        raise SettingsError(f"The roster {path} cannot be read: {error.strerror}.") from None
    rows = list(csv.reader(io.StringIO(text)))
    heads = [head.strip().lower() for head in rows[0]] if rows else []
    names = [n for n, head in enumerate(heads) if head in _NAMES]
    if not names:
        raise SettingsError(
            f"The roster {path} has no column “name” or “이름”: name its columns in the first line."
        )
    also = [n for n, head in enumerate(heads) if head in _ALSO]
    found = (
        [row[n] for n in names if n < len(row)]
        + [part for n in also if n < len(row) for part in row[n].split(";")]
        for row in rows[1:]
    )
    people = (tuple(way.strip() for way in ways if way.strip()) for ways in found)
    return tuple(dict.fromkeys(ways for ways in people if ways))
