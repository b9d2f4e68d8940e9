"""The tagger's weights: numbers for each feature, kept by the feature's hash.

Sources of the method: feature hashing (Weinberger et al. 2009), factorisation machines (Rendle 2010), which
also weigh every pair of features: a rare family name tells more before 반장 than before a measure. The weights
are made by ``python -m eval.names.train``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

BITS = 19
PAIRED = 8  # numbers a feature that pairs are weighed by
_MASK = (1 << BITS) - 1
FILE = Path(__file__).with_name("names.npz")


@lru_cache(maxsize=1 << 18)
def bucket(feature: str) -> int:
    """Where the weights of a feature stand."""
    return crc32(feature.encode()) & _MASK


@dataclass(frozen=True)
class Weights:
    """``quick``: a logistic model of name and surroundings; ``single``, ``paired``: one of all features."""

    quick: list[float]
    single: NDArray[np.float32]  # (2 ** BITS,)
    paired: NDArray[np.float32]  # (2 ** BITS, PAIRED)
    slope: float
    offset: float

    def dismissal(self, features: Sequence[str]) -> float:
        """What these features weigh in the log-odds by the name and its surroundings alone."""
        quick = self.quick
        return sum([quick[bucket(f)] for f in features])

    def probability(self, features: Sequence[str]) -> float:
        """How surely a person is meant, calibrated on sentences held out from training."""
        at = [bucket(f) for f in features]
        paired = self.paired[at]
        sums = paired.sum(axis=0)
        odds = float(self.single[at].sum()) + 0.5 * float(sums @ sums - (paired * paired).sum())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, self.slope * odds + self.offset))))


@cache
def weights() -> Weights:
    """The shipped weights; loaded once, about a tenth of a second and 20 MB."""
    with np.load(FILE) as kept:
        quick, single, paired = (
            kept[name].astype(np.float32) * kept[f"{name}_step"] for name in ("quick", "single", "paired")
        )
        return Weights(quick.tolist(), single, paired, float(kept["slope"]), float(kept["offset"]))
