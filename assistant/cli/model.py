"""``jangin model``: get the starter model, see which models can be used, and check what one may do."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from assistant.answer import Language
    from assistant.capability import Checked
    from assistant.models import ModelInfo

app = typer.Typer(
    help="Language models: get the starter model, list what is there, check what one may do.",
    no_args_is_help=True,
)
_LEVELS = {"several": "compose from several sources", "one": "reword one source", "none": "quotes only"}


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
    """Show the models in reach, which one answers, what each may do, and which would suit this machine."""
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
    table = Table("", "provider", "model", "size", "usable", "may (Korean / English)", "what to do")
    for info in found:
        size = f"{info.size / 1e9:.1f} GB" if info.size else ""
        todo = info.remedy or ("" if info.checked else "`jangin model check`")
        table.add_row(
            "→" if info.chosen else "",
            info.provider,
            info.name,
            size,
            "yes" if info.usable else "no",
            _may(info.checked) if info.usable else "",
            todo,
        )
    console = Console()
    console.print(table)
    if not any(info.chosen for info in found):
        console.print("No model is in use: answers are the sources' own words.")
    _recommend(console, found)


def _may(checked: Checked | None) -> str:
    if checked is None:
        return _LEVELS["one"] + " (unchecked)"
    levels = [_LEVELS[checked.levels.get(language, "one")] for language in ("ko", "en")]
    return levels[0] if levels[0] == levels[1] else " / ".join(levels)


def _recommend(console, found: list[ModelInfo]) -> None:  # type: ignore[no-untyped-def]
    from rich.table import Column, Table

    from assistant.models import recommend

    memory = recommend.memory_gb()
    timed = next((i for i in found if i.checked and i.checked.tokens_per_s and i.size), None)
    speed = timed.checked.tokens_per_s if timed and timed.checked else None
    size = (timed.size or 0) / 1e9 if timed else 1.1
    suggestions = recommend.suggestions(memory, speed, size)
    best = recommend.best(suggestions)
    table = Table(
        "",
        Column("Ollama model", no_wrap=True),
        "size",
        "memory",
        "Korean",
        "licence",
        "here",
        "tokens/s",
        box=None,
    )
    for s in suggestions:
        mark = "→" if s == best else ""
        row = (
            f"{s.size_gb:g} GB",
            f"{s.needs_gb:g} GB",
            s.korean,
            s.licence,
            s.verdict,
            f"{s.tokens_per_s:g}",
        )
        table.add_row(mark, s.name, *row)
    console.print(table)
    told = f"This machine has {memory:.0f} GB of memory." if memory else "This machine's memory is unknown."
    if timed:
        told += f" Speeds are estimated from {timed.name}, which wrote {speed:g} tokens a second when checked"
        told += " (a GPU is faster)."
    else:
        told += " Speeds are a guess for two cores: `jangin model check` measures this machine's."
    console.print(told)
    if best:
        console.print(f"To use the marked one, install Ollama and run `ollama pull {best.name}`.")


@app.command("check")
def check(
    name: Annotated[str, typer.Argument(help="Model name at the provider; empty: the one in use.")] = "",
    provider: Annotated[str, typer.Option(help="ollama, openai or starter; empty: as set.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="The result as one JSON object.")] = False,
) -> None:
    """See what a model may be trusted with, in about two minutes, and let answers keep to it."""
    from dataclasses import asdict

    from rich.console import Console

    from assistant import battery, capability
    from assistant.models import open_model
    from ingest.errors import ModelError
    from ingest.settings import load_settings

    settings = load_settings()
    given = {"provider": provider or settings.llm.provider, "model": name or settings.llm.model}
    settings = load_settings(llm={**settings.llm.model_dump(), **given})
    model = open_model(settings)
    if model is None:
        raise ModelError(
            "There is no language model to check: fetch one with `jangin model get`, or install Ollama."
        )
    console = Console(stderr=True)
    console.print(f"Checking {model.name} ({model.provider}) with {len(battery.tasks())} short tasks.")
    outcomes = []
    try:
        for outcome in battery.run(model):
            outcomes.append(outcome)
            mark = "passed" if outcome.passed else "shown wrong" if outcome.wrong else "failed"
            console.print(f"  {len(outcomes):2}  {outcome.task.language}  {outcome.task.skill:9} {mark}")
    finally:
        model.close()
    found = battery.verdict(outcomes)
    path = capability.keep(model, settings.model_dir, found)
    if as_json:
        typer.echo(json.dumps(asdict(found), ensure_ascii=False))
        return
    labels: tuple[tuple[Language, str], ...] = (("ko", "Korean"), ("en", "English"))
    for language, label in labels:
        scores = ", ".join(
            f"{skill} {found.skills[f'{skill}.{language}'][0]}/{found.skills[f'{skill}.{language}'][1]}"
            for skill in ("rephrase", "choose", "refuse", "cite")
        )
        typer.echo(f"{label}: {_LEVELS[found.levels[language]]} ({scores})")
    typer.echo(
        f"{found.tokens_per_s:g} tokens a second, first word after {found.first_word_s:g} s; kept in {path}"
    )
