"""Fits the rule that decides whether to answer at all.

``python -m eval.fit_gate GOLD --teacher HOME GOLD2`` learns the weights from the questions on a
second factory (``python -m eval.tuning.plant`` writes one, ``jangin ingest`` loads it into HOME) and
sets the threshold by those of the first; so no question of the first teaches a weight. Without
``--teacher`` the gold questions teach the weights too. All rates are out of fold: each question is
judged by a rule and a threshold that never saw it, in 5-fold cross-validation repeated with ten seeds.
"""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer

from assistant import gate
from assistant.answerer import open_answerer
from eval import gold as gold_questions
from eval.gate_cases import Cases, Rates, collect, rates
from eval.logistic import Floats, Rule, fit, folds, out_of_fold
from eval.report import digest
from ingest.index.embedder import open_embedder
from ingest.settings import load_settings

# Weak penalties fit the noise of so few questions: weights of the wrong sign were seen below 3.
PENALTY = 10.0
NAMES = tuple(f.name for f in fields(gate.Features))
_SEEDS = range(10)
_FOLDS = 5


def predict(cases: Cases, teacher: Cases | None) -> Floats:
    """Probabilities by rules that never saw the case, shape (seeds, n)."""
    if teacher is None:
        return out_of_fold(
            cases.x, cases.answerable, cases.teaches, cases.strata, PENALTY, _FOLDS, tuple(_SEEDS)
        )
    probability = fit(*teacher.taught(), PENALTY).probability(cases.x)
    return np.repeat(probability[None], len(_SEEDS), axis=0)


def best_threshold(cases: Cases, predicted: Floats) -> float:
    """The threshold of the least cost, in the middle of the thresholds that are as good."""
    seen = np.unique(predicted)
    # Between neighbouring probabilities, at most 200 places.
    tried = (
        np.unique(np.quantile((seen[1:] + seen[:-1]) / 2, np.linspace(0, 1, 201))) if len(seen) > 1 else seen
    )
    costs = np.array([rates(cases, predicted, t).cost for t in tried])
    return float(np.round(np.median(tried[costs <= costs.min() + 1e-9]), 4))


def honest_rates(cases: Cases, predicted: Floats) -> Rates:
    """The rates where each fold is judged at the threshold that the other folds set."""
    opens = np.zeros_like(predicted, dtype=bool)
    for row, seed in enumerate(_SEEDS):
        assigned = folds(cases.strata, _FOLDS, seed)
        for fold in range(_FOLDS):
            held = assigned == fold
            rest = Cases(
                cases.x[~held], cases.answerable[~held], cases.teaches[~held], cases.refused[~held], ()
            )
            opens[row, held] = predicted[row, held] >= best_threshold(rest, predicted[row : row + 1, ~held])
    return rates(cases, opens.astype(np.float64), 0.5)


def ablate(cases: Cases, teacher: Cases | None) -> list[tuple[str, Rates]]:
    """The rates without each feature in turn, all features first."""
    found = []
    for name in ("", *NAMES):
        kept = np.array([n != name for n in NAMES])
        part = cases.only(kept)
        predicted = predict(part, teacher and teacher.only(kept))
        found.append((name, honest_rates(part, predicted)))
    return found


def _cases(gold: Path, home: Path | None = None) -> Cases:
    settings = load_settings()
    answerer = open_answerer(settings.model_copy(update={"home": home}) if home else settings)
    try:
        return collect(answerer, gold_questions.load(gold))
    finally:
        answerer.close()


def main(
    gold: Annotated[Path, typer.Argument(help="Gold questions, one JSON object a line.")],
    teacher: Annotated[
        tuple[Path, Path] | None, typer.Option(help="HOME and GOLD of a second factory, for the weights.")
    ] = None,
    without_each: Annotated[bool, typer.Option("--ablate", help="Rates without each feature.")] = False,
    write: Annotated[bool, typer.Option("--write/--dry-run", help="Replace assistant/gate.json.")] = True,
) -> None:
    """Fit the gate to a gold set on the library of the settings."""
    from rich.console import Console
    from rich.table import Table

    console = Console()
    cases = _cases(gold)
    taught = _cases(teacher[1], teacher[0]) if teacher else None
    predicted = predict(cases, taught)
    threshold, honest = best_threshold(cases, predicted), honest_rates(cases, predicted)
    table = Table("Threshold", "False answers", "False refusals", title="Questions the weights never saw")
    for t in sorted({threshold, *(round(0.1 + 0.05 * i, 2) for i in range(15))}):
        r = rates(cases, predicted, t)
        table.add_row(
            f"{t:.2f}{' ←' if t == threshold else ''}", f"{r.false_answers:.3f}", f"{r.false_refusals:.3f}"
        )
    console.print(table)
    for name, r in ablate(cases, taught) if without_each else ():
        label = f"without {name}" if name else "all features"
        console.print(f"{label:20} {r.false_answers:.3f} {r.false_refusals:.3f} cost {r.cost:.3f}")
    _show_mistakes(console, cases, predicted, threshold)
    rule = fit(*(taught or cases).taught(), PENALTY)
    paths = [gold, *teacher[1:]] if teacher else [gold]
    stored = _stored(rule, threshold, honest, paths, cases, taught)
    console.print_json(data=stored)
    if write:
        gate.FITTED.write_text(json.dumps(stored, indent=2) + "\n", "utf-8")
        console.print(f"Written to {gate.FITTED.name}")


def _show_mistakes(console: Any, cases: Cases, predicted: Floats, threshold: float) -> None:
    opens = ((predicted >= threshold) & ~cases.refused).mean(0)
    for q, share in zip(cases.questions, opens, strict=True):
        wrong = 1 - share if q.answerable else share
        if wrong > 0.5:
            console.print(f"{q.id} {q.kind}: {'refused' if q.answerable else 'answered'}")


def _stored(
    rule: Rule, threshold: float, honest: Rates, golds: list[Path], cases: Cases, teacher: Cases | None
) -> dict[str, Any]:
    return {
        "weights": {n: round(float(w), 4) for n, w in zip(NAMES, rule.weights, strict=True)},
        "bias": round(rule.bias, 4),
        "threshold": threshold,
        "fitted": {
            "gold": [{"file": g.name, "sha256": digest(g)} for g in golds],
            "embedding": open_embedder(load_settings().embedding).name,
            "questions": len(cases.questions),
            "taught_by": int((teacher or cases).teaches.sum()),
            "penalty": PENALTY,
            "cross_validated_false_answers": round(honest.false_answers, 3),
            "cross_validated_false_refusals": round(honest.false_refusals, 3),
        },
    }


if __name__ == "__main__":
    typer.run(main)
