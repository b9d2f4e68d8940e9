"""Measures refusal on a public question set.

``python -m eval.bench_refusal FILE --cache FOLDER [--questions 1000]``: as many answerable questions as
unanswerable ones. Where the file marks unanswerable questions (SQuAD 2.0) these are asked; where it has
none (KorQuAD), or with ``--withhold``, the answerable ones are asked again with their own paragraph withheld
from what search finds. Two rules are measured: the gate, which refuses, and certainty, which tells what is
shown as an answer from what is shown as merely near.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import asdict, astuple, fields
from pathlib import Path
from typing import Any

import numpy as np

from assistant import certainty, evidence, gate
from assistant.answerer import READ
from assistant.retrieve import Retriever
from eval import refusal
from eval.pool import open_pool
from eval.refusal import Bools, Judged
from eval.squad import Asked, QuestionSet, read
from eval.withheld import Hides, Withholding
from ingest.settings import load_settings

RULES = {"gate": gate, "certainty": certainty}
NAMES = {name: tuple(f.name for f in fields(rule.Features)) for name, rule in RULES.items()}
# With fewer, a fold may hold no question of one sort.
FEWEST = 10
Case = tuple[Asked, bool]  # a question, and whether its paragraph is withheld


def cases(found: QuestionSet, limit: int | None, withhold: bool = False) -> list[Case]:
    """Answerable questions, then as many unanswerable ones or the same with their paragraph withheld."""
    yes, no = found.sample(limit), [] if withhold else found.sample(limit, answerable=False)
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
) -> dict[str, Judged]:
    """Ask each question as the answerer reads it, up to where each rule decides."""
    retriever, settled = Withholding(whole), []
    rows: dict[str, list[Any]] = {name: [] for name in RULES}
    for n, (question, without) in enumerate(asked):
        tell(n, len(asked))
        query = retriever.read(question.text)
        weighed = evidence.weights(query, retriever.words.frequency)
        with retriever.without(of_paragraph(question.paragraph)) if without else nullcontext():
            hits = evidence.admit(retriever.search(query, 2 * READ), READ)
        unknown = any(not retriever.words.frequency(c)[0] for c in query.codes)
        settled.append(unknown or gate.unrelated(hits, weighed))
        for name, rule in RULES.items():
            rows[name].append(rule.measure(query, hits, weighed))
    return {
        name: Judged(
            np.array([astuple(r) for r in rows[name]], dtype=np.float64),
            np.array([rule.fitted().confidence(r) for r in rows[name]]),
            np.array(settled),
            np.array([q.answerable and not without for q, without in asked]),
            tuple(q.id for q, _ in asked),
        )
        for name, rule in RULES.items()
    }


def report(judged: Mapping[str, Judged]) -> dict[str, Any]:
    """Every figure, by name; ``as shipped`` counts what is shown, or shown as an answer for certain."""
    opens = {name: j.confidence >= RULES[name].fitted().threshold for name, j in judged.items()}
    shown = {"gate": opens["gate"], "certainty": opens["gate"] & opens["certainty"]}
    return {
        f"{name} {what}": value for name, j in judged.items() for what, value in _of(name, j, shown[name])
    }


def _of(name: str, judged: Judged, shown: Bools) -> Iterator[tuple[str, Any]]:
    own, confidence = refusal.own_rule(judged)
    decided = {"as shipped": shown, "own threshold": refusal.own_threshold(judged), "own weights": own}
    for way, decisions in decided.items():
        found = refusal.accuracy(judged, decisions)
        yield way, {**asdict(found), "balanced": found.balanced}
    yield "auc as shipped", refusal.auc(judged.confidence, judged.answerable)
    yield "auc own weights", float(np.mean([refusal.auc(c, judged.answerable) for c in confidence]))
    yield (
        "auc of features",
        {n: refusal.auc(judged.x[:, i], judged.answerable) for i, n in enumerate(NAMES[name])},
    )
    without = {
        n: refusal.own_rule(judged, [j for j in range(len(NAMES[name])) if j != i])[0]
        for i, n in enumerate(NAMES[name])
    }
    yield "balanced without", {n: refusal.accuracy(judged, rest).balanced for n, rest in without.items()}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--cache", type=Path, required=True, help="folder that keeps what was embedded")
    parser.add_argument("--questions", type=int, default=1000, help="of each sort, spread over the file")
    parser.add_argument("--withhold", action="store_true", help="even where the file marks unanswerable ones")
    parser.add_argument("--json", type=Path, help="write the figures there too")
    given = parser.parse_args()
    found = read(given.file)
    asked = cases(found, given.questions, given.withhold)
    if len(asked) < 2 * FEWEST:
        parser.error(
            f"{given.file} gives {len(asked) // 2} questions of each sort: at least {FEWEST} are needed."
        )
    retriever = open_pool(load_settings(), found, given.cache, _progress("paragraphs"))
    figures = report(judge(retriever, asked, _progress("questions")))
    print(f"\r{len(asked) // 2} answerable and {len(asked) // 2} unanswerable questions")
    for name, value in figures.items():
        if isinstance(value, dict):
            print(f"{name:26} " + "  ".join(f"{k} {v:.3f}" for k, v in value.items()))
        else:
            print(f"{name:26} {value:.3f}")
    if given.json:
        given.json.write_text(json.dumps(figures, indent=2) + "\n", "utf-8")


def _progress(what: str) -> Callable[[int, int], None]:
    return lambda done, total: print(f"\r{done}/{total} {what}", end="", flush=True)


if __name__ == "__main__":
    main()
