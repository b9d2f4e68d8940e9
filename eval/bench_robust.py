"""Asks gold questions with typing errors, and compares what is found and shown with the questions as written.

``python -m eval.bench_robust GOLD [--seeds 3] [--share 0.2]`` on the library under JANGIN_HOME.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from assistant.answerer import Answerer, open_answerer
from eval import metrics, scoring
from eval.gold import Question, load
from eval.metrics import Tally
from eval.perturb import PERTURBATIONS
from ingest.settings import load_settings

SHOWN = ("recall@1", "recall@5", "facts_in_quotes", "false_refusal", "false_answer")


def measure(answerer: Answerer, gold: Sequence[Question], change: Callable[[str], str]) -> dict[str, Tally]:
    """Retrieval and quoted answers over the questions after ``change``; history stays as it was."""
    found = []
    for q in gold:
        text = change(q.question)
        hits = answerer.retriever.search(answerer.retriever.read(text, q.turns), scoring.DEPTH)
        answer = answerer.answer(text, q.turns, mode="quoted")
        found.append({**scoring.retrieval(q, hits), **scoring.answer(q, answer)})
    return metrics.add(found)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--share", type=float, default=0.2, help="share of words or spaces that are wrong")
    given = parser.parse_args()
    gold = load(given.gold)
    answerer = open_answerer(load_settings())
    changes: dict[str, Callable[[str], str]] = {"as written": str}
    for name, change in PERTURBATIONS.items():
        for seed in range(given.seeds):
            changes[f"{name} {seed}"] = partial(change, share=given.share, seed=seed)
    print(f"{len(gold)} questions, {given.share:.0%} of words or spaces")
    for name, altered in changes.items():
        tallies = measure(answerer, gold, altered)
        print(f"{name:12}" + "  ".join(f"{m} {tallies[m].rate:.3f}" for m in SHOWN), flush=True)
    answerer.close()


if __name__ == "__main__":
    main()
