"""The files of an export: one JSON object a line, one file a table, and a list of them with their hashes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ingest.errors import LibraryError

FORMAT, VERSION = "jangin-export", 1
CONTENTS = "contents.json"
TABLES = ("documents", "passages", "contributors", "consents", "open_questions")


def write(folder: Path, table: str, rows: Iterable[Mapping[str, Any]]) -> int:
    """One table; how many rows."""
    n = 0
    with (folder / f"{table}.jsonl").open("w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(dict(row), ensure_ascii=False, default=_plain) + "\n")
            n += 1
    return n


def read(folder: Path, table: str) -> Iterator[dict[str, Any]]:
    """The rows of a table.

    Raises:
        LibraryError: a line is not JSON.
    """
    path = folder / f"{table}.jsonl"
    for n, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            yield json.loads(line)
        except json.JSONDecodeError:
            raise LibraryError(f"{path}, line {n}, is not JSON: export the library again.") from None


def seal(folder: Path, counts: Mapping[str, int], origin: str) -> None:
    """Write what the export holds, with a hash of every table and what tells the library from others."""
    told = {
        "format": FORMAT,
        "version": VERSION,
        "origin": origin,
        "made_on": date.today().isoformat(),
        "rows": dict(counts),
        "sha256": {name: _sha256(folder / f"{name}.jsonl") for name in TABLES},
    }
    (folder / CONTENTS).write_text(json.dumps(told, indent=1) + "\n", "utf-8")


def check(folder: Path) -> str:
    """Make sure that the folder is a whole export that nobody has changed; what tells its library from others.

    Raises:
        LibraryError: it is none, a newer one, or a table is missing or changed.
    """
    try:
        told = json.loads((folder / CONTENTS).read_text("utf-8"))
        known = told["format"] == FORMAT and told["version"] <= VERSION
        hashes = {name: told["sha256"][name] for name in TABLES} if known else {}
    except (OSError, ValueError, KeyError, TypeError):
        raise LibraryError(
            f"{folder} is no export of Jangin: name the folder that `jangin export` wrote."
        ) from None
    if not known:
        raise LibraryError(
            f"{folder} was exported by a newer version of Jangin: install that one and try again."
        )
    for name, expected in hashes.items():
        path = folder / f"{name}.jsonl"
        if not path.is_file() or _sha256(path) != expected:
            raise LibraryError(
                f"{path} is missing or was changed since the export: export the library again."
            )
    return str(told.get("origin", ""))


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    raise TypeError(f"{type(value).__name__} has no place in an export")
