"""The ``jangin`` command. Each subcommand is a small module that imports what it needs when it runs."""

from __future__ import annotations

import sys

import typer

from assistant.cli import (
    ask,
    audit,
    chat,
    consent,
    doctor,
    exchange,
    forget,
    glossary,
    ingest,
    model,
    questions,
    reindex,
    review,
    sources,
    vault,
)
from eval import cli as evaluate
from ingest.errors import JanginError

app = typer.Typer(
    name="jangin",
    help="Keeps what veterans know and answers with their words as the source.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("ingest")(ingest.ingest)
app.command("ask")(ask.ask)
app.command("chat")(chat.chat)
app.command("sources")(sources.sources)
app.command("doctor")(doctor.doctor)
app.command("forget")(forget.forget)
app.command("reindex")(reindex.reindex)
app.command("review")(review.review)
app.command("export")(exchange.export)
app.command("import")(exchange.import_)
app.add_typer(evaluate.app, name="eval")
app.add_typer(model.app, name="model")
app.add_typer(questions.app, name="questions")
app.add_typer(glossary.app, name="glossary")
app.add_typer(audit.app, name="audit")
app.add_typer(consent.app, name="consent")
app.add_typer(vault.app, name="vault")


def main() -> None:
    """Run the command; an error of ours is one sentence on standard error and a status of its own."""
    try:
        app()
    except JanginError as error:
        typer.echo(str(error), err=True)
        sys.exit(error.exit_status)
    except BrokenPipeError:
        # The reader of our output went away (`jangin sources | head`): not an error of ours.
        sys.stderr.close()
        sys.exit(0)
