"""``jangin ingest``: files into the library, with progress and a summary that hides nothing."""

from __future__ import annotations

import json
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from ingest.errors import EmptyError, JanginError, SettingsError

if TYPE_CHECKING:
    from rich.console import Console

    from ingest.report import Report
    from ingest.settings import Settings

_STOPPED = 130  # what a shell expects of a program that Ctrl-C ended


def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Files and folders to take in.")],
    as_json: Annotated[bool, typer.Option("--json", help="The summary as one JSON object.")] = False,
    again: Annotated[bool, typer.Option(help="Take in files that were forgotten as well.")] = False,
    prune: Annotated[bool, typer.Option(help="Take out what is no longer in the folders given.")] = False,
    watch: Annotated[bool, typer.Option(help="Stay, and take in what changes; Ctrl-C ends it.")] = False,
    report: Annotated[
        Path | None, typer.Option(help="Write what became of each file, as .html or .json.")
    ] = None,
) -> None:
    """Take files and folders into the library; unchanged files are skipped."""
    from rich.console import Console

    from assistant import ingest_report
    from ingest.settings import load_settings

    if report is not None and report.suffix not in ingest_report.FORMATS:
        raise SettingsError(f"{report} is no kind of report: give a name that ends in .html or .json.")
    settings = load_settings()
    if watch:
        _watch(settings, paths, again, prune, report)
    told = take_in(settings, paths, again, prune)
    if report is not None:
        ingest_report.write(told, report, settings)
    if as_json:
        typer.echo(json.dumps(ingest_report.summary(told), ensure_ascii=False))
    else:
        _summary(told, Console())
    if not told.outcomes and not told.gone:
        raise EmptyError(
            f"There are no files in {', '.join(map(str, paths))}: give a folder that holds documents."
        )
    if told.count("failed") and not told.count("indexed") and not told.count("unchanged"):
        raise typer.Exit(1)


def _watch(settings: Settings, paths: list[Path], again: bool, prune: bool, report: Path | None) -> NoReturn:
    """Take in what changes until Ctrl-C; lists of people and manifests are read anew each time."""
    from rich.console import Console

    from assistant import ingest_report
    from assistant.cli.watch import changes

    stop = threading.Event()
    with _stopped_by_ctrl_c(stop), suppress(KeyboardInterrupt):
        for _ in changes(paths, own=[settings.home, *([report] if report else [])]):
            try:
                told = take_in(settings, paths, again, prune, stop)
                if report is not None:
                    ingest_report.write(told, report, settings)
                _summary(told, Console())
            except JanginError as error:
                # A manifest that is just being written, say: the next change is another chance.
                typer.echo(str(error), err=True)
            if stop.is_set():
                break
            typer.echo("Watching for changes; Ctrl-C ends it.", err=True)
    raise typer.Exit(_STOPPED)


def take_in(
    settings: Settings,
    paths: list[Path],
    again: bool,
    prune: bool = False,
    stop: threading.Event | None = None,
) -> Report:
    """Ingest with progress on standard error; Ctrl-C ends it, and the next run goes on from there."""
    from rich.console import Console

    from assistant.cli.progress import shown
    from assistant.second_reader import open_reader
    from ingest.home import Home
    from ingest.opening import open_ingester

    console = Console(stderr=True)
    with console.status("Opening the library…"):
        ingester = open_ingester(settings, paths, ask=open_reader(settings))
    ingester.again, ingester.prune, ingester.stop = again, prune, stop or ingester.stop
    try:
        with (
            Home(settings.home).writing(),
            shown(console) as ingester.progress,
            _stopped_by_ctrl_c(ingester.stop),
        ):
            return ingester.run(paths)
    except KeyboardInterrupt:
        typer.echo(
            "Stopped. What was indexed stays in the library; the same command goes on with the rest.",
            err=True,
        )
        raise typer.Exit(_STOPPED) from None
    finally:
        ingester.library.close()


@contextmanager
def _stopped_by_ctrl_c(stop: threading.Event) -> Iterator[None]:
    """Remembers Ctrl-C besides raising it: raised while Python clears away an object it is lost."""

    def stopped(number: int, frame: FrameType | None) -> None:
        stop.set()
        signal.default_int_handler(number, frame)

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, stopped)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _summary(report: Report, console: Console) -> None:
    from rich.table import Table

    table = Table(title="Ingested", title_justify="left", show_header=False)
    table.add_row("files and documents in them", str(len(report.outcomes)))
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
            # The sentence names a file alone, which may lie in several folders and archives.
            where = "" if outcome.name in outcome.reason else f"{outcome.name}: "
            console.print(f"{outcome.state}: {where}{outcome.reason}", markup=False, style="yellow")
        if outcome.was:
            console.print(f"moved: {outcome.name} was {outcome.was}.", markup=False)
        for warning in outcome.warnings:
            console.print(f"note: {outcome.name}: {warning}", markup=False)
    for note in report.notes:
        console.print(f"note: {note}", markup=False, style="yellow")
    if report.gone and not report.pruned:
        console.print(
            f"no longer there: {', '.join(report.gone)}. The library still answers from them; `jangin ingest --prune` "
            "takes them out.",
            markup=False,
            style="yellow",
        )
