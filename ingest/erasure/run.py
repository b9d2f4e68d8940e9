"""Carries out an erasure in steps that can be done again, so that an interrupted one ends as any other.

First the store of record, so that nothing of it answers from then on; then the indexes, which are built anew
without it since neither erases; then what evaluations have kept. At the end every byte below the library's folder
is looked through.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import sqlalchemy as sa
from pydantic import BaseModel, ConfigDict

from ingest.erasure import journal as journals
from ingest.erasure import vectors
from ingest.erasure.journal import Journal
from ingest.erasure.plan import Plan, Scope
from ingest.erasure.scan import Scanned, scan, spelt
from ingest.errors import InterruptedErasureError, LibraryError
from ingest.home import Home
from ingest.index import exchange
from ingest.index.embedder import open_embedder
from ingest.index.vectors import VectorIndex
from ingest.index.words import WordIndex
from ingest.settings import Settings
from ingest.store import audit, people, tombstones
from ingest.store import documents as store
from ingest.store import schema as t
from ingest.store.library import Library

_BATCH = 1000
# Numbers of a vector that are looked for, four bytes each.
_NUMBERS = 4
Tell = Callable[[str], None]


class Certificate(BaseModel):
    """What was destroyed and how that was proved: times, counts and hashes, never content or a name.

    ``subject`` is the id's hash with the library's own salt. ``shared`` pieces of text stand in sources that stay
    as well, so they were not looked for. ``content`` is a SHA-256 over the ids of the passages.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    scope: Scope
    subject: str
    began: str
    ended: str
    passages: int
    documents: int
    vectors: int
    evaluations: int
    content: str
    looked_for: int
    shared: int
    files_scanned: int
    bytes_scanned: int
    found: int
    exports: tuple[str, ...]
    audit: str


def interrupted(settings: Settings) -> bool:
    """Whether an erasure was begun and not ended."""
    return journals.load(Home(settings.home)) is not None


def erase(settings: Settings, make: Callable[[Library], Plan], tell: Tell = lambda step: None) -> Certificate:
    """Destroy what the plan names, and prove it.

    Raises:
        LibraryError: there is no such thing, another program holds the library, or something was still found.
    """
    home = Home(settings.home)
    if journals.load(home) is not None:
        raise InterruptedErasureError(home.root)
    library = home.open()
    try:
        with home.writing():
            plan = make(library)
            began = datetime.now(UTC).isoformat(timespec="seconds")
            gone = _beginnings(settings, home, plan.passages)
            journals.save(home, Journal(plan=plan, began=began, vectors=gone))
            return _carry_on(settings, home, library, tell)
    finally:
        library.close()


def resume(settings: Settings, tell: Tell = lambda step: None) -> Certificate | None:
    """End an erasure that was interrupted; None where none was."""
    home = Home(settings.home)
    if journals.load(home) is None:
        return None
    for folder in (home.vectors, home.words):
        exchange.put_back(folder)
    library = home.open()
    try:
        with home.writing():
            return _carry_on(settings, home, library, tell)
    finally:
        library.close()


def _carry_on(settings: Settings, home: Home, library: Library, tell: Tell) -> Certificate:
    journal = journals.load(home)
    assert journal is not None, "the caller has looked"
    for name, step in _STEPS.items():
        if name not in journal.done:
            tell(name)
            step(settings, home, library, journal)
            journal.done.append(name)
            journals.save(home, journal)
    tell("scan")
    scanned = _scan(home, journal)
    if scanned.found_in:
        raise LibraryError(
            f"What was to be destroyed still stands in {', '.join(scanned.found_in[:5])}: close every program that "
            "uses the library, take away files that are not its own, and run `jangin forget --resume`."
        )
    return _certify(home, library, journal, scanned)


def _beginnings(settings: Settings, home: Home, passages: Sequence[str]) -> list[str]:
    index = VectorIndex(home.vectors, open_embedder(settings.embedding).name)
    found = [v for ids in _batches(passages) for v in index.get(ids).values()]
    index.close()
    return [v[:_NUMBERS].tobytes().hex() for v in found]


def _store(settings: Settings, home: Home, library: Library, journal: Journal) -> None:
    plan = journal.plan
    if plan.scope == "contributor":
        keys = [tombstones.key(library, "contributor", plan.subject)]
        keys += [tombstones.key(library, "text", s) for text in plan.texts for s in tombstones.pieces(text)]
    else:
        keys = [tombstones.key(library, "file", f) for f in plan.files]
        keys += [tombstones.key(library, "content", f) for f in plan.contents]
    with library.engine.begin() as c:
        for ids in _batches(plan.passages):
            c.execute(sa.delete(t.passages).where(t.passages.c.id.in_(ids)))
        c.execute(sa.delete(t.documents).where(t.documents.c.id.in_(plan.documents)))
        c.execute(sa.delete(t.doubts).where(t.doubts.c.path_key.in_(plan.files)))
        if plan.scope == "contributor":
            own = t.documents.c.contributor_id == plan.subject
            c.execute(sa.update(t.documents).where(own).values(contributor_id=None))
            c.execute(sa.delete(t.consents).where(t.consents.c.contributor_id == plan.subject))
            c.execute(sa.delete(t.contributors).where(t.contributors.c.id == plan.subject))
        people.prune(c)
        tombstones.put(c, keys)
    # Other processes are told only when the indexes stand again: till then the store, which is the record, hides it.
    library.vacuum()


def _indexes(settings: Settings, home: Home, library: Library, journal: Journal) -> None:
    new_vectors, new_words = exchange.beside(home.vectors), exchange.beside(home.words)
    name, kept = open_embedder(settings.embedding).name, store.passages(library)
    ids = [p.id for p in kept]
    # Two processors: one builds the graph of vectors, the other takes the words apart.
    with ThreadPoolExecutor(1) as beside:
        graph = beside.submit(vectors.rebuild, home.vectors, new_vectors, name, ids)
        WordIndex(new_words).upsert(ids, [p.searched for p in kept])
        graph.result()
    exchange.swap(home.vectors, new_vectors)
    exchange.swap(home.words, new_words)
    library.changed()


def _evaluations(settings: Settings, home: Home, library: Library, journal: Journal) -> None:
    if not home.evaluations.is_dir():
        return
    for name in scan(home.evaluations, _needles(journal)).found_in:
        journals.overwrite(home.evaluations / name)
        journal.evaluations += 1


_STEPS: dict[str, Callable[[Settings, Home, Library, Journal], None]] = {
    "store": _store,
    "indexes": _indexes,
    "evaluations": _evaluations,
}


def _needles(journal: Journal) -> set[bytes]:
    texts = {way for s in (*journal.plan.stretches, *journal.plan.names) for way in spelt(s)}
    return texts | {bytes.fromhex(v) for v in journal.vectors}


def _scan(home: Home, journal: Journal) -> Scanned:
    return scan(home.root, _needles(journal), leave_out=(journals.path(home),))


def _certify(home: Home, library: Library, journal: Journal, scanned: Scanned) -> Certificate:
    plan = journal.plan
    subject = library.keyed(f"{plan.scope}:{plan.subject}")
    counts = {
        "passages": len(plan.passages),
        "documents": len(plan.documents),
        "evaluations": journal.evaluations,
    }
    exports = [str(e.detail["file"]) for e in audit.entries(library) if e.action == "export"]
    head = audit.record(library, "forget", scope=plan.scope, subject=subject, **counts)
    certificate = Certificate(
        scope=plan.scope,
        subject=subject,
        began=journal.began,
        ended=datetime.now(UTC).isoformat(timespec="seconds"),
        **counts,
        vectors=len(journal.vectors),
        content=hashlib.sha256("\n".join(sorted(plan.passages)).encode()).hexdigest(),
        looked_for=len(plan.stretches) + len(plan.names) + len(journal.vectors),
        shared=plan.shared,
        files_scanned=scanned.files,
        bytes_scanned=scanned.bytes,
        found=len(scanned.found_in),
        exports=tuple(exports),
        audit=head,
    )
    home.certificates.mkdir(mode=0o700, exist_ok=True)
    name = f"erasure-{certificate.ended.replace(':', '').replace('+0000', 'Z')}-{subject[:8]}.json"
    (home.certificates / name).write_text(certificate.model_dump_json(indent=2) + "\n", "utf-8")
    journals.destroy(home)
    return certificate


def _batches(ids: Sequence[str]) -> Iterator[list[str]]:
    for start in range(0, len(ids), _BATCH):
        yield list(ids[start : start + _BATCH])
