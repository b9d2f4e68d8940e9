"""``jangin audit``: what was done with the library, and whether anybody changed the record of it."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from assistant.cli.opened import opened

app = typer.Typer(help="The record of what was done with the library.", no_args_is_help=True)


@app.command("list")
def listed(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object an entry.")] = False,
) -> None:
    """Every entry, oldest first: when, what, and how much of it; never with what content."""
    from dataclasses import asdict

    from rich.console import Console
    from rich.table import Table

    from ingest.store import audit

    with opened() as (library, _):
        entries = audit.entries(library)
    if as_json:
        for entry in entries:
            typer.echo(json.dumps(asdict(entry), ensure_ascii=False))
        return
    table = Table("no.", "at (UTC)", "what", "detail", "hash")
    for e in entries:
        told = ", ".join(f"{k} {_short(v)}" for k, v in e.detail.items())
        table.add_row(str(e.id), e.at[:19].replace("T", " "), e.action, told, e.hash[:12])
    Console().print(table)


def _short(value: object) -> str:
    if isinstance(value, dict):
        return "(" + ", ".join(f"{k} {v}" for k, v in value.items()) + ")"
    return str(value)


@app.command()
def verify(
    head: Annotated[
        str | None, typer.Option(help="A hash noted earlier; the record must still hold it.")
    ] = None,
) -> None:
    """Look for entries that were changed, removed or put in; the exit status is 1 where there are any."""
    from ingest.store import audit

    with opened() as (library, _):
        faults, entries = audit.faults(library, head), audit.entries(library)
    for fault in faults:
        typer.echo(fault, err=True)
    if faults:
        raise typer.Exit(1)
    typer.echo(f"{len(entries)} entries, unbroken.")
    if entries:
        typer.echo(f"The last hash is {entries[-1].hash}")
        typer.echo(
            "Note it outside this machine; `jangin audit verify --head HASH` then finds a rewritten record too."
        )
