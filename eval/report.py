"""Shows a run as tables, and keeps it as JSON under the library's folder."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any, Literal

from rich.console import Console
from rich.table import Column, Table

from eval.harness import Result
from eval.leaks import PERSON
from eval.metrics import Tally, latencies
from ingest.home import Home
from ingest.settings import Settings

_NAMES = {
    "recall@1": "Recall@1",
    "recall@5": "Recall@5",
    "recall@10": "Recall@10",
    "mrr": "MRR",
    "ndcg@10": "nDCG@10",
    "facts@5": "Key facts in top 5",
    "facts_in_answer": "Key facts in the answer",
    "facts_in_quotes": "Key facts in the quotes shown",
    "citation_precision": "Citation precision",
    "cited_passages": "Citation recall (passages)",
    "cited_documents": "Citation recall (documents)",
    "false_answer": "False answers",
    "false_refusal": "False refusals",
    "worded_by_model": "Worded by the model",
    "nothing_to_check": "Citations with nothing to check",
}
# A count, not a rate: it must be 0.
_COUNTED = "numbers_lacking"


def as_dict(result: Result, gold: Path) -> dict[str, Any]:
    """The run as JSON; only ``timings`` differs between two runs over the same library."""
    return {
        "gold": {"file": gold.name, "sha256": digest(gold), "questions": len(result.outcomes)},
        "mode": result.mode,
        "model": result.model,
        "library": {"documents": result.documents, "passages": result.passages},
        "metrics": _rates(result.sums()["all"]),
        "by_kind": {
            k: {"questions": result.size("kind", k), **_rates(t)} for k, t in result.sums("kind").items()
        },
        "by_language": {
            k: {"questions": result.size("language", k), **_rates(t)}
            for k, t in result.sums("language").items()
        },
        "leaks": {
            "planted": result.planted,
            "person": sum(leak.type == PERSON for leak in result.leaks),
            "structured": sum(leak.type != PERSON for leak in result.leaks),
            "found": [vars(leak) for leak in result.leaks],
        },
        "questions": [
            {
                "id": o.question.id,
                "kind": o.question.kind,
                "language": o.question.language,
                "status": o.status,
                "measures": {k: round(t.hit, 4) for k, t in o.tallies.items()},
                "failures": list(o.reasons),
            }
            for o in result.outcomes
        ],
        "timings": latencies(o.timings_ms for o in result.outcomes),
    }


def save(result: Result, gold: Path, settings: Settings) -> Path:
    """Write ``evaluations/GOLD-MODE.json`` below the library's folder, over the run before."""
    folder = Home(settings.home).evaluations
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{gold.stem}-{result.mode}.json"
    path.write_text(json.dumps(as_dict(result, gold), ensure_ascii=False, indent=2) + "\n", "utf-8")
    return path


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def show(result: Result, console: Console, failures: bool = False) -> None:
    """Print the tables; with ``failures`` also each question that failed and why."""
    console.print(_overall(result))
    console.print(_groups(result))
    console.print(_times(result))
    if result.planted:
        _show_leaks(result, console)
    if failures:
        console.print(_failures(result))


def _overall(result: Result) -> Table:
    title = f"{len(result.outcomes)} questions, {result.mode}, {result.passages} passages"
    table = Table("Measure", _right("Value"), _right("Cases"), title=title)
    sums = result.sums()["all"]
    for key, name in _NAMES.items():
        if key in sums and sums[key].of:
            table.add_row(name, _percent(sums[key]), str(sums[key].of))
    if _COUNTED in sums:
        table.add_row("Numbers lacking in the citation", f"{sums[_COUNTED].hit:.0f}", str(sums[_COUNTED].of))
    return table


def _groups(result: Result) -> Table:
    every = ("recall@5", "facts_in_quotes", "facts_in_answer", "false_refusal", "false_answer")
    keys = [k for k in every if k in result.sums()["all"]]
    table = Table("Group", _right("n"), *(_right(_NAMES[k]) for k in keys), title="By kind and language")
    groups: tuple[Literal["kind"], Literal["language"]] = ("kind", "language")
    for by in groups:
        for name, sums in result.sums(by).items():
            cells = [_percent(sums[k]) if k in sums else "–" for k in keys]
            table.add_row(name, str(result.size(by, name)), *cells)
        table.add_section()
    return table


def _times(result: Result) -> Table:
    table = Table("Stage", _right("p50 ms"), _right("p95 ms"), _right("n"), title="Latency")
    for stage, row in latencies(o.timings_ms for o in result.outcomes).items():
        table.add_row(stage, f"{row['p50']:.0f}", f"{row['p95']:.0f}", str(row["count"]))
    return table


def _show_leaks(result: Result, console: Console) -> None:
    structured = Counter(leak.type for leak in result.leaks if leak.type != PERSON)
    names = sum(leak.type == PERSON for leak in result.leaks)
    console.print(
        f"Planted personal data: {result.planted} values looked for, "
        f"{sum(structured.values())} structured and {names} names found."
    )
    for leak in result.leaks:
        console.print(f"  {leak.type} {leak.where} in {leak.found_in}")


def _failures(result: Result) -> Table:
    table = Table("Question", "Kind", "Reason", title="Failures")
    for o in result.outcomes:
        if o.reasons:
            table.add_row(o.question.id, o.question.kind, "; ".join(o.reasons))
    return table


def _right(name: str) -> Column:
    return Column(name, justify="right")


def _percent(tally: Tally) -> str:
    return "–" if tally.rate is None else f"{tally.rate:.3f}"


def _rates(sums: dict[str, Tally]) -> dict[str, Any]:
    return {
        k: {"value": None if t.rate is None else round(t.rate, 4), "hits": round(t.hit, 4), "cases": t.of}
        for k, t in sums.items()
    }
