"""Puts documents into the store of record so that a kill at any moment loses nothing and leaves nothing behind.

What goes out of the store is noted as stale in the same transaction, and stays noted until both indexes have let go
of it. A document counts as indexed only once all of its passages are in both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from ingest.store import schema as t
from ingest.store.documents import Passage
from ingest.store.library import Library

_SOME = 500  # what SQLite takes in one statement


@dataclass(frozen=True)
class FileContent:
    """All documents of one file with their passages; ``instead_of`` is the key of the file that it was before it moved."""

    file_key: str
    documents: Sequence[tuple[Mapping[str, Any], Sequence[Passage]]]
    instead_of: str | None = field(default=None)


def replace(library: Library, contents: Iterable[FileContent]) -> None:
    """Write the documents of several files in one transaction, in place of what was taken from these files before."""
    with library.engine.begin() as c:
        for content in contents:
            for key in filter(None, (content.file_key, content.instead_of)):
                _take_out(c, key)
            kept = [p.id for _, passages in content.documents for p in passages]
            for i in range(0, len(kept), _SOME):
                c.execute(sa.delete(t.stale).where(t.stale.c.id.in_(kept[i : i + _SOME])))
            for row, passages in content.documents:
                c.execute(sa.insert(t.documents).values(**{**row, "file_key": content.file_key}))
                if passages:
                    c.execute(sa.insert(t.passages), [_row(p) for p in passages])


def remove(library: Library, file_keys: Iterable[str]) -> None:
    """Take out what was taken from files."""
    with library.engine.begin() as c:
        for key in file_keys:
            _take_out(c, key)


def stale(library: Library) -> list[str]:
    """Passages that the indexes are to let go of."""
    with library.engine.connect() as c:
        return list(c.scalars(sa.select(t.stale.c.id).order_by(t.stale.c.id)))


def indexed(library: Library, documents: Sequence[str], gone: Sequence[str]) -> None:
    """Both indexes hold these documents whole, and none of the passages that are gone."""
    with library.engine.begin() as c:
        for i in range(0, len(documents), _SOME):
            some = documents[i : i + _SOME]
            c.execute(sa.update(t.documents).where(t.documents.c.id.in_(some)).values(state="indexed"))
        for i in range(0, len(gone), _SOME):
            c.execute(sa.delete(t.stale).where(t.stale.c.id.in_(gone[i : i + _SOME])))


def store(library: Library, document: Mapping[str, Any], passages: Sequence[Passage]) -> None:
    """Write one document that is a file of its own."""
    replace(library, [FileContent(document["path_key"], [(document, passages)])])


def _take_out(c: sa.Connection, file_key: str) -> None:
    old = sa.select(t.documents.c.id).where(t.documents.c.file_key == file_key)
    gone = sa.select(t.passages.c.id).where(t.passages.c.document_id.in_(old))
    known = sa.select(t.stale.c.id)
    c.execute(sa.insert(t.stale).from_select(["id"], gone.where(t.passages.c.id.not_in(known))))
    c.execute(sa.delete(t.passages).where(t.passages.c.document_id.in_(old)))
    c.execute(sa.delete(t.documents).where(t.documents.c.file_key == file_key))


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
