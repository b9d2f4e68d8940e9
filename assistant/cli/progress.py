"""Shows an ingest run while it works: a bar for each stage on a terminal, lines each second anywhere else."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ingest.progress import Progress

if TYPE_CHECKING:
    from rich.console import Console

_EVERY_S = 0.5  # on a machine at work a second turns out to be more than one
Told = Callable[[Progress], None]


@contextmanager
def shown(console: Console) -> Iterator[Told]:
    """What a run is to tell its progress to."""
    with (_bars if console.is_terminal else _lines)(console) as told:
        yield told


@contextmanager
def _bars(console: Console) -> Iterator[Told]:
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )
    from rich.progress import Progress as Bars

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[name]}"),
    )
    started = time.perf_counter()
    with Bars(*columns, console=console) as bars:
        tasks = {
            stage: bars.add_task(stage, total=None, rate="", name="")
            for stage in ("Read", "Scrubbed", "Indexed")
        }

        def show(p: Progress) -> None:
            seconds = time.perf_counter() - started
            bars.update(tasks["Read"], completed=p.read, total=p.total, rate=_rate(p.read, seconds, "files"))
            bars.update(tasks["Scrubbed"], completed=p.scrubbed, total=p.total, name=p.name[:40])
            rate = f"{p.passages} passages, {_rate(p.passages, seconds)}"
            bars.update(tasks["Indexed"], completed=p.indexed, total=p.total, rate=rate)

        yield show


@contextmanager
def _lines(console: Console) -> Iterator[Told]:
    """For a log: says every second where the run is, and what is left by the rate so far."""
    at, started = [Progress()], time.perf_counter()
    done = threading.Event()

    def show(p: Progress) -> None:
        at[0] = p

    def say() -> None:
        p, seconds = at[0], time.perf_counter() - started
        # Scrubbing runs ahead, indexing comes in groups: the truth lies between them.
        done = (p.scrubbed + p.indexed) / 2
        left = f", about {_clock(seconds * (p.total - done) / done)} left" if done else ""
        line = (
            f"{_clock(seconds)}: of {p.total} files {p.read} read, {p.scrubbed} scrubbed, {p.indexed} indexed; "
            f"{p.passages} passages, {_rate(p.passages, seconds)}{left}"
        )
        console.print(line, markup=False, highlight=False, soft_wrap=True)

    def tick() -> None:
        while not done.wait(_EVERY_S):
            say()

    ticking = threading.Thread(target=tick, name="progress", daemon=True)
    ticking.start()
    try:
        yield show
    finally:
        done.set()
        ticking.join()
    say()


def _rate(count: int, seconds: float, what: str = "") -> str:
    return f"{count / max(seconds, 0.001):.1f} {what}".strip() + " a second"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"
