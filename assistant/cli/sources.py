"""``jangin sources``: what the library holds, and what could not be taken in."""

from __future__ import annotations

import json
from typing import Annotated

import typer


def sources(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a document.")] = False,
) -> None:
    """List the documents of the library with their standing."""
    from ingest.home import Home
    from ingest.settings import load_settings
    from ingest.store import contributors as contributor_store
    from ingest.store import documents as store

    library = Home(load_settings().home).open()
    rows, people = store.all_documents(library), contributor_store.all_contributors(library)
    failures = store.all_failures(library)
    library.close()
    if as_json:
        for row in rows:
            typer.echo(json.dumps(_public(row, people), ensure_ascii=False))
        return
    _table(rows, people, failures)


_SHOWN = (
    "name",
    "title",
    "kind",
    "language",
    "revision",
    "date",
    "superseded",
    "equipment",
    "masked",
    "passages",
)


def _public(row: dict, people: dict) -> dict[str, object]:
    from assistant.credit import credit

    name, role = credit(people.get(row["contributor_id"] or ""), row["language"])
    return {**{key: row[key] for key in _SHOWN}, "contributor": name, "role": role}


def _table(rows: list[dict], people: dict, failures: list[tuple[str, str]]) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console()
    table = Table("document", "title", "kind", "by", "date", "passages", "standing")
    for row in rows:
        shown = _public(row, people)
        by = " / ".join(str(part) for part in (shown["contributor"], shown["role"]) if part)
        standing = "superseded" if row["superseded"] else row["state"]
        table.add_row(
            row["name"], row["title"], row["kind"], by, row["date"] or "", str(row["passages"]), standing
        )
    console.print(table)
    for _, reason in failures:
        console.print(f"not in the library: {reason}", markup=False, style="yellow")
