"""``jangin doctor``: each component, its version, whether it works, and the remedy where it does not."""

from __future__ import annotations

from typing import Annotated

import typer


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a component.")] = False,
) -> None:
    """Check every component by using it; the exit status is 1 if a necessary one does not work."""
    import json
    from dataclasses import asdict

    from rich.console import Console
    from rich.table import Table

    from assistant.doctor import examine
    from ingest.settings import load_settings

    console = Console()
    settings = load_settings()
    found = []
    table = Table("component", "version", "state", "detail")
    with Console(stderr=True).status("Examining…"):
        for finding in examine(settings):
            found.append(finding)
            if as_json:
                typer.echo(json.dumps(asdict(finding), ensure_ascii=False))
            table.add_row(finding.component, finding.version, finding.state, finding.detail)
    if not as_json:
        console.print(table)
    if any(f.state == "broken" for f in found):
        raise typer.Exit(1)
