"""``jangin questions``: what waits for a veteran."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ingest.errors import SettingsError

if TYPE_CHECKING:
    from assistant.answerer import Answerer

app = typer.Typer(help="Questions that the library could not answer and that wait for a veteran.")


@contextmanager
def _answerer() -> Iterator[Answerer]:
    from assistant.answerer import open_answerer
    from ingest.settings import load_settings

    answerer = open_answerer(load_settings())
    try:
        yield answerer
    finally:
        answerer.close()


@app.command("list")
def show(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a question.")] = False,
) -> None:
    """Show what waits, most often asked first."""
    from ingest.store import questions as store

    with _answerer() as answerer:
        for q in store.waiting(answerer.library):
            typer.echo(
                json.dumps(vars(q), ensure_ascii=False)
                if as_json
                else f"{q.id:4} ×{q.times} {q.asked_on}  {q.text}"
            )


@app.command()
def add(question: Annotated[str, typer.Argument(help="The question.")]) -> None:
    """Put a question to a veteran; it is kept without personal data and without a word on who asks."""
    from assistant import veteran

    if not question.strip():
        raise SettingsError(
            "The question is empty: write it in quotation marks behind `jangin questions add`."
        )
    with _answerer() as answerer:
        kept = veteran.keep(answerer, question)
    typer.echo(f"Kept as question {kept.id}: {kept.text}")


@app.command()
def sheet(
    out: Annotated[Path, typer.Argument(help="Text file to write, such as talk.txt.")],
    language: Annotated[str, typer.Option(help="Language of the labels: ko or en.")] = "ko",
) -> None:
    """Write the questions as a sheet for a talk; filled in, it is ingested like any interview."""
    from assistant import veteran
    from ingest.store import questions as store

    if language not in ("ko", "en"):
        raise SettingsError(f"There is no sheet in “{language}”: give --language ko or --language en.")
    if out.exists():
        raise SettingsError(f"The file {out} exists already, perhaps with answers in it: name another one.")
    with _answerer() as answerer:
        questions = store.waiting(answerer.library)
    try:
        out.write_text(veteran.sheet(questions, language), "utf-8")  # type: ignore[arg-type]
    except OSError as error:
        raise SettingsError(
            f"The sheet {out} cannot be written ({error.strerror}): name another place."
        ) from error
    typer.echo(f"{len(questions)} questions written to {out}")


@app.command()
def check(
    close: Annotated[bool, typer.Option("--close", help="Close those that are answered.")] = False,
) -> None:
    """Ask the open questions again, and show which ones the library answers by now."""
    from assistant import veteran
    from ingest.store import questions as store

    with _answerer() as answerer:
        found = list(veteran.answered(answerer))
        for question, answer in found:
            source = answer.sources[0]
            typer.echo(
                f"{question.id:4}  {question.text}\n      {answer.sentences[0].text}\n      ({source.title})"
            )
        waiting = len(store.waiting(answerer.library))
        if close:
            waiting -= store.close(answerer.library, [q.id for q, _ in found])
    typer.echo(f"{len(found)} answered, {waiting} waiting")


@app.command()
def close(ids: Annotated[list[int], typer.Argument(help="Numbers of the questions.")]) -> None:
    """Take questions off the list for good."""
    from ingest.store import questions as store

    with _answerer() as answerer:
        gone = store.close(answerer.library, ids)
    if gone < len(set(ids)):
        raise SettingsError(f"Of these questions only {gone} were there: see `jangin questions list`.")
    typer.echo(f"{gone} closed")
