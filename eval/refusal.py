"""How well answerable questions are told from those that are not: balanced accuracy, AUC, honest thresholds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from eval.logistic import Floats, fit

Bools = NDArray[np.bool_]
FOLDS, SEEDS = 5, tuple(range(10))
# The same weak pull on the weights as in the fit of the shipped gate.
PENALTY = 10.0


@dataclass(frozen=True)
class Judged:
    """Questions as the gate saw them; arrays have one row a question.

    ``x`` are the gate's features, ``confidence`` what it made of them, ``settled`` marks those refused before
    the gate is asked (an unknown code, nothing related found). Rows of one ``group`` share a question (asked
    with its paragraph, and without) and are never parted into what teaches and what is judged.
    """

    x: Floats
    confidence: Floats
    settled: Bools
    answerable: Bools
    groups: tuple[str, ...]


@dataclass(frozen=True)
class Accuracy:
    """Shares of right decisions; ``margin`` is half the 95 % interval of ``balanced``."""

    answered: float  # of answerable questions
    refused: float  # of unanswerable ones
    margin: float

    @property
    def balanced(self) -> float:
        return (self.answered + self.refused) / 2


def accuracy(judged: Judged, opens: Bools) -> Accuracy:
    """The accuracy of decisions to answer; ``opens`` has shape (n,) or (repetitions, n)."""
    yes = judged.answerable
    right = np.atleast_2d(opens & ~judged.settled)
    answered, refused = float(right[:, yes].mean()), float(1 - right[:, ~yes].mean())
    # Two independent shares: the normal approximation is good to the third digit from some hundred questions on.
    spread = answered * (1 - answered) / max(1, int(yes.sum())) + refused * (1 - refused) / max(
        1, int((~yes).sum())
    )
    return Accuracy(answered, refused, NormalDist().inv_cdf(0.975) * spread**0.5 / 2)


def auc(scores: Floats, answerable: Bools) -> float:
    """The chance that an answerable question scores above an unanswerable one, a tie counting half."""
    yes, no = scores[answerable], np.sort(scores[~answerable])
    below = np.searchsorted(no, yes, "left") + np.searchsorted(no, yes, "right")
    return float(below.mean() / (2 * len(no)))


def best_threshold(confidence: Floats, answerable: Bools) -> float:
    """The threshold of the best balanced accuracy (Youden's J), in the middle between two confidences."""
    order = np.argsort(confidence, kind="stable")
    value, yes = confidence[order], answerable[order]
    # Below cut i: the answerable are refused wrongly, the unanswerable rightly.
    gained = np.cumsum(np.where(yes, -1 / yes.sum(), 1 / (~yes).sum()))
    last = np.append(value[1:] > value[:-1], True)
    best = int(np.argmax(np.where(last, gained, -np.inf)))
    if gained[best] <= 0:
        return float(value[0])
    return float((value[best] + value[min(best + 1, len(value) - 1)]) / 2)


def own_threshold(judged: Judged) -> Bools:
    """Decisions by the gate's own confidence at thresholds that never saw the question, (seeds, n)."""
    opens = np.zeros((len(SEEDS), len(judged.groups)), dtype=bool)
    for row, seed in enumerate(SEEDS):
        for held in _folds(judged.groups, seed):
            rest = ~held & ~judged.settled
            threshold = best_threshold(judged.confidence[rest], judged.answerable[rest])
            opens[row, held] = judged.confidence[held] >= threshold
    return opens


def own_rule(judged: Judged, kept: Sequence[int] | None = None) -> tuple[Bools, Floats]:
    """Decisions and confidences by weights taught anew on the other folds, each (seeds, n).

    ``kept`` are the features to use; all of them where it is left out.
    """
    x = judged.x if kept is None else judged.x[:, list(kept)]
    opens = np.zeros((len(SEEDS), len(judged.groups)), dtype=bool)
    confidence = np.zeros(opens.shape)
    for row, seed in enumerate(SEEDS):
        for held in _folds(judged.groups, seed):
            rest = ~held & ~judged.settled
            rule = fit(x[rest], judged.answerable[rest].astype(np.float64), PENALTY)
            threshold = best_threshold(rule.probability(x[rest]), judged.answerable[rest])
            confidence[row, held] = rule.probability(x[held])
            opens[row, held] = confidence[row, held] >= threshold
    return opens, confidence


def _folds(groups: Sequence[str], seed: int) -> list[Bools]:
    names, of = np.unique(np.array(groups), return_inverse=True)
    fold = np.random.default_rng(seed).permutation(len(names)) % FOLDS
    return [fold[of] == i for i in range(FOLDS)]
