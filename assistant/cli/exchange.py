"""``jangin export`` and ``jangin import``: the library in open formats, out and in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.opened import opened


def export(
    folder: Annotated[Path, typer.Argument(help="A new or empty folder.")],
    as_json: Annotated[bool, typer.Option("--json", help="The numbers as one JSON object.")] = False,
) -> None:
    """Write the scrubbed knowledge with its attributions as JSON lines and Markdown."""
    from assistant.exchange import save

    with opened() as (library, settings):
        counts = save(library, folder, settings.consent)
    if as_json:
        typer.echo(json.dumps(counts))
        return
    typer.echo(f"{folder}: {counts['documents']} documents, {counts['passages']} passages.")
    typer.echo("Keep it as safe as the library: a withdrawal names it, and somebody has to destroy it then.")


def import_(
    folder: Annotated[Path, typer.Argument(help="What `jangin export` wrote.")],
    as_json: Annotated[bool, typer.Option("--json", help="The numbers as one JSON object.")] = False,
) -> None:
    """Read an export into this library; what it has already stays as it is."""
    from rich.console import Console
    from rich.progress import Progress

    from assistant.exchange import load
    from ingest.settings import load_settings

    with Progress(console=Console(stderr=True)) as bar:
        task = bar.add_task("Indexing", total=None)
        counts = load(
            load_settings(), folder, lambda done, total: bar.update(task, completed=done, total=total)
        )
    if as_json:
        typer.echo(json.dumps(counts))
    else:
        typer.echo(f"New: {counts['documents']} documents, {counts['passages']} passages.")
