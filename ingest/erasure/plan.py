"""What an erasure is to destroy, and by which bytes its success is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

import sqlalchemy as sa
from pydantic import BaseModel, ConfigDict

from ingest.erasure.scan import standing_in
from ingest.errors import LibraryError
from ingest.store import documents as store
from ingest.store import schema as t
from ingest.store.documents import Passage
from ingest.store.library import Library

Scope = Literal["contributor", "document"]
# Characters of a stretch that is looked for. Stretches lie side by side, so that every copied piece of twice the
# length holds one whole; what two texts share by chance is seldom as long.
STRETCH, _SHORTEST = 12, 6


class Plan(BaseModel):
    """What is to go. It is kept in the library's folder until it is done, and destroyed with it.

    ``subject`` is the contributor's or the document's id, ``names`` are what the contributor is called in the
    store; ``stretches`` are pieces of the texts that stand in no text that stays, of which there are ``shared``
    pieces more.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    scope: Scope
    subject: str
    passages: tuple[str, ...]
    documents: tuple[str, ...]
    files: tuple[str, ...]
    contents: tuple[str, ...] = ()
    texts: tuple[str, ...]
    names: tuple[str, ...]
    stretches: tuple[str, ...]
    shared: int


def of_contributor(library: Library, contributor: str) -> Plan:
    """Everything that a contributor said.

    Raises:
        LibraryError: no such contributor is known, and no passage is theirs.
    """
    with library.engine.connect() as c:
        own = list(c.scalars(sa.select(t.passages.c.id).where(t.passages.c.contributor_id == contributor)))
        called = list(
            c.execute(
                sa.select(t.contributors.c.name, t.consents.c.alias)
                .outerjoin(t.consents)
                .where(t.contributors.c.id == contributor)
            )
        )
    if not own and not called:
        raise LibraryError(
            f"The library knows no contributor “{contributor}”: `jangin sources` shows who speaks in which document."
        )
    passages = store.passages(library, own)
    touched = {p.document_id for p in passages}
    staying = [p for p in store.passages(library) if p.id not in set(own)]
    emptied = touched - {p.document_id for p in staying}
    names = tuple(sorted({name for row in called for name in row if name}))
    return _plan(library, "contributor", contributor, passages, staying, emptied, names)


def of_document(library: Library, name: str) -> Plan:
    """A document of that name, whoever speaks in it.

    Raises:
        LibraryError: there is none.
    """
    found = next((d for d in store.all_documents(library) if d["name"] == name), None)
    if found is None:
        raise LibraryError(
            f"The library holds no document “{name}”: `jangin sources` lists the names of all it holds."
        )
    passages = store.passages(library, document_id=found["id"])
    staying = [p for p in store.passages(library) if p.document_id != found["id"]]
    return _plan(library, "document", found["id"], passages, staying, {found["id"]}, ())


def _plan(
    library: Library,
    scope: Scope,
    subject: str,
    passages: Sequence[Passage],
    staying: Sequence[Passage],
    emptied: set[str],
    names: tuple[str, ...],
) -> Plan:
    rows = {d["id"]: d for d in store.all_documents(library)}
    kept = "\n".join(
        [
            *(p.searched for p in staying),
            *(f"{d['name']}\n{d['title']}" for i, d in rows.items() if i not in emptied),
        ]
    )
    wanted = list(dict.fromkeys(s for p in passages for s in stretches(p.text)))
    staying_too = standing_in(kept, [*wanted, *names])
    gone = [s for s in wanted if s not in staying_too]
    return Plan(
        scope=scope,
        subject=subject,
        passages=tuple(p.id for p in passages),
        documents=tuple(sorted(emptied)),
        files=tuple(rows[i]["path_key"] for i in sorted(emptied)),
        contents=tuple(rows[i]["content_key"] for i in sorted(emptied) if _is_alone(rows[i])),
        texts=tuple(p.text for p in passages),
        names=tuple(n for n in names if n not in staying_too),
        stretches=tuple(gone),
        shared=len(wanted) - len(gone),
    )


def _is_alone(row: Mapping[str, Any]) -> bool:
    """Whether the document is a file of its own; of a mail with attachments only one may be meant."""
    return bool(row["content_key"]) and row["path_key"] == row["file_key"]


def stretches(text: str) -> Iterator[str]:
    """Every line of a text in stretches side by side, the last one up to its end; a short line whole."""
    for line in filter(None, map(str.strip, text.splitlines())):
        if len(line) >= STRETCH:
            yield from (line[i : i + STRETCH] for i in range(0, len(line) - STRETCH + 1, STRETCH))
            yield line[-STRETCH:]
        elif len(line) >= _SHORTEST:
            yield line
