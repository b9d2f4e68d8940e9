"""Measures refusal on a public question set.

``python -m eval.bench_refusal FILE --cache FOLDER [--questions 1000]``: as many answerable questions as
unanswerable ones. Where the file marks unanswerable questions (SQuAD 2.0) these are asked; where it has
none (KorQuAD), the answerable ones are asked again with their own paragraph withheld from what search finds.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import asdict, astuple, fields
from pathlib import Path
from typing import Any

import numpy as np

from assistant import evidence, gate
from assistant.answerer import READ
from assistant.retrieve import Retriever
from eval import refusal
from eval.pool import open_pool
from eval.refusal import Judged
from eval.squad import Asked, QuestionSet, read
from eval.withheld import Hides, Withholding
from ingest.settings import load_settings

NAMES = tuple(f.name for f in fields(gate.Features))
# With fewer, a fold may hold no question of one sort.
FEWEST = 10
Case = tuple[Asked, bool]  # a question, and whether its paragraph is withheld


def cases(found: QuestionSet, limit: int | None) -> list[Case]:
    """Answerable questions, then as many unanswerable ones or the same with their paragraph withheld."""
    yes, no = found.sample(limit), found.sample(limit, answerable=False)
    if no:
        n = min(len(yes), len(no))
        yes, no = found.sample(n), found.sample(n, answerable=False)
    return [(q, False) for q in yes] + ([(q, False) for q in no] or [(q, True) for q in yes])


def of_paragraph(paragraph: str) -> Hides:
    """Tells the passages that a paragraph was cut into (see :mod:`eval.pool`)."""
    return lambda passage: passage.rsplit("-", 1)[0] == paragraph


def judge(
    whole: Retriever,
    asked: Sequence[Case],
    tell: Callable[[int, int], None] = lambda done, total: None,
) -> Judged:
    """Ask each question as the answerer reads it, up to where the gate decides."""
    retriever = Withholding(whole)
    rule, rows, settled = gate.fitted(), [], []
    for n, (question, without) in enumerate(asked):
        tell(n, len(asked))
        query = retriever.read(question.text)
        weighed = evidence.weights(query, retriever.words.frequency)
        with retriever.without(of_paragraph(question.paragraph)) if without else nullcontext():
            hits = evidence.admit(retriever.search(query, 2 * READ), READ)
        unknown = any(not retriever.words.frequency(c)[0] for c in query.codes)
        settled.append(unknown or gate.unrelated(hits, weighed))
        rows.append(gate.measure(query, hits, weighed))
    return Judged(
        np.array([astuple(r) for r in rows], dtype=np.float64),
        np.array([rule.confidence(r) for r in rows]),
        np.array(settled),
        np.array([q.answerable and not without for q, without in asked]),
        tuple(q.id for q, _ in asked),
    )


def report(judged: Judged) -> dict[str, Any]:
    """Every figure, by name."""
    opens, confidence = refusal.own_rule(judged)
    shipped = refusal.accuracy(judged, judged.confidence >= gate.fitted().threshold)
    found = {
        "as shipped": shipped,
        "own threshold": refusal.accuracy(judged, refusal.own_threshold(judged)),
        "own weights": refusal.accuracy(judged, opens),
    }
    figures: dict[str, Any] = {k: {**asdict(a), "balanced": a.balanced} for k, a in found.items()}
    figures["auc as shipped"] = refusal.auc(judged.confidence, judged.answerable)
    figures["auc own weights"] = float(np.mean([refusal.auc(c, judged.answerable) for c in confidence]))
    figures["auc of features"] = {
        name: refusal.auc(judged.x[:, i], judged.answerable) for i, name in enumerate(NAMES)
    }
    figures["balanced without"] = {
        name: refusal.accuracy(
            judged, refusal.own_rule(judged, [j for j in range(len(NAMES)) if j != i])[0]
        ).balanced
        for i, name in enumerate(NAMES)
    }
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--cache", type=Path, required=True, help="folder that keeps what was embedded")
    parser.add_argument("--questions", type=int, default=1000, help="of each sort, spread over the file")
    parser.add_argument("--json", type=Path, help="write the figures there too")
    given = parser.parse_args()
    found = read(given.file)
    asked = cases(found, given.questions)
    if len(asked) < 2 * FEWEST:
        parser.error(
            f"{given.file} gives {len(asked) // 2} questions of each sort: at least {FEWEST} are needed."
        )
    retriever = open_pool(load_settings(), found, given.cache, _progress("paragraphs"))
    figures = report(judge(retriever, asked, _progress("questions")))
    print(f"\r{len(asked) // 2} answerable and {len(asked) // 2} unanswerable questions")
    for name, value in figures.items():
        if isinstance(value, dict):
            print(f"{name:16} " + "  ".join(f"{k} {v:.3f}" for k, v in value.items()))
        else:
            print(f"{name:16} {value:.3f}")
    if given.json:
        given.json.write_text(json.dumps(figures, indent=2) + "\n", "utf-8")


def _progress(what: str) -> Callable[[int, int], None]:
    return lambda done, total: print(f"\r{done}/{total} {what}", end="", flush=True)


if __name__ == "__main__":
    main()
