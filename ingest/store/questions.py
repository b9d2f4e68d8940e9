"""Reads and writes the questions that wait for a veteran."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from ingest.store import schema as t
from ingest.store.library import Library


@dataclass(frozen=True)
class OpenQuestion:
    """A scrubbed question without an answer; ``times`` counts how often it was put, ``asked_on`` is the first day."""

    id: int
    text: str
    language: str
    asked_on: str
    times: int


def add(library: Library, text: str, language: str) -> OpenQuestion:
    """Keep a scrubbed question; one that waits already is counted."""
    q = t.open_questions
    with library.engine.begin() as c:
        known = c.scalar(sa.select(q.c.id).where(q.c.text == text))
        if known is None:
            day = date.today().isoformat()
            c.execute(sa.insert(q).values(text=text, language=language, asked_on=day, times=1))
        else:
            c.execute(sa.update(q).where(q.c.id == known).values(times=q.c.times + 1))
        row = c.execute(sa.select(q).where(q.c.text == text)).mappings().one()
    return OpenQuestion(**row)


def waiting(library: Library) -> list[OpenQuestion]:
    """All open questions, those most often put first."""
    q = t.open_questions
    with library.engine.connect() as c:
        rows = c.execute(sa.select(q).order_by(q.c.times.desc(), q.c.id)).mappings()
        return [OpenQuestion(**row) for row in rows]


def close(library: Library, ids: list[int]) -> int:
    """Remove questions; how many there were."""
    q = t.open_questions
    with library.engine.begin() as c:
        return c.execute(sa.delete(q).where(q.c.id.in_(ids))).rowcount
