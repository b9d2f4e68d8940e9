"""``jangin model``: get the starter model, and see which models can be used."""

from __future__ import annotations

import json
from typing import Annotated

import typer

app = typer.Typer(help="Language models: get the starter model, list what is there.", no_args_is_help=True)


@app.command("get")
def get() -> None:
    """Download and verify the starter model (1.1 GB), or say that it is there; resumes when broken off."""
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    from assistant.models import starter
    from ingest.settings import load_settings

    settings = load_settings()
    if path := starter.installed(settings.model_dir):
        typer.echo(f"The starter model is there: {path}")
        return
    columns = (TextColumn("Starter model"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("get", total=None)
        path = starter.get(
            settings.model_dir, lambda done, total: bar.update(task, completed=done, total=total)
        )
    typer.echo(f"The starter model is ready: {path}")


@app.command("list")
def list_(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a model.")] = False,
) -> None:
    """Show the models in reach, which one answers, and what to do for the others."""
    from dataclasses import asdict

    from rich.console import Console
    from rich.table import Table

    from assistant.models import list_models
    from ingest.settings import load_settings

    found = list_models(load_settings())
    if as_json:
        for info in found:
            typer.echo(json.dumps(asdict(info), ensure_ascii=False))
        return
    table = Table("", "provider", "model", "size", "usable", "what to do")
    for info in found:
        size = f"{info.size / 1e9:.1f} GB" if info.size else ""
        table.add_row(
            "→" if info.chosen else "",
            info.provider,
            info.name,
            size,
            "yes" if info.usable else "no",
            info.remedy,
        )
    console = Console()
    console.print(table)
    if not any(info.chosen for info in found):
        console.print("No model is in use: answers are the sources' own words.")
