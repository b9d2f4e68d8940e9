"""Puts every gold question through the code that users run, and scores what comes back."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import Literal

from assistant.answer import Answer, EvidenceFound, Finished
from assistant.answerer import Answerer, open_answerer
from assistant.retrieve import Hit
from eval import detail, leaks, metrics, scoring
from eval.detail import Detail
from eval.gold import Question
from eval.injected import falls
from eval.leaks import Leak, Planted
from eval.metrics import Tally
from eval.perturbed import Put, silent
from eval.shelf import Shelf
from eval.withheld import Withholding
from ingest.errors import ModelError
from ingest.home import Home
from ingest.settings import Settings
from ingest.store import contributors as contributor_store
from ingest.store import documents as store

Mode = Literal["retrieval", "quoted", "composed"]


@dataclass(frozen=True)
class Outcome:
    """One question's measures, and what was shown for it.

    ``reasons`` name what it failed in (see :data:`eval.measures.FAILURES`), empty where it did not.
    """

    question: Question
    status: str
    tallies: dict[str, Tally]
    timings_ms: dict[str, float]
    reasons: tuple[str, ...] = ()
    detail: Detail = field(default_factory=Detail)
    model: str | None = None
    answer: Answer | None = None  # as it was shown, for a judge; never saved


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
    library_sha256: str = ""
    perturbation: str = ""
    left_out: int = 0

    def sums(self, by: Literal["kind", "language"] | None = None) -> dict[str, dict[str, Tally]]:
        """Tallies by kind or language, or under ``all``."""
        groups: dict[str, list[dict[str, Tally]]] = {}
        for o in self.outcomes:
            groups.setdefault(getattr(o.question, by) if by else "all", []).append(o.tallies)
        return {name: metrics.add(many) for name, many in sorted(groups.items())}

    def size(self, by: Literal["kind", "language"], name: str) -> int:
        """Questions of a group."""
        return sum(getattr(o.question, by) == name for o in self.outcomes)


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
    return run_put(Put(settings, tuple(gold)), mode, progress, planted, home_too)


def run_put(
    put: Put,
    mode: Mode,
    progress: Callable[[int, int], None] = lambda done, total: None,
    planted: Sequence[Planted] = (),
    home_too: bool = False,
    answerer: Answerer | None = None,
) -> Result:
    """As :func:`run`, with the questions put as :mod:`eval.perturbed` has prepared them.

    ``answerer`` is one that is open already, of a library that is not that of the settings, such as a
    question set's own paragraphs: public text that nobody scrubbed, so that no passage of it is kept. It is
    closed at the end.
    """
    settings, gold, own = put.settings, put.gold, answerer is None
    answerer = answerer or open_answerer(settings)
    if put.name == "withheld":
        answerer.retriever = Withholding(answerer.retriever)
    try:
        shelf = Shelf(answerer.library)
        asking = _Asking(answerer, shelf, planted, _credits(answerer), _scrub(settings), put, own)
        _warm(answerer, gold, mode)
        outcomes = []
        for i, question in enumerate(gold):
            progress(i, len(gold))
            outcomes.append(asking.retrieve(question) if mode == "retrieval" else asking.ask(question, mode))
        progress(len(gold), len(gold))
        documents, passages = store.counts(answerer.library)
        found = asking.met
        if home_too:
            found += leaks.in_passages(answerer.library, planted)
    finally:
        answerer.close()
    if home_too:
        found += leaks.in_home(Home(settings.home).root, planted, asking.credited)
    kept = [o for o in outcomes if o is not None]
    return Result(
        mode=mode,
        model=next((o.model for o in kept if o.model), None),
        documents=documents,
        passages=passages,
        outcomes=tuple(kept),
        leaks=tuple(found),
        planted=len(planted),
        library_sha256=asking.shelf.digest(),
        perturbation=put.name or "",
        left_out=put.left_out + len(outcomes) - len(kept),
    )


@dataclass
class _Asking:
    """What every question is asked and scored with; ``met`` gathers the leaks shown."""

    answerer: Answerer
    shelf: Shelf
    planted: Sequence[Planted]
    credited: frozenset[str]
    scrub: Callable[[str], str]
    put: Put
    own_library: bool
    met: list[Leak] = field(default_factory=list)

    def retrieve(self, question: Question) -> Outcome:
        start = time.perf_counter()
        hits = self._search(question)
        took = (time.perf_counter() - start) * 1000
        tallies = scoring.retrieval(question, hits)
        kept = self._kept(
            question, detail.of_search(question, hits, self.shelf.evidence(question), self.scrub)
        )
        return Outcome(question, "searched", tallies, {"search": took}, scoring.reasons(tallies), kept)

    def ask(self, question: Question, mode: Literal["quoted", "composed"]) -> Outcome | None:
        """None where the passages of the question were withheld, and others answered it rightly."""
        start = time.perf_counter()
        first = 0.0
        answer = None
        with self._withheld(question):
            for event in self.answerer.stream(self.put.asked(question), question.turns, mode):
                if isinstance(event, EvidenceFound):
                    first = (time.perf_counter() - start) * 1000
                elif isinstance(event, Finished):
                    answer = event.answer
        assert answer is not None, "a stream of events ends with Finished"
        timings = {"first_evidence": first, **answer.timings_ms}
        scored = question
        if self.put.name == "withheld":
            scored = silent(question)
            stated = scoring.facts_in(question, [s.quote for s in answer.sources])
            if answer.status != "refused" and all(stated):
                return None
        tallies = {
            **(scoring.retrieval(question, self._search(question)) if scored.answerable else {}),
            **scoring.answer(scored, answer),
        }
        if attack := self.put.attacks.get(question.id):
            tallies["misled"] = Tally(float(bool(falls(attack, answer))))
        if mode == "composed":
            tallies["worded_by_model"] = Tally(float(answer.status == "answered"))
        met = leaks.in_answer(answer, self.planted, self.credited)
        self.met += [Leak(p.where, p.type, question.id) for p in met]
        kept = self._kept(
            question, detail.of_answer(question, answer, self.shelf.evidence(question), self.scrub)
        )
        reasons = scoring.reasons(tallies, leaked=bool(met))
        return Outcome(scored, answer.status, tallies, timings, reasons, kept, answer.model, answer)

    def _withheld(self, question: Question) -> AbstractContextManager[None]:
        """While it lasts the question's passages are not found, where the run withholds them."""
        if not isinstance(self.answerer.retriever, Withholding):
            return nullcontext()
        # Of a question set the paragraph is withheld, as its makers would have it, and not a piece of it.
        hidden = self.shelf.holding(question, whole=not self.own_library)
        return self.answerer.retriever.without(hidden.__contains__)

    def _kept(self, question: Question, shown: Detail) -> Detail:
        if (asked := self.put.asked(question)) != question.question:
            shown = shown.model_copy(update={"asked_as": self.scrub(asked)})
        if not self.own_library:
            shown = detail.without_passages(shown)
        return detail.safe(shown, self.planted)

    def _search(self, question: Question) -> list[Hit]:
        return self.answerer.retriever.search(
            self.answerer.retriever.read(self.put.asked(question), question.turns), scoring.DEPTH
        )


def _scrub(settings: Settings) -> Callable[[str], str]:
    from ingest.scrub import Scrubber

    scrubber = Scrubber(settings.scrub)
    return lambda text: scrubber.scrub_question(text).text


def _warm(answerer: Answerer, gold: Sequence[Question], mode: Mode) -> None:
    # Loading the analyser and the models is not the time of a question.
    answerer.retriever.search(answerer.retriever.read(gold[0].question), scoring.DEPTH)
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
