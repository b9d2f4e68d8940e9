"""Writes the scrubbed knowledge of a library with its attributions: JSON lines for programs, Markdown for people."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from assistant.credit import Credits, state
from assistant.exchange import tables
from assistant.exchange.markdown import as_markdown
from ingest.errors import LibraryError
from ingest.settings import ConsentSettings
from ingest.store import audit
from ingest.store import contributors as contributor_store
from ingest.store import documents as store
from ingest.store import schema as t
from ingest.store.library import Library

# Of use to this library alone, whose key they are made with.
_OWN = frozenset({"path_key", "file_key", "content_key", "folders", "passages"})


def save(library: Library, folder: Path, use: ConsentSettings) -> dict[str, int]:
    """Export into a new folder; rows by table. A name goes out only where the consent in force shows it today.

    What recognises people and files (the roster's hashes, the tombstones) needs this library's key and stays.

    Raises:
        LibraryError: the folder is not empty, or cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise LibraryError(f"{folder} is not empty: name a new folder, so that nothing is mixed up.")
        return _save(library, folder, use)
    except OSError as error:
        raise LibraryError(
            f"The export to {folder} could not be written ({error.strerror}): name a folder that you may write to."
        ) from error


def origin(library: Library) -> str:
    """What tells a library from others: whose numbers the people in its texts have."""
    return library.keyed("origin")[:16]


def _save(library: Library, folder: Path, use: ConsentSettings) -> dict[str, int]:
    people = contributor_store.all_contributors(library)
    documents = store.all_documents(library)
    with library.engine.connect() as c:
        rows: dict[str, Iterator[dict[str, Any]]] = {
            "documents": ({k: v for k, v in d.items() if k not in _OWN} for d in documents),
            "passages": (dict(row) for row in c.execute(sa.select(t.passages)).mappings()),
            "contributors": (
                _shown(dict(row), people, use) for row in c.execute(sa.select(t.contributors)).mappings()
            ),
            "consents": (
                _agreed(dict(row), people, use) for row in c.execute(sa.select(t.consents)).mappings()
            ),
            "open_questions": (dict(row) for row in c.execute(sa.select(t.open_questions)).mappings()),
        }
        counts = {name: tables.write(folder, name, rows[name]) for name in tables.TABLES}
    pages = folder / "markdown"
    pages.mkdir()
    credits = Credits(people, use)
    for n, document in enumerate(documents, 1):
        text = as_markdown(document, store.passages(library, document_id=document["id"]), credits)
        (pages / f"{n:04d}.md").write_text(text, "utf-8")
    tables.seal(folder, counts, origin(library))
    # An erasure names the exports made before it, so that they can be destroyed too.
    audit.record(library, "export", file=folder.name, **counts)
    return counts


def _covered(contributor: str, people: dict[str, dict[str, Any]], use: ConsentSettings) -> bool:
    return contributor in people and state(people[contributor], use) == "in force"


def _shown(row: dict[str, Any], people: dict[str, dict[str, Any]], use: ConsentSettings) -> dict[str, Any]:
    return row if _covered(row["id"], people, use) else {**row, "name": None}


def _agreed(row: dict[str, Any], people: dict[str, dict[str, Any]], use: ConsentSettings) -> dict[str, Any]:
    """A consent; an alias that is not shown any more does not go out."""
    shown = (
        _covered(row["contributor_id"], people, use)
        and people[row["contributor_id"]]["alias"] == row["alias"]
    )
    return row if shown else {**row, "alias": None}
