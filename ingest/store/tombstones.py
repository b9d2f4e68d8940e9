"""What must never come back: keyed hashes of what was destroyed, which tell nothing of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

import sqlalchemy as sa

from ingest import sentences
from ingest.numbered import unnumbered
from ingest.store import schema as t
from ingest.store.library import Library

# Shorter sentences (“네, 맞아.”) are anybody's.
_TELLING = 12


class Tombstones:
    """The hashes of a library, read once; asks whether something was destroyed before."""

    def __init__(self, library: Library) -> None:
        self._library = library
        with library.engine.connect() as c:
            self._keys = frozenset(c.scalars(sa.select(t.tombstones.c.key)))

    def contributor(self, contributor: str | None) -> bool:
        """Whether a contributor has withdrawn."""
        return bool(self._keys) and contributor is not None and self._held("contributor", contributor)

    def text(self, text: str) -> bool:
        """Whether at least half of a passage are sentences of a withdrawn contributor.

        Once nobody is told who speaks, the same recording is cut otherwise.
        """
        if not self._keys:
            return False
        held = [len(piece) for piece in pieces(text) if self._held("text", piece)]
        return sum(held) * 2 >= sum(map(len, pieces(text)))

    def file(self, path_key: str, content_key: str) -> bool:
        """Whether the file, or another with the same bytes, was taken out of the library for good."""
        return bool(self._keys) and (self._held("file", path_key) or self._held("content", content_key))

    def _held(self, sort: str, what: str) -> bool:
        return key(self._library, sort, what) in self._keys


def key(library: Library, sort: str, what: str) -> str:
    """The hash under which a contributor, a text or a file is remembered."""
    return library.keyed(f"{sort}:{what}")


def pieces(text: str) -> list[str]:
    """The sentences of a text, without what another file format, or another
    number for a person, may change of them; a text of short ones whole."""
    text = unnumbered(text)
    found = [" ".join(s.split()) for s in sentences.split(text)]
    return [s for s in found if len(s) >= _TELLING] or [" ".join(text.split())]


def put(c: sa.Connection, keys: Iterable[str]) -> None:
    """Remember; what is remembered already is left."""
    known = frozenset(c.scalars(sa.select(t.tombstones.c.key)))
    rows = [{"key": k, "since": datetime.now(UTC).date().isoformat()} for k in set(keys) - known]
    if rows:
        c.execute(sa.insert(t.tombstones), rows)


def lift(library: Library, sort: str, what: str) -> None:
    """Let a file, or a contributor, come in again."""
    with library.engine.begin() as c:
        c.execute(sa.delete(t.tombstones).where(t.tombstones.c.key == key(library, sort, what)))
