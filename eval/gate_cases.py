"""Labelled questions as the gate sees them, and how often a rule errs on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass

import numpy as np
from numpy.typing import NDArray

from assistant import evidence, gate
from assistant.answerer import Answerer
from eval import scoring
from eval.gold import Question
from eval.logistic import Floats

# The rates that a release must keep; their ratio says how much a false answer weighs.
MOST_FALSE_ANSWERS = 0.08
MOST_FALSE_REFUSALS = 0.08


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

    def taught(self) -> tuple[Floats, Floats]:
        """The features and labels of the cases that teach."""
        return self.x[self.teaches], self.answerable[self.teaches]

    def only(self, kept: NDArray[np.bool_]) -> Cases:
        """The same with some of the features."""
        return Cases(self.x[:, kept], self.answerable, self.teaches, self.refused, self.questions)


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
    """Features and labels, through the same retrieval and choice of evidence as an answer.

    A question teaches 1 where it is answerable and the evidence chosen for it holds the answer, 0
    where it is unanswerable; an answerable question whose evidence was not found teaches nothing.
    """
    rows, teaches, refused = [], [], []
    for q in questions:
        query = answerer.retriever.read(q.question, q.turns)
        weighed = evidence.weights(query, answerer.retriever.words.frequency)
        hits = answerer.read(query)
        chosen = evidence.choose(hits, weighed, answerer.settings.answer.max_evidence)
        rows.append(astuple(gate.measure(query, hits, weighed)))
        unknown = any(not answerer.retriever.words.frequency(c)[0] for c in query.codes)
        unknown = unknown or gate.unrelated(hits, weighed)
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
