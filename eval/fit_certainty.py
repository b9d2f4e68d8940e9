"""Fits the rule that tells a sure answer from what is merely near.

``python -m eval.fit_certainty HOME GOLD``: every answerable question on a second factory
(``python -m eval.tuning.plant`` writes one, ``jangin ingest`` loads it into HOME) is asked with its passages and
with them withheld. No question that Jangin is measured by teaches a weight or the threshold. The rates shown are
out of fold: both askings of a question are judged by a rule that never saw either.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple, fields
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer

from assistant import certainty, evidence
from assistant.answerer import Answerer, open_answerer
from assistant.certainty import Features
from eval import gold as gold_questions
from eval import refusal, scoring
from eval.gold import Question
from eval.logistic import fit
from eval.refusal import PENALTY, Judged
from eval.report import digest
from eval.shelf import Shelf
from eval.withheld import Withholding
from ingest.index.embedder import open_embedder
from ingest.settings import load_settings

NAMES = tuple(f.name for f in fields(Features))


def collect(
    answerer: Answerer,
    questions: Sequence[Question],
    tell: Callable[[int, int], None] = lambda done, total: None,
) -> Judged:
    """The features of each answerable question, asked with its passages and without.

    With them it teaches where they were found, without them where no other passage states the same.
    """
    shelf, retriever = Shelf(answerer.library), Withholding(answerer.retriever)
    answerer.retriever = retriever
    asked = [q for q in questions if q.answerable]
    rows: list[tuple[Features, bool, str]] = []
    for n, question in enumerate(asked):
        tell(n, len(asked))
        hidden = shelf.holding(question)
        rows += [(found, True, question.id) for found in _asked(answerer, question, hidden)]
        with retriever.without(hidden.__contains__):
            rows += [(found, False, question.id) for found in _asked(answerer, question, frozenset())]
    return Judged(
        np.array([astuple(f) for f, _, _ in rows]),
        np.array([certainty.fitted().confidence(f) for f, _, _ in rows]),
        np.zeros(len(rows), dtype=bool),
        np.array([there for _, there, _ in rows]),
        tuple(group for _, _, group in rows),
    )


def _asked(answerer: Answerer, question: Question, right: frozenset[str]) -> Iterator[Features]:
    """The features, where the asking teaches what it is to teach; ``right`` are the passages to be found, if any."""
    query = answerer.retriever.read(question.question, question.turns)
    hits = answerer.read(query)
    stated = all(scoring.facts_in(question, [h.passage.text for h in hits]))
    found = stated or any(h.passage.id in right for h in hits)
    if hits and found == bool(right):
        yield certainty.measure(query, hits, evidence.weights(query, answerer.retriever.words.frequency))


def stored(judged: Judged, gold: Path) -> dict[str, Any]:
    """The rule as it is kept, with its out-of-fold rates."""
    y = judged.answerable
    rule = fit(judged.x, y.astype(np.float64), PENALTY)
    rates = refusal.accuracy(judged, refusal.own_rule(judged)[0])
    return {
        "weights": {n: round(float(w), 4) for n, w in zip(NAMES, rule.weights, strict=True)},
        "bias": round(rule.bias, 4),
        "threshold": round(refusal.best_threshold(rule.probability(judged.x), y), 4),
        "fitted": {
            "gold": [{"file": gold.name, "sha256": digest(gold)}],
            "embedding": open_embedder(load_settings().embedding).name,
            "with_their_passages": int(y.sum()),
            "withheld": int((~y).sum()),
            "penalty": PENALTY,
            "cross_validated_certain": round(rates.answered, 3),
            "cross_validated_certain_though_withheld": round(1 - rates.refused, 3),
        },
    }


def main(
    home: Annotated[Path, typer.Argument(help="Library of the second factory.")],
    gold: Annotated[Path, typer.Argument(help="Its gold questions, one JSON object a line.")],
    write: Annotated[
        bool, typer.Option("--write/--dry-run", help="Replace assistant/certainty.json.")
    ] = True,
) -> None:
    """Fit certainty to a gold set."""
    answerer = open_answerer(load_settings().model_copy(update={"home": home}))
    try:
        judged = collect(answerer, gold_questions.load(gold), _tell)
    finally:
        answerer.close()
    found = stored(judged, gold)
    typer.echo("\r" + json.dumps(found, indent=2))
    for i, name in enumerate(NAMES):
        rest = refusal.own_rule(judged, [j for j in range(len(NAMES)) if j != i])[0]
        typer.echo(f"without {name:8} balanced {refusal.accuracy(judged, rest).balanced:.3f}")
    if write:
        certainty.FITTED.write_text(json.dumps(found, indent=2) + "\n", "utf-8")
        typer.echo(f"Written to {certainty.FITTED.name}")


def _tell(done: int, total: int) -> None:
    typer.echo(f"\r{done}/{total} questions", nl=False, err=True)


if __name__ == "__main__":
    typer.run(main)
