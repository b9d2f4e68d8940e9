"""Confidence intervals by the bootstrap: questions drawn again, with replacement, many times over.

Percentile method (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13). The
question is what is drawn, since the sentences of one answer are right or wrong together.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from eval.metrics import Tally

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RESAMPLES = 2000
LEVEL = 0.95
_SEED = 20260901


def interval(tallies: Sequence[Tally]) -> tuple[float, float] | None:
    """The 95 % interval of a rate, one tally a question; None where no question has a case.

    The rate is the ratio of sums, as :class:`~eval.metrics.Tally` adds up. The same tallies in any
    order give the same interval. Where all questions came out alike the interval has no width.
    """
    rows = [(t.hit, t.of) for t in tallies if t.of]
    if not rows:
        return None
    drawn = _sums(rows)
    return _percentiles(drawn[:, 0] / drawn[:, 1])


def paired(pairs: Sequence[tuple[Tally, Tally]]) -> tuple[float, float] | None:
    """The 95 % interval of a difference of rates, second less first, over the same questions.

    Both tallies of a question are drawn together; pairs where either has no case are left out.
    """
    rows = [(a.hit, a.of, b.hit, b.of) for a, b in pairs if a.of and b.of]
    if not rows:
        return None
    drawn = _sums(rows)
    return _percentiles(drawn[:, 2] / drawn[:, 3] - drawn[:, 0] / drawn[:, 1])


def _sums(rows: Sequence[tuple[float, ...]]) -> NDArray[np.float64]:
    """Column sums of each resample, (resamples, columns).

    Questions with the same tallies are interchangeable, so how often each distinct row is drawn is
    multinomial: the same distribution as drawing questions, without a resamples × questions table.
    """
    import numpy as np

    distinct, counts = np.unique(np.asarray(rows, dtype=np.float64), axis=0, return_counts=True)
    drawn = np.random.default_rng(_SEED).multinomial(len(rows), counts / len(rows), size=RESAMPLES)
    return np.asarray(drawn @ distinct, dtype=np.float64)


def _percentiles(values: NDArray[np.float64]) -> tuple[float, float]:
    import numpy as np

    outside = (1 - LEVEL) / 2
    low, high = np.quantile(values, (outside, 1 - outside))
    return float(low), float(high)
