"""Logistic regression with an L2 penalty, and its honest error by repeated cross-validation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_STEPS = 50


@dataclass(frozen=True)
class Rule:
    """Weights on raw features, and the bias."""

    weights: Floats
    bias: float

    def probability(self, x: Floats) -> Floats:
        """Shape (n,), from features of shape (n, k)."""
        return _sigmoid(x @ self.weights + self.bias)


def fit(x: Floats, y: Floats, penalty: float) -> Rule:
    """Newton's method (iteratively reweighted least squares), both classes weighing the same.

    Features are standardised for the fit, so that the penalty is fair, and the weights turned back.
    ``x`` has shape (n, k), ``y`` holds 0 and 1; the bias is not penalised.
    """
    mean, scale = x.mean(0), x.std(0)
    scale = np.where(scale < 1e-9, 1.0, scale)
    z = np.column_stack([(x - mean) / scale, np.ones(len(x))])
    share = np.where(y == 1, 0.5 / max(1, int(y.sum())), 0.5 / max(1, int((1 - y).sum()))) * len(y)
    ridge = np.diag([penalty] * x.shape[1] + [1e-6])
    w = np.zeros(z.shape[1])
    for _ in range(_STEPS):
        p = _sigmoid(z @ w)
        gradient = z.T @ (share * (p - y)) + ridge @ w
        curvature = (z * (share * p * (1 - p))[:, None]).T @ z + ridge
        step = np.linalg.solve(curvature, gradient)
        w = w - step
        if np.abs(step).max() < 1e-9:
            break
    weights = w[:-1] / scale
    return Rule(weights, float(w[-1] - mean @ weights))


def folds(strata: Sequence[str], count: int, seed: int) -> NDArray[np.int64]:
    """The fold (0 to count - 1) of each case; every stratum is spread evenly over the folds."""
    random = np.random.default_rng(seed)
    assigned = np.zeros(len(strata), dtype=np.int64)
    for stratum in sorted(set(strata)):
        members = np.array([i for i, s in enumerate(strata) if s == stratum])
        random.shuffle(members)
        start = int(random.integers(count))
        assigned[members] = (np.arange(len(members)) + start) % count
    return assigned


def out_of_fold(
    x: Floats,
    y: Floats,
    used: NDArray[np.bool_],
    strata: Sequence[str],
    penalty: float,
    count: int = 5,
    seeds: Sequence[int] = tuple(range(10)),
) -> Floats:
    """Probabilities of cases by rules that never saw them, shape (len(seeds), n).

    Only cases with ``used`` teach; all are predicted.
    """
    predicted = np.zeros((len(seeds), len(y)))
    for row, seed in enumerate(seeds):
        assigned = folds(strata, count, seed)
        for fold in range(count):
            held = assigned == fold
            taught = ~held & used
            predicted[row, held] = fit(x[taught], y[taught], penalty).probability(x[held])
    return predicted


def _sigmoid(value: Floats) -> Floats:
    clipped: Floats = 1 / (1 + np.exp(-np.clip(value, -30, 30)))
    return clipped
