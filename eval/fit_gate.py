"""Fits the rule that decides whether to answer at all: ``python -m eval.fit_gate GOLD``.

A question teaches 1 where it is answerable and the evidence chosen for it holds the answer, 0 where
it is unanswerable; an answerable question whose evidence was not found teaches nothing, but counts
as refused or not in the rates. All rates are out of fold: each question is judged by rules that
never saw it, in 5-fold cross-validation repeated with ten fixed seeds.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from numpy.typing import NDArray

from assistant import evidence, gate
from assistant.answerer import READ, Answerer, open_answerer
from assistant.retrieve import read_question
from eval import gold as gold_questions
from eval import scoring
from eval.gold import Question
from eval.logistic import Floats, fit, out_of_fold
from eval.report import digest
from ingest.index.embedder import open_embedder
from ingest.settings import default_settings

# The rates that a release must keep; their ratio says how much a false answer weighs.
MOST_FALSE_ANSWERS = 0.20
MOST_FALSE_REFUSALS = 0.15
# Weak penalties fit the noise of so few questions: weights of the wrong sign were seen below 3.
_PENALTIES = (3.0, 10.0, 30.0)
_THRESHOLDS = tuple(round(0.1 + 0.02 * i, 2) for i in range(41))
NAMES = tuple(f.name for f in fields(gate.Features))


@dataclass(frozen=True)
class Cases:
    """The gold questions as the gate sees them; arrays have one row a question.

    ``refused`` marks questions that never reach the gate, since they name an unknown code or are unrelated.
    """

    x: Floats
    answerable: Floats
    teaches: NDArray[np.bool_]
    refused: NDArray[np.bool_]
    questions: tuple[Question, ...]

    @property
    def strata(self) -> list[str]:
        return [str(int(a)) for a in self.answerable]


@dataclass(frozen=True)
class Rates:
    """Shares of unanswerable questions answered, and of answerable ones refused."""

    false_answers: float
    false_refusals: float

    @property
    def cost(self) -> float:
        """1 or less where both rates are within bounds; a small weight on the sum breaks ties."""
        a, r = self.false_answers / MOST_FALSE_ANSWERS, self.false_refusals / MOST_FALSE_REFUSALS
        return max(a, r) + 0.1 * (a + r)


def collect(answerer: Answerer, questions: Sequence[Question]) -> Cases:
    """Features and labels, through the same retrieval and choice of evidence as an answer."""
    rows, teaches, refused = [], [], []
    for q in questions:
        query = read_question(q.question, q.turns)
        weighed = evidence.weights(query, answerer.retriever.words.frequency)
        hits = answerer.retriever.search(query, READ)
        chosen = evidence.choose(hits, weighed, answerer.settings.answer.max_evidence)
        rows.append(astuple(gate.measure(query, hits, chosen)))
        unknown = any(not answerer.retriever.words.frequency(c)[0] for c in query.codes)
        unknown = unknown or gate.unrelated(chosen, weighed)
        refused.append(unknown)
        texts = [e.hit.passage.text for e in chosen]
        held = any(scoring.entries_held(q, e.hit.document["name"], e.hit.passage.text) for e in chosen)
        found = held or (q.answerable and all(scoring.facts_in(q, texts)))
        teaches.append(not unknown and (found or not q.answerable))
    return Cases(
        np.array(rows, dtype=np.float64),
        np.array([float(q.answerable) for q in questions]),
        np.array(teaches),
        np.array(refused),
        tuple(questions),
    )


def rates(cases: Cases, predicted: Floats, threshold: float) -> Rates:
    """Mean rates over the repetitions; ``predicted`` has shape (repetitions, n)."""
    opens = (predicted >= threshold) & ~cases.refused
    yes = cases.answerable == 1
    return Rates(float(opens[:, ~yes].mean()), float(1 - opens[:, yes].mean()))


def search(cases: Cases) -> tuple[float, float, Floats]:
    """(penalty, threshold, out-of-fold probabilities) of the least cost."""
    tried = []
    for penalty in _PENALTIES:
        predicted = out_of_fold(cases.x, cases.answerable, cases.teaches, cases.strata, penalty)
        tried += [(rates(cases, predicted, t).cost, penalty, t, predicted) for t in _THRESHOLDS]
    _, penalty, threshold, predicted = min(tried, key=lambda row: row[:3])
    return penalty, threshold, predicted


def ablate(cases: Cases) -> list[tuple[str, Rates]]:
    """The best rates without each feature in turn, all features first."""
    found = []
    for name in ("", *NAMES):
        kept = np.array([n != name for n in NAMES])
        part = Cases(cases.x[:, kept], cases.answerable, cases.teaches, cases.refused, cases.questions)
        _, threshold, predicted = search(part)
        found.append((name, rates(part, predicted, threshold)))
    return found


def main(
    gold: Annotated[Path, typer.Argument(help="Gold questions, one JSON object a line.")],
    without_each: Annotated[bool, typer.Option("--ablate", help="Rates without each feature.")] = False,
    write: Annotated[bool, typer.Option("--write/--dry-run", help="Replace assistant/gate.json.")] = True,
) -> None:
    """Fit the gate to a gold set on the library of the settings."""
    from rich.console import Console
    from rich.table import Table

    console = Console()
    answerer = open_answerer(default_settings())
    try:
        cases = collect(answerer, gold_questions.load(gold))
    finally:
        answerer.close()
    penalty, threshold, predicted = search(cases)
    table = Table("Threshold", "False answers", "False refusals", title="Out of fold")
    for t in sorted({threshold, *_THRESHOLDS[::5]}):
        r = rates(cases, predicted, t)
        mark = " ←" if t == threshold else ""
        table.add_row(f"{t:.2f}{mark}", f"{r.false_answers:.3f}", f"{r.false_refusals:.3f}")
    console.print(table)
    for name, r in ablate(cases) if without_each else ():
        label = f"without {name}" if name else "all features"
        console.print(f"{label:20} {r.false_answers:.3f} {r.false_refusals:.3f} cost {r.cost:.3f}")
    _show_mistakes(console, cases, predicted, threshold)
    stored = _stored(cases, penalty, threshold, predicted, gold)
    console.print_json(data=stored)
    if write:
        gate.FITTED.write_text(json.dumps(stored, indent=2) + "\n", "utf-8")
        console.print(f"Written to {gate.FITTED.name}")


def _show_mistakes(console: Any, cases: Cases, predicted: Floats, threshold: float) -> None:
    opens = ((predicted >= threshold) & ~cases.refused).mean(0)
    for q, share in zip(cases.questions, opens, strict=True):
        wrong = 1 - share if q.answerable else share
        if wrong > 0.5:
            console.print(
                f"{q.id} {q.kind}: {'refused' if q.answerable else 'answered'} in {wrong:.0%} of folds"
            )


def _stored(cases: Cases, penalty: float, threshold: float, predicted: Floats, gold: Path) -> dict[str, Any]:
    rule = fit(cases.x[cases.teaches], cases.answerable[cases.teaches], penalty)
    measured = rates(cases, predicted, threshold)
    return {
        "weights": {n: round(float(w), 4) for n, w in zip(NAMES, rule.weights, strict=True)},
        "bias": round(rule.bias, 4),
        "threshold": threshold,
        "fitted": {
            "gold": gold.name,
            "embedding": open_embedder(default_settings().embedding).name,
            "sha256": digest(gold),
            "questions": len(cases.questions),
            "taught_by": int(cases.teaches.sum()),
            "penalty": penalty,
            "cross_validated_false_answers": round(measured.false_answers, 3),
            "cross_validated_false_refusals": round(measured.false_refusals, 3),
        },
    }


if __name__ == "__main__":
    typer.run(main)
