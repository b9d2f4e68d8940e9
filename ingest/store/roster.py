"""The hashes of the people whom the plant has listed; they stay when the list is not at hand."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from ingest.scrub.roster import Roster
from ingest.store import schema as t
from ingest.store.library import Library


def load(library: Library, names: Iterable[str] = ()) -> Roster:
    """Everyone ever listed, and these names for as long as the process lasts."""
    with library.engine.connect() as c:
        known = list(c.scalars(sa.select(t.roster.c.hash)))
    return Roster.of(names, library.key, known)


def add(library: Library, names: Iterable[str]) -> Roster:
    """List more people; all of them, those of before too."""
    before = load(library)
    roster = load(library, names)
    if new := roster.hashes - before.hashes:
        with library.engine.begin() as c:
            c.execute(sa.insert(t.roster), [{"hash": h} for h in sorted(new)])
    return roster
