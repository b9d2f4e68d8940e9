"""Puts every gold question through the code that users run, and scores what comes back."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from assistant.answer import EvidenceFound, Finished
from assistant.answerer import Answerer, open_answerer
from assistant.retrieve import read_question
from eval import leaks, metrics, scoring
from eval.gold import Question
from eval.leaks import Leak, Planted
from eval.metrics import Tally
from ingest.errors import ModelError
from ingest.home import Home
from ingest.settings import Settings
from ingest.store import contributors as contributor_store
from ingest.store import documents as store

Mode = Literal["retrieval", "quoted", "composed"]


@dataclass(frozen=True)
class Outcome:
    """One question's measures; ``reasons`` say why it failed, empty where it did not."""

    question: Question
    status: str
    tallies: dict[str, Tally]
    timings_ms: dict[str, float]
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Result:
    """A run. Everything but the outcomes' timings is the same on every run over the same library."""

    mode: Mode
    model: str | None
    documents: int
    passages: int
    outcomes: tuple[Outcome, ...]
    leaks: tuple[Leak, ...] = ()
    planted: int = 0

    def sums(self, by: Literal["kind", "language"] | None = None) -> dict[str, dict[str, Tally]]:
        """Tallies by kind or language, or under ``all``."""
        groups: dict[str, list[dict[str, Tally]]] = {}
        for o in self.outcomes:
            groups.setdefault(getattr(o.question, by) if by else "all", []).append(o.tallies)
        return {name: metrics.add(many) for name, many in sorted(groups.items())}

    def size(self, by: Literal["kind", "language"], name: str) -> int:
        """Questions of a group."""
        return sum(getattr(o.question, by) == name for o in self.outcomes)


@dataclass
class _Seen:
    """What came back for the questions so far."""

    outcomes: list[Outcome] = field(default_factory=list)
    leaks: list[Leak] = field(default_factory=list)
    model: str | None = None


def run(
    settings: Settings,
    gold: Sequence[Question],
    mode: Mode,
    progress: Callable[[int, int], None] = lambda done, total: None,
    planted: Sequence[Planted] = (),
    home_too: bool = False,
) -> Result:
    """Ask every question in ``mode`` and score the answers.

    ``planted`` values are looked for in everything shown and, with ``home_too``, in every stored
    passage and in every file of the library's folder.

    Raises:
        EmptyLibraryError: nothing has been ingested.
        ModelError: mode is ``composed`` and the model of the settings is not there.
    """
    answerer = open_answerer(settings)
    try:
        credited = _credits(answerer)
        _warm(answerer, gold, mode)
        seen = _Seen()
        for i, question in enumerate(gold):
            progress(i, len(gold))
            if mode == "retrieval":
                seen.outcomes.append(_retrieve(answerer, question))
            else:
                _ask(answerer, question, mode, planted, credited, seen)
        progress(len(gold), len(gold))
        documents, passages = store.counts(answerer.library)
        if home_too:
            seen.leaks += leaks.in_passages(answerer.library, planted)
    finally:
        answerer.close()
    if home_too:
        seen.leaks += leaks.in_home(Home(settings.home).root, planted, credited)
    outcomes, found = tuple(seen.outcomes), tuple(seen.leaks)
    return Result(mode, seen.model, documents, passages, outcomes, found, len(planted))


def _retrieve(answerer: Answerer, question: Question) -> Outcome:
    start = time.perf_counter()
    hits = answerer.retriever.search(read_question(question.question, question.turns), scoring.DEPTH)
    took = (time.perf_counter() - start) * 1000
    tallies = scoring.retrieval(question, hits)
    return Outcome(question, "searched", tallies, {"search": took}, scoring.reasons(question, tallies))


def _ask(
    answerer: Answerer,
    question: Question,
    mode: Literal["quoted", "composed"],
    planted: Sequence[Planted],
    credited: frozenset[str],
    seen: _Seen,
) -> None:
    start = time.perf_counter()
    first = 0.0
    answer = None
    for event in answerer.stream(question.question, question.turns, mode):
        if isinstance(event, EvidenceFound):
            first = (time.perf_counter() - start) * 1000
        elif isinstance(event, Finished):
            answer = event.answer
    assert answer is not None, "a stream of events ends with Finished"
    timings = {"first_evidence": first, **answer.timings_ms}
    hits = answerer.retriever.search(read_question(question.question, question.turns), scoring.DEPTH)
    tallies = {**scoring.retrieval(question, hits), **scoring.answer(question, answer)}
    if mode == "composed":
        tallies["worded_by_model"] = Tally(float(answer.status == "answered"))
    met = leaks.in_answer(answer, planted, credited)
    reasons = scoring.reasons(question, tallies) + tuple(f"shows {p.type} {p.where}" for p in met)
    seen.leaks += [Leak(p.where, p.type, question.id) for p in met]
    seen.model = seen.model or answer.model
    seen.outcomes.append(Outcome(question, answer.status, tallies, timings, reasons))


def _warm(answerer: Answerer, gold: Sequence[Question], mode: Mode) -> None:
    # Loading the analyser and the models is not the time of a question.
    answerer.retriever.search(read_question(gold[0].question), scoring.DEPTH)
    if mode == "composed":
        if answerer.model() is None:
            raise ModelError(
                "There is no language model to evaluate: fetch one with `jangin model get`, name one in "
                "jangin.toml, or use --mode quoted."
            )
        answerer.warm()


def _credits(answerer: Answerer) -> frozenset[str]:
    people = contributor_store.all_contributors(answerer.library).values()
    return frozenset(p[p["display"]] for p in people if p["display"] in ("name", "alias") and p[p["display"]])
