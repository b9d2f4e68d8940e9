"""The record of what was done with a library: append-only, each entry chained to the one before by its hash.

An entry says what was done, when, and how much of it, never with what content. Whoever changes, removes or puts
in an entry breaks the chain. Who rewrites the whole of it does not: keep the last hash somewhere else now and
then (``jangin audit verify`` prints it), and have it looked for.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from ingest.store import schema as t

if TYPE_CHECKING:
    from ingest.store.library import Library

GENESIS = "0" * 64
# Other processes that append at the same moment; each try sees one more of them.
_TRIES = 50


@dataclass(frozen=True)
class Entry:
    """One entry: ``at`` is ISO 8601 in UTC, ``detail`` holds counts and ids; hashes are SHA-256 in hexadecimal."""

    id: int
    at: str
    action: str
    detail: Mapping[str, Any]
    previous: str
    hash: str

    def due(self) -> str:
        """The hash that the entry ought to have."""
        return _hash(self.at, self.action, self.detail, self.previous)


def record(library: Library, action: str, **detail: Any) -> str:
    """Append an entry and return its hash; ``detail`` holds counts and ids, never content."""
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    for left in range(_TRIES, 0, -1):
        try:
            with library.engine.begin() as c:
                head = c.scalar(sa.select(t.audit.c.hash).order_by(t.audit.c.id.desc()).limit(1))
                return chain(c, at, action, detail, head or GENESIS)
        except (sa.exc.IntegrityError, sa.exc.OperationalError):
            if left == 1:
                raise
    raise AssertionError("the last try returns or raises")


def chain(c: sa.Connection, at: str, action: str, detail: Mapping[str, Any], previous: str) -> str:
    """Put an entry behind the one whose hash is ``previous``; its own hash is returned.

    Raises:
        sqlalchemy.exc.IntegrityError: another entry stands there already.
    """
    due = _hash(at, action, detail, previous)
    row = {"at": at, "action": action, "detail": dict(detail), "previous": previous, "hash": due}
    c.execute(sa.insert(t.audit).values(**row))
    return due


def entries(library: Library) -> list[Entry]:
    """Every entry, oldest first."""
    with library.engine.connect() as c:
        return [Entry(**row) for row in c.execute(sa.select(t.audit).order_by(t.audit.c.id)).mappings()]


def faults(library: Library, head: str | None = None) -> list[str]:
    """What is wrong with the record, a sentence each; ``head`` is a hash that was noted earlier."""
    found, before, number = [], GENESIS, 0
    every = entries(library)
    for entry in every:
        if entry.id != number + 1:
            found.append(f"Between the entries {number} and {entry.id} some are missing.")
        elif entry.previous != before:
            found.append(
                f"Entry {entry.id} does not follow from entry {number}: one of the two was changed or put in."
            )
        if entry.hash != entry.due():
            found.append(f"Entry {entry.id} ({entry.action}, {entry.at}) was changed.")
        before, number = entry.hash, entry.id
    if number < (last := _last_number(library)):
        found.append(f"The entries after {number} are missing: there were {last}.")
    if head is not None and head not in {e.hash for e in every}:
        found.append(f"No entry has the hash {head[:12]}… that was noted: the record was rewritten since.")
    return found


def _last_number(library: Library) -> int:
    """The number of the last entry ever made, where the database keeps count."""
    if library.engine.dialect.name != "sqlite":
        return 0
    with library.engine.connect() as c:
        return c.scalar(sa.text("SELECT seq FROM sqlite_sequence WHERE name = 'audit'")) or 0


def _hash(at: str, action: str, detail: Mapping[str, Any], previous: str) -> str:
    told = json.dumps(
        [previous, at, action, detail], ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(told.encode()).hexdigest()
