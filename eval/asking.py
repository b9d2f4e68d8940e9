"""Asks the questions of a run with bars of progress: of the library, or of a question set's own paragraphs."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from assistant.models import Model, open_model
from eval import harness, pool
from eval import judge as judging
from eval.harness import Mode, Result
from eval.leaks import Planted
from eval.perturbed import Put
from eval.record import Judged
from eval.squad import QuestionSet
from ingest.errors import ModelError
from ingest.home import Home
from ingest.scrub import Scrubber
from ingest.settings import Settings


def of_library(put: Put, mode: Mode, planted: list[Planted], home: bool) -> Result:
    """The run over the library, with a bar of progress."""
    with _bar() as bar:
        return harness.run_put(put, mode, bar(mode), planted, home_too=home and bool(planted))


def of_itself(put: Put, mode: Mode, found: QuestionSet, cache: Path | None) -> Result:
    """The run over a question set's own paragraphs; without ``cache`` they are gone at the end."""
    # The run is saved there, and there may be no library yet.
    Home(put.settings.home).create()
    with _bar() as bar, tempfile.TemporaryDirectory(prefix="jangin-") as folder:
        answerer = pool.open_pool_answerer(put.settings, found, cache or Path(folder), bar("paragraphs"))
        return harness.run_put(put, mode, bar(mode), answerer=answerer)


def judge(settings: Settings) -> Model:
    """The language model of the settings, as a judge.

    Raises:
        ModelError: there is none.
    """
    model = open_model(settings)
    if model is None:
        raise ModelError(
            "There is no language model to judge with: fetch one with `jangin model get`, or leave out --judge."
        )
    return model


def verdicts(settings: Settings, result: Result, model: Model) -> Judged:
    """What the judge makes of a run; the model is closed at the end."""
    scrubber = Scrubber(settings.scrub)
    try:
        with _bar() as bar:
            return judging.judge(result, model, lambda text: scrubber.scrub_question(text).text, bar("judge"))
    finally:
        model.close()


@contextmanager
def _bar() -> Iterator[Callable[[str], Callable[[int, int], None]]]:
    """Bars of progress on standard error; one a call, told (done, total)."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:

        def bar(what: str) -> Callable[[int, int], None]:
            task = shown.add_task(what, total=None)
            return lambda done, total: shown.update(task, completed=done, total=total)

        yield bar
