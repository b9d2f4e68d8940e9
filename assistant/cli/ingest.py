"""``jangin ingest``: files into the library, with progress and a summary that hides nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ingest.errors import EmptyError

if TYPE_CHECKING:
    from rich.console import Console

    from ingest.report import Report
    from ingest.settings import Settings


def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Files and folders to take in.")],
    as_json: Annotated[bool, typer.Option("--json", help="The summary as one JSON object.")] = False,
    again: Annotated[bool, typer.Option(help="Take in files that were forgotten as well.")] = False,
) -> None:
    """Take files and folders into the library; unchanged files are skipped."""
    from rich.console import Console

    from ingest.settings import load_settings

    report = take_in(load_settings(), paths, again)
    if as_json:
        typer.echo(json.dumps(_as_dict(report), ensure_ascii=False))
    else:
        _summary(report, Console())
    if not report.outcomes:
        raise EmptyError(
            f"There are no files in {', '.join(map(str, paths))}: give a folder that holds documents."
        )
    if report.count("failed") and not report.count("indexed") and not report.count("unchanged"):
        raise typer.Exit(1)


def take_in(settings: Settings, paths: list[Path], again: bool) -> Report:
    """Ingest with progress on standard error."""
    from rich.console import Console

    from assistant.second_reader import open_reader
    from ingest.home import Home
    from ingest.pipeline import open_ingester

    console = Console(stderr=True)
    with console.status("Opening the library…"):
        ingester = open_ingester(settings, paths, ask=open_reader(settings))
    ingester.again = again
    with Home(settings.home).writing():
        report = _run(ingester, paths, console)
    ingester.library.close()
    return report


def _run(ingester, paths: list[Path], console: Console) -> Report:  # type: ignore[no-untyped-def]
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    from ingest.report import Progress

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("files, {task.fields[passages]} passages"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[name]}"),
    )
    with Bar(*columns, console=console) as bar:
        task = bar.add_task("Reading", total=None, passages=0, name="")

        def show(p: Progress) -> None:
            bar.update(task, completed=p.done, total=p.total, passages=p.passages, name=p.name[:40])

        ingester.progress = show
        report: Report = ingester.run(paths)
    return report


def _as_dict(report: Report) -> dict[str, object]:
    return {
        "files": len(report.outcomes),
        **report.counts(),
        "masked": dict(sorted(report.masked.items())),
        "may_be_names": report.doubts,
        "seconds": round(report.seconds, 1),
        "not_indexed": [{"file": o.name, "reason": o.reason} for o in report.outcomes if o.reason],
        "warnings": [{"file": o.name, "warning": w} for o in report.outcomes for w in o.warnings],
    }


def _summary(report: Report, console: Console) -> None:
    from rich.table import Table

    table = Table(title="Ingested", title_justify="left", show_header=False)
    table.add_row("files", str(len(report.outcomes)))
    for what, n in report.counts().items():
        table.add_row("new passages" if what == "passages" else f"  {what}", str(n))
    masked = report.masked
    table.add_row("masked items", str(sum(masked.values())))
    for kind, n in sorted(masked.items(), key=lambda item: (-item[1], item[0])):
        table.add_row(f"  {kind}", str(n))
    if report.doubts:
        table.add_row("may be names, see `jangin review`", str(report.doubts))
    table.add_row("seconds", f"{report.seconds:.1f}")
    console.print(table)
    for outcome in report.outcomes:
        if outcome.reason:
            console.print(f"{outcome.state}: {outcome.reason}", markup=False, style="yellow")
        for warning in outcome.warnings:
            console.print(f"note: {outcome.name}: {warning}", markup=False)
