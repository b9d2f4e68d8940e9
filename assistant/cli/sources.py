"""``jangin sources``: what the library holds, and what could not be taken in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from assistant.credit import Credits


def sources(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a document.")] = False,
) -> None:
    """List the documents of the library with their standing."""
    from assistant.credit import Credits
    from ingest.home import Home
    from ingest.settings import load_settings
    from ingest.store import contributors as contributor_store
    from ingest.store import documents as store
    from ingest.store import failures

    settings = load_settings()
    library = Home(settings.home).open()
    rows = store.all_documents(library)
    credits = Credits(contributor_store.all_contributors(library), settings.consent)
    unread = failures.every(library)
    library.close()
    if as_json:
        for row in rows:
            typer.echo(json.dumps(_public(row, credits), ensure_ascii=False))
        return
    _table(rows, credits, unread)


_SHOWN = (
    "name",
    "title",
    "kind",
    "language",
    "revision",
    "date",
    "approved_by",
    "superseded",
    "equipment",
    "masked",
    "passages",
)


def _public(row: dict, credits: Credits) -> dict[str, object]:
    name, role = credits.of(row["contributor_id"], row["language"])
    return {**{key: row[key] for key in _SHOWN}, "contributor": name, "role": role}


def _table(rows: list[dict], credits: Credits, unread: list[tuple[str, str]]) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console()
    table = Table("document", "title", "kind", "by", "date", "passages", "standing")
    for row in rows:
        shown = _public(row, credits)
        by = " / ".join(str(part) for part in (shown["contributor"], shown["role"]) if part)
        standing = "superseded" if row["superseded"] else row["state"]
        table.add_row(
            row["name"], row["title"], row["kind"], by, row["date"] or "", str(row["passages"]), standing
        )
    console.print(table)
    for _, reason in unread:
        console.print(f"not in the library: {reason}", markup=False, style="yellow")
