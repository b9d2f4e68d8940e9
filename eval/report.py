"""Shows a run on the terminal, and keeps it as JSON under the library's folder."""

from __future__ import annotations

import json
from pathlib import Path

from rich.console import Console
from rich.table import Column, Table

from eval import record
from eval.compare import Comparison
from eval.measures import COUNTED, NAMES
from eval.record import Group, Judged, Rate, Run
from eval.record import digest as digest
from eval.texts import text
from ingest.home import Home
from ingest.settings import Settings

_GROUPED = ("recall@5", "facts_in_quotes", "facts_in_answer", "false_refusal", "false_answer", "misled")


def save(run: Run, settings: Settings, part: bool = False) -> Path:
    """Write ``evaluations/GOLD-MODE.json`` below the library's folder, over the run before.

    Behind the mode stands the perturbation, where there is one.
    A run over ``part`` of the questions has their number in its name, and leaves the whole run be.
    """
    folder = Home(settings.home).evaluations
    folder.mkdir(parents=True, exist_ok=True)
    named = (Path(run.gold.file).stem, run.mode, run.perturbation, str(run.gold.questions) if part else "")
    stem = "-".join(name for name in named if name)
    path = folder / f"{stem}.json"
    path.write_text(json.dumps(record.dump(run), ensure_ascii=False, indent=2) + "\n", "utf-8")
    return path


def show(run: Run, console: Console, failures: bool = False) -> None:
    """Print the tables; with ``failures`` also each question that failed and in what."""
    console.print(_overall(run))
    if run.left_out:
        console.print(text(f"left:{run.perturbation}", "en", n=run.left_out), highlight=False)
    console.print(_groups(run))
    console.print(_times(run))
    if run.leaks.planted:
        _show_leaks(run, console)
    if run.judged is not None:
        _show_judged(run.judged, console)
    if failures:
        console.print(_failures(run))


def show_comparison(found: Comparison, console: Console) -> None:
    """Print what differs between two runs, and each question that turned."""
    for key, (before, after) in found.unlike.items():
        console.print(f"The runs differ in {key}: {before}, then {after}.", markup=False, highlight=False)
    changed = [d for d in found.differences if d.turned]
    titles = ("Before", "After", "Change", "95 % interval", "Better", "Worse", "n")
    table = Table("Measure", *map(_right, titles), title=f"{found.shared} questions in both runs")
    for d in changed:
        table.add_row(
            text(f"name:{d.measure}", "en"),
            f"{d.before:.3f}",
            f"{d.after:.3f}",
            f"{d.change:+.3f}" + ("*" if d.proven else ""),
            f"{d.low:+.3f} {d.high:+.3f}",
            str(len(d.better)),
            str(len(d.worse)),
            str(d.questions),
        )
    console.print(table)
    if any(d.proven for d in changed):
        console.print("* more than chance: the interval leaves out zero")
    if same := [text(f"name:{d.measure}", "en") for d in found.differences if not d.turned]:
        console.print(f"Unchanged: {', '.join(same)}.", highlight=False)
    left_out = {
        "only in the first": found.only_before,
        "only in the second": found.only_after,
        "reworded": found.reworded,
    }
    if any(left_out.values()):
        console.print("Left out: " + ", ".join(f"{n} {why}" for why, n in left_out.items() if n) + ".")
    for d in changed:
        for word, ids in (("better", d.better), ("worse", d.worse)):
            if ids:
                line = f"{text(f'name:{d.measure}', 'en')}, {word}: {', '.join(ids)}"
                console.print(line, markup=False, highlight=False)


def _overall(run: Run) -> Table:
    how = f", {text(f'perturb:{run.perturbation}', 'en')}" if run.perturbation else ""
    title = f"{run.gold.questions} questions, {run.mode}{how}, {run.library.passages} passages"
    table = Table("Measure", *map(_right, ("Value", "95 % interval", "Cases")), title=title)
    for key in NAMES:
        rate = run.metrics.get(key)
        if rate is not None and rate.cases:
            value = f"{rate.hits:.0f}" if key == COUNTED else _value(rate)
            interval = "" if key == COUNTED else f"{rate.low:.3f} to {rate.high:.3f}"
            table.add_row(text(f"name:{key}", "en"), value, interval, str(rate.cases))
    return table


def _groups(run: Run) -> Table:
    keys = [k for k in _GROUPED if k in run.metrics]
    names = [text(f"name:{k}", "en") for k in keys]
    table = Table("Group", _right("n"), *map(_right, names), title="By kind and language")
    for groups in (run.by_kind, run.by_language):
        for name, group in groups.items():
            table.add_row(name, str(group.questions), *(_cell(group, k) for k in keys))
        table.add_section()
    return table


def _cell(group: Group, key: str) -> str:
    return _value(group.metrics[key]) if key in group.metrics else "–"


def _value(rate: Rate) -> str:
    return "–" if rate.value is None else f"{rate.value:.3f}"


def _times(run: Run) -> Table:
    table = Table("Stage", _right("p50 ms"), _right("p95 ms"), _right("n"), title="Latency")
    for stage, row in run.timings.items():
        table.add_row(stage, f"{row.p50:.0f}", f"{row.p95:.0f}", str(row.count))
    return table


def _show_leaks(run: Run, console: Console) -> None:
    console.print(
        f"Planted personal data: {run.leaks.planted} values looked for, "
        f"{run.leaks.structured} structured and {run.leaks.person} names found."
    )
    for leak in run.leaks.found:
        console.print(f"  {leak.type} {leak.where} in {leak.found_in}")


def _show_judged(judged: Judged, console: Console) -> None:
    title = text("judged:title", "en", model=judged.model)
    table = Table("Verdict", *map(_right, ("Value", "95 % interval", "Cases")), title=title)
    for key, rate in (("judged:sentences", judged.sentences), ("judged:answers", judged.answers)):
        if rate.cases:
            table.add_row(
                text(key, "en"), _value(rate), f"{rate.low:.3f} to {rate.high:.3f}", str(rate.cases)
            )
    console.print(table)
    console.print(text("judged:rest", "en", verbatim=judged.verbatim, unclear=judged.unclear))
    if judged.weak:
        console.print(text("judged:weak", "en"))
    for key, ids in (("judged:unsupported", judged.unsupported), ("judged:wrong", judged.wrong)):
        if ids:
            console.print(f"{text(key, 'en')}: {', '.join(ids)}", markup=False, highlight=False)


def _failures(run: Run) -> Table:
    table = Table("Question", "Kind", "Failed in", title="Failures")
    for case in run.questions:
        if case.failures:
            table.add_row(case.id, case.kind, "; ".join(text(f"failed:{f}", "en") for f in case.failures))
    return table


def _right(name: str) -> Column:
    return Column(name, justify="right", no_wrap=name == "95 % interval")
