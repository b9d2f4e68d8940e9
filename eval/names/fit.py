"""Fits the name tagger: a factorisation machine by AdaGrad, with numpy alone and the same numbers each time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eval.names.rows import Rows, gather
from ingest.scrub.tagger import model

EPOCHS, BATCH, RATE = 8, 512, 0.15
RIDGE, RIDGE_PAIRED = 1e-4, 3e-4
SEEN = 3  # a feature counts from so many candidates on
FORGET = 0.5  # share of candidates that are learnt from without the words around them, and without the name as a whole
SEED = 0


@dataclass(frozen=True)
class Learnt:
    """Weights of single features, and the numbers that weigh pairs (none without pairs)."""

    single: NDArray[np.float64]
    paired: NDArray[np.float32]

    def packed(self) -> Learnt:
        """As the file holds it: eight bits a number."""
        return Learnt(_unpack(*pack(self.single)), _unpack(*pack(self.paired)).astype(np.float32))


def fit(data: Rows, chosen: NDArray[np.int64], quick: bool) -> Learnt:
    """Weights by AdaGrad (Duchi et al. 2011) over the chosen rows; ``quick`` without Kiwi and without pairs."""
    size, pairs = 1 << model.BITS, 0 if quick else model.PAIRED
    rng = np.random.default_rng(SEED)
    single, seen = np.zeros(size), np.ones(size)
    paired = rng.normal(0, 0.02, (size, pairs)).astype(np.float32)
    seen_paired = np.ones((size, pairs), np.float32)
    index, _, _ = gather(data, chosen, quick)
    usual = np.bincount(index, minlength=size) >= SEEN
    paired[~usual] = 0
    for epoch in range(EPOCHS):
        order, rate = rng.permutation(chosen), RATE / (1 + 0.3 * epoch)
        for at in range(0, len(order), BATCH):
            batch = order[at : at + BATCH]
            index, owner, words = gather(data, batch, quick)
            forgotten = rng.random(len(batch)) < FORGET
            kept = usual[index] & ~(words & forgotten[owner])
            index, owner = index[kept], owner[kept]
            of_pairs, sums = _pairs(paired[index], owner, len(batch))
            odds = np.bincount(owner, single[index], len(batch)) + of_pairs
            error = (probability(odds) - data.right[batch]) * data.weight[batch]
            touched, place = np.unique(index, return_inverse=True)
            step = np.bincount(place, error[owner], len(touched)) + RIDGE * len(batch) * single[touched]
            seen[touched] += step * step
            single[touched] -= rate * step / np.sqrt(seen[touched])
            pulls = error[owner][:, None] * (sums[owner] - paired[index])
            step = _columns(place, pulls, len(touched)) + RIDGE_PAIRED * len(batch) * paired[touched]
            seen_paired[touched] += step * step
            paired[touched] -= rate / 2 * step / np.sqrt(seen_paired[touched])
    return Learnt(single, paired)


def _columns(place: NDArray[np.int64], values: NDArray[Any], size: int) -> NDArray[np.float32]:
    """Rows of ``values`` summed by ``place``."""
    sums = [np.bincount(place, values[:, k], size) for k in range(values.shape[1])]
    return np.stack(sums, axis=1).astype(np.float32) if sums else np.zeros((size, 0), np.float32)


def _pairs(
    values: NDArray[np.float32], owner: NDArray[np.int64], size: int
) -> tuple[NDArray[np.float64], NDArray[np.float32]]:
    """What the pairs of each row's features weigh, and the sums that it follows from."""
    sums = _columns(owner, values, size)
    squares = np.bincount(owner, (values * values).sum(axis=1), size)
    return 0.5 * ((sums * sums).sum(axis=1) - squares), sums


def probability(odds: NDArray[np.float64]) -> NDArray[np.float64]:
    """Of log-odds, none of them nought or one."""
    result: NDArray[np.float64] = 1 / (1 + np.exp(-np.clip(odds, -30, 30)))
    return result


def log_odds(data: Rows, chosen: NDArray[np.int64], learnt: Learnt, quick: bool) -> NDArray[np.float64]:
    """Of the chosen rows."""
    index, owner, _ = gather(data, chosen, quick)
    of_pairs, _ = _pairs(learnt.paired[index], owner, len(chosen))
    odds: NDArray[np.float64] = np.bincount(owner, learnt.single[index], len(chosen)) + of_pairs
    return odds


def platt(odds: NDArray[np.float64], right: NDArray[np.float64]) -> tuple[float, float]:
    """Slope and offset that make log-odds into probabilities, by Newton's method."""
    x = np.column_stack([odds, np.ones_like(odds)])
    at = np.array([1.0, 0.0])
    for _ in range(100):
        p = probability(x @ at)
        hessian = (x * (p * (1 - p))[:, None]).T @ x + 1e-3 * np.eye(2)
        at = at - 0.5 * np.linalg.solve(hessian, x.T @ (p - right))
    # Linear algebra differs in its last digits from one machine to another.
    return round(float(at[0]), 4), round(float(at[1]), 4)


def pack(learnt: NDArray[Any]) -> tuple[NDArray[np.int8], float]:
    """Eight bits a number."""
    step = float(np.abs(learnt).max(initial=0)) / 127 or 1.0
    return np.round(learnt / step).astype(np.int8), step


def _unpack(packed: NDArray[np.int8], step: float) -> NDArray[np.float64]:
    return packed.astype(np.float64) * step
