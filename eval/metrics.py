"""The measures of one question, as tallies that add up to those of many."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

CUTS = (1, 3, 5, 10)


@dataclass(frozen=True)
class Tally:
    """``hit`` out of ``of``. Tallies add, so a rate over questions weighs each case once."""

    hit: float
    of: int = 1

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.hit + other.hit, self.of + other.of)

    @property
    def rate(self) -> float | None:
        """0 to 1; None where there was no case."""
        return self.hit / self.of if self.of else None


Tallies = Mapping[str, Tally]


def add(many: Iterable[Tallies]) -> dict[str, Tally]:
    """The sums, by measure, in order of first appearance."""
    total: dict[str, Tally] = {}
    for tallies in many:
        for name, tally in tallies.items():
            total[name] = total[name] + tally if name in total else tally
    return total


def recall(found: Sequence[frozenset[int]], wanted: int, k: int) -> float:
    """Share of the ``wanted`` evidence entries that the first ``k`` ranks hold.

    ``found[i]`` are the numbers of the entries that the passage at rank ``i`` holds; an entry and its
    alternatives share one number.
    """
    return len(frozenset[int]().union(*found[:k])) / wanted


def reciprocal_rank(found: Sequence[frozenset[int]]) -> float:
    """1 over the rank of the first passage that holds any entry, 0 where none does."""
    return next((1 / rank for rank, entries in enumerate(found, 1) if entries), 0.0)


def ndcg(found: Sequence[frozenset[int]], wanted: int, k: int = 10) -> float:
    """nDCG with binary gains.

    A rank gains 1 if it brings an entry that no rank above it held, so that a second copy or an
    alternative of what stands above earns nothing. The ideal has as many gaining ranks as this ranking, and one for each entry it lacks.
    """
    held: set[int] = set()
    gains = []
    for entries in found[:k]:
        gains.append(bool(entries - held))
        held |= entries
    ideal = sum(gains) + wanted - len(held)
    best = sum(1 / math.log2(rank + 1) for rank in range(1, min(ideal, k) + 1))
    return sum(1 / math.log2(rank + 1) for rank, gain in enumerate(gains, 1) if gain) / best


def percentile(values: Sequence[float], share: float) -> float:
    """The nearest-rank percentile: the smallest value that ``share`` of all values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def latencies(timings: Iterable[Mapping[str, float]]) -> dict[str, dict[str, float]]:
    """p50 and p95 in milliseconds, and the number of cases, of each stage."""
    stages: dict[str, list[float]] = {}
    for laps in timings:
        for stage, ms in laps.items():
            stages.setdefault(stage, []).append(ms)
    return {
        stage: {
            "p50": round(percentile(ms, 0.5), 1),
            "p95": round(percentile(ms, 0.95), 1),
            "count": len(ms),
        }
        for stage, ms in stages.items()
    }
