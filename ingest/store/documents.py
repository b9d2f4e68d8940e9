"""Documents and their passages as the store of record has them; :mod:`ingest.store.writing` puts them there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from ingest.documents import Locator
from ingest.numbered import unnumbered
from ingest.store import schema as t
from ingest.store.library import Library


@dataclass(frozen=True)
class Passage:
    """A scrubbed piece of a document that search finds and a citation shows.

    ``context`` is what a reader needs to understand ``text`` (the heading path, or the question
    that the veteran was asked); it is searched with the text but never quoted as the source's words.
    """

    id: str
    document_id: str
    ordinal: int
    context: str
    text: str
    kind: str
    locator: Locator
    contributor_id: str | None = None

    @property
    def searched(self) -> str:
        """What both indexes see."""
        return unnumbered(f"{self.context}\n{self.text}" if self.context else self.text)


def set_superseded(library: Library, ids: Iterable[str]) -> None:
    """Mark exactly these documents as superseded."""
    ids = list(ids)
    with library.engine.begin() as c:
        c.execute(sa.update(t.documents).values(superseded=t.documents.c.id.in_(ids)))


def all_documents(library: Library) -> list[dict[str, Any]]:
    """All documents with their number of passages, in order of name."""
    count = (
        sa.select(t.passages.c.document_id, sa.func.count().label("passages"))
        .group_by(t.passages.c.document_id)
        .subquery()
    )
    query = (
        sa.select(t.documents, sa.func.coalesce(count.c.passages, 0).label("passages"))
        .outerjoin(count, count.c.document_id == t.documents.c.id)
        .order_by(t.documents.c.name)
    )
    with library.engine.connect() as c:
        return [dict(row) for row in c.execute(query).mappings()]


def passages(
    library: Library, ids: Sequence[str] | None = None, *, document_id: str | None = None
) -> list[Passage]:
    """Passages by id (in the order asked for) or of one document, or all."""
    query = sa.select(t.passages).order_by(t.passages.c.document_id, t.passages.c.ordinal)
    if document_id is not None:
        query = query.where(t.passages.c.document_id == document_id)
    if ids is not None:
        query = query.where(t.passages.c.id.in_(ids))
    with library.engine.connect() as c:
        found = [_passage(row) for row in c.execute(query).mappings()]
    if ids is None:
        return found
    by_id = {p.id: p for p in found}
    return [by_id[i] for i in ids if i in by_id]


def documents_of(library: Library, ids: Collection[str]) -> dict[str, str]:
    """The document of each of the passages, by id; those that are gone are left out."""
    query = sa.select(t.passages.c.id, t.passages.c.document_id).where(t.passages.c.id.in_(list(ids)))
    with library.engine.connect() as c:
        return {row[0]: row[1] for row in c.execute(query)}


def documents_of_all(library: Library) -> dict[str, str]:
    """The name of the document of every passage, by the passage's id."""
    query = sa.select(t.passages.c.id, t.documents.c.name).join(
        t.documents, t.documents.c.id == t.passages.c.document_id
    )
    with library.engine.connect() as c:
        return {row[0]: row[1] for row in c.execute(query)}


def kinds(library: Library) -> Counter[str]:
    """How many documents there are of each kind."""
    with library.engine.connect() as c:
        return Counter(c.scalars(sa.select(t.documents.c.kind)))


def counts(library: Library) -> tuple[int, int]:
    """(documents, passages)."""
    with library.engine.connect() as c:
        return (
            c.scalar(sa.select(sa.func.count()).select_from(t.documents)) or 0,
            c.scalar(sa.select(sa.func.count()).select_from(t.passages)) or 0,
        )


def _passage(row: sa.RowMapping) -> Passage:
    return Passage(**{**row, "locator": Locator.from_dict(row["locator"])})
