"""``jangin reindex``: both indexes anew from the store of record."""

from __future__ import annotations

from typing import Annotated

import typer


def reindex(
    afresh: Annotated[
        bool, typer.Option(help="Compute every vector anew, as for another embedding model.")
    ] = False,
) -> None:
    """Build the word index and the vectors anew from the store of record; files are not read."""
    from rich.console import Console
    from rich.progress import Progress

    from ingest.reindex import reindex as rebuild
    from ingest.settings import load_settings

    console = Console(stderr=True)
    with Progress(console=console) as bar:
        task = bar.add_task("Indexing", total=None)
        held = rebuild(
            load_settings(), afresh, lambda done, total: bar.update(task, completed=done, total=total)
        )
    typer.echo(f"Both indexes were built anew: {held} passages.")
