"""``jangin ask``: one question, or many from standard input."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.answer import Turn
from ingest.errors import SettingsError

if TYPE_CHECKING:
    from assistant.answerer import Answerer, Mode


class AskMode(StrEnum):
    """How an answer is worded: the sources' own words, a model's checked words, or what is there."""

    auto = "auto"
    quoted = "quoted"
    composed = "composed"


def ask(
    question: Annotated[
        str, typer.Argument(help="The question, or - to read questions from standard input.")
    ],
    mode: Annotated[AskMode | None, typer.Option(help="How the answer is worded.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a question.")] = False,
) -> None:
    """Answer a question from the library, with the source behind every sentence."""
    from assistant.answerer import open_answerer
    from ingest.settings import load_settings

    answerer = open_answerer(load_settings())
    chosen: Mode | None = mode.value if mode else None
    try:
        for text, history in _questions(question):
            _one(answerer, text, history, chosen, as_json)
    finally:
        answerer.close()


def _one(answerer: Answerer, text: str, history: list[Turn], mode: Mode | None, as_json: bool) -> None:
    if as_json:
        answer = answerer.answer(text, history, mode)
        typer.echo(json.dumps(answer.as_dict(), ensure_ascii=False))
        sys.stdout.flush()
        return
    from rich.console import Console

    from assistant.cli.show import show

    show(answerer.stream(text, history, mode), Console(soft_wrap=not sys.stdout.isatty()))


def _questions(question: str) -> Iterator[tuple[str, list[Turn]]]:
    if question != "-":
        if not question.strip():
            raise SettingsError("The question is empty: write it in quotation marks behind `jangin ask`.")
        yield question, []
        return
    for number, line in enumerate(sys.stdin, 1):
        if line.strip():
            yield _read(line.strip(), number)


def _read(line: str, number: int) -> tuple[str, list[Turn]]:
    if not line.startswith("{"):
        return line, []
    try:
        data = json.loads(line)
        history = [Turn(str(t["question"]), str(t.get("answer", ""))) for t in data.get("history", [])]
        return str(data["question"]), history
    except (json.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
        raise SettingsError(
            f"Line {number} of standard input is not a question ({error!r}): give a plain line, or a JSON "
            'object such as {"question": "…", "history": []}.'
        ) from error
