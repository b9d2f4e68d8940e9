"""The command ``jangin eval``: ``jangin eval GOLD`` runs the questions, the other things are subcommands."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from typer.core import TyperGroup

_AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON, no tables.")]
_Html = Annotated[Path | None, typer.Option("--html", help="Write the report to this HTML file too.")]
_Language = Annotated[
    Literal["ko", "en"] | None,
    typer.Option(help="Language of the HTML report; else that of the settings or of most questions."),
]


class _RunByDefault(TyperGroup):
    """Takes what is no subcommand for the arguments of ``run``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] != "--help":
            args = ["run", *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=_RunByDefault,
    no_args_is_help=True,
    short_help="Measure how good the answers are, and compare runs.",
    subcommand_metavar="GOLD | COMMAND [ARGS]...",
    help="Measure how good the answers are. `jangin eval GOLD` is short for `jangin eval run GOLD`, "
    "whose options `jangin eval run --help` lists.",
)


@app.command("run")
def run(
    gold: Annotated[
        Path,
        typer.Argument(
            help="Gold questions as JSON Lines or CSV, or a question set in SQuAD's JSON, "
            "which is asked of its own paragraphs."
        ),
    ],
    mode: Annotated[
        Literal["retrieval", "quoted", "composed"], typer.Option(help="What is put to the test.")
    ] = "quoted",
    as_json: _AsJson = False,
    failures: Annotated[bool, typer.Option("--failures", help="List the questions that failed.")] = False,
    html: _Html = None,
    language: _Language = None,
    against: Annotated[
        Path | None,
        typer.Option("--compare", help="A saved run to compare with, such as the one saved last time."),
    ] = None,
    least: Annotated[
        list[str] | None,
        typer.Option("--min", help="Fail if a measure is lower, as in recall@5=0.9; may be given again."),
    ] = None,
    most: Annotated[
        list[str] | None,
        typer.Option(
            "--max", help="Fail if a measure is higher, as in false_answer=0.1; may be given again."
        ),
    ] = None,
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
    perturb: Annotated[
        Literal["typos", "spaces", "both", "paraphrase", "withheld", "false", "orders"] | None,
        typer.Option(
            help="Make it harder: typing errors, lost spaces or both; other words; the gold passages withheld; "
            "false figures or orders to the machine planted in a copy of the library."
        ),
    ] = None,
    seed: Annotated[int, typer.Option(help="Another seed errs in other places (--perturb).")] = 0,
    judge: Annotated[
        bool,
        typer.Option(
            "--judge", help="Let the language model judge the answers too, apart from the measures."
        ),
    ] = False,
    cache: Annotated[
        Path | None,
        typer.Option(help="Keep a question set's paragraphs here, ready for search; they are not scrubbed."),
    ] = None,
) -> None:
    """Ask gold questions as a user would, and report how good the answers are.

    The run is saved below the library's folder. With a gate missed the exit status is 1.
    """
    from eval import asking, compare, gates, leaks, output, perturbed, reading, record, report
    from eval import gold as gold_questions
    from eval.squad import QuestionSet
    from ingest.errors import SettingsError
    from ingest.settings import load_settings

    settings = load_settings()
    # What is wrong with an option is said before the questions are asked, which may take an hour.
    bounds = gates.parse(least or [], most or [])
    output.check_page(html)
    # The run may be saved over it.
    before = record.load(against) if against else None
    given = reading.read(gold)
    every = reading.questions(given) if isinstance(given, QuestionSet) else given
    questions = gold_questions.sample(every, limit)
    if perturb in ("false", "orders") and isinstance(given, QuestionSet):
        raise SettingsError(
            f"--perturb {perturb} plants beside the library's approved procedures, and {gold} brings paragraphs "
            "of its own: give gold questions on your library."
        )
    if cache and not isinstance(given, QuestionSet):
        raise SettingsError("--cache keeps the paragraphs of a question set, and gold questions bring none.")
    if perturb == "withheld" and mode == "retrieval":
        raise SettingsError(
            "--perturb withheld counts refusals, and --mode retrieval answers nothing: use --mode quoted."
        )
    if judge and (mode == "retrieval" or isinstance(given, QuestionSet)):
        raise SettingsError(
            "--judge reads answers on your own, scrubbed library: give gold questions, and --mode quoted or composed."
        )
    judging = asking.judge(settings) if judge else None
    sought = leaks.load(planted or [])
    with perturbed.prepare(settings, questions, perturb, seed) as put:
        if isinstance(given, QuestionSet):
            result = asking.of_itself(put, mode, given, cache)
        else:
            result = asking.of_library(put, mode, sought, home)
    found = record.of(result, gold)
    if judging:
        found = found.model_copy(update={"judged": asking.verdicts(settings, result, judging)})
    compared = compare.compare(before, found) if before else None
    missed = gates.missed(found, bounds)
    path = report.save(found, settings, part=len(questions) < len(every))
    if html:
        output.write_page(html, found, output.page_language(language, settings, found), compared)
    if as_json:
        typer.echo(json.dumps(output.as_dict(found, compared, missed), ensure_ascii=False, indent=2))
    else:
        output.show(found, compared, failures, [path, html])
    for sentence in missed:
        typer.echo(f"Gate missed: {sentence}", err=True)
    if missed:
        raise typer.Exit(1)


@app.command("draft")
def draft_(
    out: Annotated[Path, typer.Option(help="The file to write: one JSON object a line.")],
    limit: Annotated[int, typer.Option(min=1, help="At most so many questions.")] = 100,
) -> None:
    """Propose gold questions from the library; a person reads each and accepts it, corrects it or deletes it."""
    from eval.draft import draft
    from ingest.errors import SettingsError
    from ingest.home import Home
    from ingest.settings import load_settings
    from ingest.store import documents as store

    if out.exists():
        raise SettingsError(f"{out} exists already: name another file, or take it away first.")
    library = Home(load_settings().home).open()
    try:
        rows = {row["id"]: row for row in store.all_documents(library)}
        found = draft(store.passages(library), rows, limit)
    finally:
        library.close()
    out.write_text("".join(q.model_dump_json() + "\n" for q in found), "utf-8")
    typer.echo(
        f"{len(found)} proposals in {out}: read each, correct it, and set its status to “accepted” or delete it."
    )


@app.command("compare")
def compare_(
    first: Annotated[Path, typer.Argument(help="A saved run, the earlier one.")],
    second: Annotated[Path, typer.Argument(help="A saved run, the later one.")],
    as_json: _AsJson = False,
    html: _Html = None,
    language: _Language = None,
) -> None:
    """Compare two saved runs question by question; nothing is asked."""
    from rich.console import Console

    from eval import output, record, report
    from eval.compare import compare
    from ingest.settings import load_settings

    before, after = record.load(first), record.load(second)
    found = compare(before, after)
    if html:
        chosen = output.page_language(language, load_settings(), after)
        output.write_page(html, after, chosen, found)
    if as_json:
        typer.echo(json.dumps(found.as_dict(), ensure_ascii=False, indent=2))
        return
    report.show_comparison(found, Console())
