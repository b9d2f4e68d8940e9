"""Reads and writes documents and their passages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
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


def fingerprint(library: Library, path_key: str) -> tuple[str, str, str] | None:
    """(content hash, state, document id) of a file seen before."""
    with library.engine.connect() as c:
        row = c.execute(
            sa.select(t.documents.c.content_hash, t.documents.c.state, t.documents.c.id).where(
                t.documents.c.path_key == path_key
            )
        ).first()
    return (row[0], row[1], row[2]) if row else None


def store(library: Library, document: Mapping[str, Any], passages: Sequence[Passage]) -> list[str]:
    """Write a document with its passages in one transaction, replacing its earlier version.

    Returns the ids of the earlier version's passages, which the caller takes out of the indexes.
    """
    with library.engine.begin() as c:
        old = c.scalar(sa.select(t.documents.c.id).where(t.documents.c.path_key == document["path_key"]))
        gone: list[str] = []
        if old is not None:
            gone = list(c.scalars(sa.select(t.passages.c.id).where(t.passages.c.document_id == old)))
            c.execute(sa.delete(t.passages).where(t.passages.c.document_id == old))
            c.execute(sa.delete(t.documents).where(t.documents.c.id == old))
        c.execute(sa.insert(t.documents).values(**document))
        if passages:
            c.execute(sa.insert(t.passages), [_row(p) for p in passages])
    kept = {p.id for p in passages}
    return [i for i in gone if i not in kept]


def remove(library: Library, path_key: str) -> list[str]:
    """Delete what was taken from a file; the ids of its passages, which the caller takes out of the indexes."""
    with library.engine.begin() as c:
        old = c.scalar(sa.select(t.documents.c.id).where(t.documents.c.path_key == path_key))
        gone = list(c.scalars(sa.select(t.passages.c.id).where(t.passages.c.document_id == old)))
        c.execute(sa.delete(t.passages).where(t.passages.c.document_id == old))
        c.execute(sa.delete(t.documents).where(t.documents.c.id == old))
    return gone


def mark_indexed(library: Library, document_id: str) -> None:
    with library.engine.begin() as c:
        c.execute(sa.update(t.documents).where(t.documents.c.id == document_id).values(state="indexed"))


def set_superseded(library: Library, names: Iterable[str]) -> None:
    """Mark exactly the named documents as superseded."""
    names = list(names)
    with library.engine.begin() as c:
        c.execute(sa.update(t.documents).values(superseded=t.documents.c.name.in_(names)))


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


def _row(p: Passage) -> dict[str, Any]:
    return {
        "id": p.id,
        "document_id": p.document_id,
        "ordinal": p.ordinal,
        "context": p.context,
        "text": p.text,
        "kind": p.kind,
        "locator": p.locator.as_dict(),
        "contributor_id": p.contributor_id,
    }


def _passage(row: sa.RowMapping) -> Passage:
    return Passage(**{**row, "locator": Locator.from_dict(row["locator"])})


def put_failure(library: Library, path_key: str, name: str, reason: str) -> None:
    """Remember why a file is not in the library; the reason is one sentence without content."""
    with library.engine.begin() as c:
        c.execute(sa.delete(t.failures).where(t.failures.c.path_key == path_key))
        c.execute(
            sa.insert(t.failures).values(path_key=path_key, name=name, reason=reason, at=datetime.now(UTC))
        )


def clear_failure(library: Library, path_key: str) -> None:
    with library.engine.begin() as c:
        c.execute(sa.delete(t.failures).where(t.failures.c.path_key == path_key))


def all_failures(library: Library) -> list[tuple[str, str]]:
    """(name, reason) of every file that could not be ingested and has not been since."""
    with library.engine.connect() as c:
        return [
            (row[0], row[1])
            for row in c.execute(
                sa.select(t.failures.c.name, t.failures.c.reason).order_by(t.failures.c.name)
            )
        ]
