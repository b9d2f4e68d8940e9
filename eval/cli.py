"""The command ``jangin eval``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Literal

import typer


def evaluate(
    gold: Annotated[Path, typer.Argument(help="Gold questions, one JSON object a line.")],
    mode: Annotated[
        Literal["retrieval", "quoted", "composed"], typer.Option(help="What is put to the test.")
    ] = "quoted",
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON, no tables.")] = False,
    failures: Annotated[bool, typer.Option("--failures", help="List the questions that failed.")] = False,
    planted: Annotated[
        list[Path] | None,
        typer.Option(help="YAML list of planted personal data to look for; may be given again."),
    ] = None,
    home: Annotated[
        bool, typer.Option("--home/--no-home", help="Look for planted data in the library's files too.")
    ] = True,
    limit: Annotated[
        int | None, typer.Option(min=1, help="Ask only so many questions, spread over the file.")
    ] = None,
) -> None:
    """Run gold questions as a user would ask them, and report how good the answers are."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from eval import gold as gold_questions
    from eval import harness, leaks, report
    from ingest.settings import default_settings

    settings = default_settings()
    questions = gold_questions.sample(gold_questions.load(gold), limit)
    looked_for = leaks.load(planted or [])
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(mode, total=len(questions))
        result = harness.run(
            settings,
            questions,
            mode,
            lambda done, total: bar.update(task, completed=done, total=total),
            looked_for,
            home_too=home and bool(looked_for),
        )
    path = report.save(result, gold, settings)
    if as_json:
        typer.echo(json.dumps(report.as_dict(result, gold), ensure_ascii=False, indent=2))
        return
    console = Console()
    report.show(result, console, failures)
    console.print(f"Saved as {path}")
