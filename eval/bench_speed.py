"""Measures how fast evidence is shown, alone and with 16 askers at once, and what memory it takes.

``python -m eval.bench_speed GOLD [--sizes 1000 10000 200000] [--askers 16] [--keep FOLDER]`` on the library under
JANGIN_HOME, from which libraries of the other sizes are made (:mod:`eval.scale`).
"""

from __future__ import annotations

import argparse
import itertools
import resource
import statistics
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from assistant.answer import EvidenceFound
from assistant.answerer import Answerer, open_answerer
from assistant.chat.line import Line
from eval.gold import Question, load
from eval.scale import grow
from ingest.home import Home
from ingest.index.embedder import open_embedder
from ingest.korean import kiwi
from ingest.settings import load_settings
from ingest.store import documents as store

WARM_UP = 10


class Spent:
    """Seconds spent in calls of the libraries that search and embed, by name."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)

    def watch(self, owner: Any, method: str, name: str) -> None:
        inner: Callable[..., Any] = getattr(owner, method)

        def timed(*args: Any, **kwargs: Any) -> Any:
            start = time.perf_counter()
            try:
                return inner(*args, **kwargs)
            finally:
                self.seconds[name] += time.perf_counter() - start

        setattr(owner, method, timed)


def alone(answerer: Answerer, gold: Sequence[Question]) -> tuple[list[float], dict[str, float]]:
    """Seconds to the evidence of each question, and seconds in all by what they went into."""
    for q in gold[:WARM_UP]:
        answerer.answer(q.question, q.turns, mode="quoted")
    spent = Spent()
    retriever = answerer.retriever
    spent.watch(retriever.embedder, "question", "embedding")
    spent.watch(retriever.words, "search", "words")
    spent.watch(retriever._vectors, "search", "vectors")
    spent.watch(retriever._vectors, "near", "vectors")
    spent.watch(store, "passages", "SQLite")
    for method in ("tokenize", "split_into_sents", "space"):
        spent.watch(kiwi(), method, "Kiwi")
    found = []
    for q in gold:
        start = time.perf_counter()
        answerer.answer(q.question, q.turns, mode="quoted")
        found.append(time.perf_counter() - start)
    return found, {**spent.seconds, "our own code": sum(found) - sum(spent.seconds.values())}


def together(answerer: Answerer, gold: Sequence[Question], askers: int) -> tuple[float, list[float]]:
    """Questions a second in all, and seconds to the evidence for each, with so many asking without a pause."""
    line, found, questions = Line(answerer), list[float](), iter(itertools.cycle(gold))
    each = max(4, len(gold) // askers)

    def ask() -> None:
        for _ in range(each):
            q = next(questions)
            start = time.perf_counter()
            for event in line.ask(q.question, q.turns).events():
                if isinstance(event, EvidenceFound):
                    found.append(time.perf_counter() - start)

    threads = [threading.Thread(target=ask) for _ in range(askers)]
    start = time.perf_counter()
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    taken = time.perf_counter() - start
    line.close()
    return len(found) / taken, found


def p(values: Sequence[float], percent: int) -> float:
    """A percentile in milliseconds."""
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1] * 1000


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("--sizes", type=int, nargs="*", default=[10_000])
    parser.add_argument("--askers", type=int, default=16)
    parser.add_argument("--keep", type=Path, help="where made libraries are kept for the next time")
    given = parser.parse_args()
    gold = load(given.gold)
    settings = load_settings(llm={"provider": "none"})
    folder = given.keep or Path(tempfile.mkdtemp(prefix="jangin-scale-"))
    for size in given.sizes:
        home = Home(folder / str(size))
        if not home.exists():
            start = time.perf_counter()
            grow(Home(settings.home), home, size, open_embedder(settings.embedding).name)
            print(f"made {size} passages in {time.perf_counter() - start:.0f} s", flush=True)
        answerer = open_answerer(load_settings(home=home.root, llm={"provider": "none"}))
        found, spent = alone(answerer, gold)
        total = sum(found)
        shares = "  ".join(f"{name} {seconds / total:.0%}" for name, seconds in spent.items())
        print(
            f"{size} passages, {len(gold)} questions: p50 {p(found, 50):.0f} ms  p95 {p(found, 95):.0f} ms  {shares}"
        )
        rate, waited = together(answerer, gold, given.askers)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"  {given.askers} askers: {rate:.1f} questions a second, evidence after p50 {p(waited, 50):.0f} ms "
            f"p95 {p(waited, 95):.0f} ms; memory at most {memory:.0f} MB",
            flush=True,
        )
        answerer.close()


if __name__ == "__main__":
    main()
