"""Reads an export back into a library that answers as the first one did."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from assistant.exchange import tables
from assistant.exchange.save import origin
from ingest import numbered
from ingest.documents import Locator
from ingest.errors import InterruptedErasureError
from ingest.home import Home
from ingest.indexer import Indexer, Work
from ingest.settings import Settings
from ingest.store import audit
from ingest.store import documents as store
from ingest.store import roster as roster_store
from ingest.store import schema as t
from ingest.store.documents import Passage
from ingest.store.library import Library
from ingest.store.people import People
from ingest.store.tombstones import Tombstones
from ingest.store.writing import FileContent

if TYPE_CHECKING:
    from ingest.scrub import Scrubber

_TABLES = {"contributors": t.contributors, "consents": t.consents, "open_questions": t.open_questions}


def load(
    settings: Settings, folder: Path, tell: Callable[[int, int], None] = lambda done, total: None
) -> dict[str, int]:
    """Import an export; documents and contributors that the library has already are left as they are.

    What was destroyed here does not come back with an older copy: the words of a contributor who has withdrawn stay out.

    Texts are scrubbed once more on the way, since a file may have been edited since: an export as it was written
    comes through unchanged. ``tell`` is called with passages done and all. Returns how many rows are new, by table.

    Raises:
        LibraryError: the folder is no whole export, or an index cannot be written.
    """
    from ingest import erasure
    from ingest.scrub import Scrubber

    came_from = tables.check(folder)
    home = Home(settings.home).create()
    with home.writing():
        if erasure.interrupted(settings):
            raise InterruptedErasureError(home.root)
        library = Library(home.database)
        try:
            scrubber = Scrubber(settings.scrub, roster_store.load(library))
            people = People(library)
            number = None if came_from == origin(library) else partial(people.reserve, came_from)
            reader = Reader(scrubber, number)
            known = {d["id"] for d in store.all_documents(library)}
            new = [row for row in tables.read(folder, "documents") if row["id"] not in known]
            counts = {
                "documents": len(new),
                "passages": _documents(settings, home, library, folder, new, reader, tell),
            }
            counts |= _others(library, folder, reader, Tombstones(library))
            library.changed()
            audit.record(library, "import", **counts)
        finally:
            library.close()
    return counts


def _documents(
    settings: Settings,
    home: Home,
    library: Library,
    folder: Path,
    new: list[dict[str, Any]],
    reader: Reader,
    tell: Callable[[int, int], None],
) -> int:
    from ingest.index.embedder import open_embedder
    from ingest.index.vectors import VectorIndex
    from ingest.index.words import WordIndex

    embedder = open_embedder(settings.embedding)
    words, vectors = WordIndex(home.words), VectorIndex(home.vectors, embedder.name)
    own: dict[str, list[dict[str, Any]]] = {row["id"]: [] for row in new}
    for row in tables.read(folder, "passages"):
        if row["document_id"] in own:
            own[row["document_id"]].append(row)
    total, kept = sum(map(len, own.values())), 0
    done = itertools.count(1)
    gone = Tombstones(library)

    def told(_documents: int, indexed: int) -> None:
        for _ in range(indexed):
            tell(min(next(done), total), total)

    with Indexer(library, words, vectors, embedder, told) as indexer:
        for row in new:
            passages = [
                p
                for p in reader.passages(own[row["id"]])
                if not (gone.contributor(p.contributor_id) or gone.text(p.text))
            ]
            kept += len(passages)
            if not passages:
                continue
            if gone.contributor(row["contributor_id"]):
                row["contributor_id"] = None
            name, title = reader.texts([row["name"], row["title"]])
            at = datetime.fromisoformat(row["ingested_at"])
            # The file itself is not at hand: if it is ingested here one day, it comes in as another document.
            key = library.keyed(f"import:{row['id']}")[:32]
            here = {"name": name, "title": title, "ingested_at": at, "path_key": key, "state": "stored"}
            indexer.add(Work(FileContent(key, [({**row, **here}, passages)])))
    return kept


class Reader:
    """Takes texts of an export in: scrubbed once more, and people under the numbers that they have here."""

    def __init__(self, scrubber: Scrubber, number: Callable[[int], int] | None) -> None:
        self._scrubber, self._number = scrubber, number

    def texts(self, texts: Sequence[str]) -> list[str]:
        """The texts of one document."""
        return [self._renumbered(s.text) for s in self._scrubber.scrub_document(texts)]

    def _renumbered(self, text: str) -> str:
        return numbered.renumbered(text, self._number) if self._number else text

    def passages(self, rows: Iterable[dict[str, Any]]) -> list[Passage]:
        """The passages of one document, in order."""
        ordered = sorted(rows, key=lambda r: r["ordinal"])
        texts = self.texts([text for r in ordered for text in (r["context"], r["text"])])
        return [
            Passage(**{**r, "context": context, "text": text, "locator": self._place(r["locator"])})
            for r, context, text in zip(ordered, texts[::2], texts[1::2], strict=True)
        ]

    def _place(self, told: dict[str, Any]) -> Locator:
        place = Locator.from_dict(told)
        return replace(place, heading=tuple(self._renumbered(h) for h in place.heading))


def _others(library: Library, folder: Path, reader: Reader, gone: Tombstones) -> dict[str, int]:
    counts = {}
    with library.engine.begin() as c:
        people = set(c.scalars(sa.select(t.contributors.c.id)))
        asked = set(c.scalars(sa.select(t.open_questions.c.text)))
        for name, table in _TABLES.items():
            rows = [
                row
                for row in _unknown(name, tables.read(folder, name), people, asked)
                if not gone.contributor(
                    row.get("contributor_id") or row.get("id") if name != "open_questions" else None
                )
            ]
            if name == "open_questions":
                rows = [{**r, "text": reader.texts([r["text"]])[0]} for r in rows]
            if rows:
                c.execute(sa.insert(table), rows)
            counts[name] = len(rows)
    return counts


def _unknown(
    name: str, rows: Iterator[dict[str, Any]], people: set[str], asked: set[str]
) -> Iterator[dict[str, Any]]:
    for row in rows:
        if name == "contributors" and row["id"] not in people:
            yield row
        elif (name == "consents" and row["contributor_id"] not in people) or (
            name == "open_questions" and row["text"] not in asked
        ):
            yield {k: v for k, v in row.items() if k != "id"}
