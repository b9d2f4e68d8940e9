"""Files that could not be ingested, and why, so that none is lost from sight between runs."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa

from ingest.store import schema as t
from ingest.store.library import Library


def put(library: Library, path_key: str, name: str, reason: str) -> None:
    """Remember why a file is not in the library; the reason is one sentence without content."""
    with library.engine.begin() as c:
        c.execute(sa.delete(t.failures).where(t.failures.c.path_key == path_key))
        c.execute(
            sa.insert(t.failures).values(path_key=path_key, name=name, reason=reason, at=datetime.now(UTC))
        )


def clear(library: Library, path_key: str) -> None:
    """The file was read."""
    with library.engine.begin() as c:
        c.execute(sa.delete(t.failures).where(t.failures.c.path_key == path_key))


def every(library: Library) -> list[tuple[str, str]]:
    """(name, reason) of every file that could not be ingested and has not been since."""
    query = sa.select(t.failures.c.name, t.failures.c.reason).order_by(t.failures.c.name)
    with library.engine.connect() as c:
        return [(row[0], row[1]) for row in c.execute(query)]
