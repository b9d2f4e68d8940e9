"""The hashes of the people whom the plant has listed; they stay when the list is not at hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from ingest.scrub.roster import Roster
from ingest.store import schema as t
from ingest.store.library import Library


def load(library: Library, names: Iterable[str | Sequence[str]] = ()) -> Roster:
    """Everyone ever listed, and these names (:meth:`Roster.of`) for as long as the process lasts."""
    with library.engine.connect() as c:
        known = {row[0]: row[1] for row in c.execute(sa.select(t.roster.c.hash, t.roster.c.person))}
    return Roster.of(names, library.key, known)


def add(library: Library, names: Iterable[str | Sequence[str]]) -> Roster:
    """List more people; all of them, those of before too."""
    before = load(library)
    roster = load(library, names)
    new = dict(roster.people.items() - before.people.items())
    if new:
        with library.engine.begin() as c:
            c.execute(sa.delete(t.roster).where(t.roster.c.hash.in_(new)))
            c.execute(sa.insert(t.roster), [{"hash": h, "person": p} for h, p in sorted(new.items())])
    return roster
