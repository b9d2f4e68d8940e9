"""Trains the Korean name tagger: ``python -m eval.names.train`` writes ``ingest/scrub/tagger/names.npz``.

About seven minutes on one core with numpy alone; the seed is fixed and the order of every sum too, so that
the same weights come out. Examples of every seventh template or passage are held out: the first half of
them calibrates the probabilities (Platt 1999), the other is reported on.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from eval.names.generate import Example, Generator
from ingest.korean import kiwi
from ingest.scrub.reading import Reading
from ingest.scrub.tagger import model
from ingest.scrub.tagger.candidates import candidates
from ingest.scrub.tagger.features import around, of_name, of_reading
from ingest.scrub.tagger.rules import Rules

EPOCHS, BATCH, RATE = 8, 512, 0.15
RIDGE, RIDGE_PAIRED = 1e-4, 3e-4
SEEN = 3  # a feature counts from so many candidates on
FORGET = 0.5  # share of candidates that are learnt from without the words around them, and without the name as a whole
_WORDS = ("before ", "after ", "rest ", "whole ", "two ", "begins ", "ends ", "word ")
_KINDS = ("before kind", "after kind")
NEAR = 0.3  # weight of a candidate that overlaps a name without being it
SEED = 0


@dataclass(frozen=True)
class Rows:
    """Candidates as rows of buckets: ``buckets[starts[i]:starts[i + 1]]``; ``quick[i]`` of them without Kiwi."""

    buckets: NDArray[np.int32]
    starts: NDArray[np.int64]
    quick: NDArray[np.int64]
    right: NDArray[np.float64]
    weight: NDArray[np.float64]
    part: NDArray[np.int8]  # 0 learns, 1 calibrates, 2 is reported on
    words: NDArray[np.bool_]  # of `buckets`: a word of the surroundings or the whole name


def rows(examples: Sequence[Example]) -> Rows:
    """Every candidate of every example."""
    buckets: list[int] = []
    words: list[bool] = []
    starts, quick, right, weight, part = [0], [], [], [], []
    texts = [e.text for e in examples]
    rules = Rules()
    for example, tokens in zip(examples, kiwi().tokenize(texts), strict=True):
        reading = Reading(tokens)
        ruled = rules.scores(example.text, reading)
        for c in candidates(example.text):
            cheap = [*of_name(c.text, c.shape), *around(c)]
            features = [*cheap, *of_reading(c, reading, ruled.get((c.start, c.end), 0.0))]
            buckets += [model.bucket(f) for f in features]
            words += [f.startswith(_WORDS) and not f.startswith(_KINDS) for f in features]
            starts.append(len(buckets))
            quick.append(len(cheap))
            name = (c.start, c.end) in example.names
            near = not name and any(a < c.end and c.start < b for a, b in example.names)
            right.append(float(name))
            weight.append(NEAR if near else 1.0)
            part.append(_part(example.source))
    return Rows(
        np.array(buckets, np.int32), np.array(starts), np.array(quick), np.array(right), np.array(weight), np.array(part, np.int8),
        np.array(words),
    )  # fmt: skip


def _part(source: str) -> int:
    number = crc32(source.encode()) % 14
    return {0: 1, 1: 2}.get(number, 0)


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
    index, _, _ = _gather(data, chosen, quick)
    usual = np.bincount(index, minlength=size) >= SEEN
    paired[~usual] = 0
    for epoch in range(EPOCHS):
        order, rate = rng.permutation(chosen), RATE / (1 + 0.3 * epoch)
        for at in range(0, len(order), BATCH):
            batch = order[at : at + BATCH]
            index, owner, words = _gather(data, batch, quick)
            forgotten = rng.random(len(batch)) < FORGET
            kept = usual[index] & ~(words & forgotten[owner])
            index, owner = index[kept], owner[kept]
            of_pairs, sums = _pairs(paired[index], owner, len(batch))
            odds = np.bincount(owner, single[index], len(batch)) + of_pairs
            error = (_probability(odds) - data.right[batch]) * data.weight[batch]
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


def _probability(odds: NDArray[np.float64]) -> NDArray[np.float64]:
    result: NDArray[np.float64] = 1 / (1 + np.exp(-np.clip(odds, -30, 30)))
    return result


def _gather(data: Rows, batch: NDArray[np.int64], quick: bool) -> tuple[Any, Any, Any]:
    lengths = data.quick[batch] if quick else data.starts[batch + 1] - data.starts[batch]
    owner = np.repeat(np.arange(len(batch)), lengths)
    within = np.arange(len(owner)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    at = np.repeat(data.starts[batch], lengths) + within
    return data.buckets[at], owner, data.words[at]


def log_odds(data: Rows, chosen: NDArray[np.int64], learnt: Learnt, quick: bool) -> NDArray[np.float64]:
    """Of the chosen rows."""
    index, owner, _ = _gather(data, chosen, quick)
    of_pairs, _ = _pairs(learnt.paired[index], owner, len(chosen))
    odds: NDArray[np.float64] = np.bincount(owner, learnt.single[index], len(chosen)) + of_pairs
    return odds


def platt(odds: NDArray[np.float64], right: NDArray[np.float64]) -> tuple[float, float]:
    """Slope and offset that make log-odds into probabilities, by Newton's method."""
    x = np.column_stack([odds, np.ones_like(odds)])
    at = np.array([1.0, 0.0])
    for _ in range(100):
        p = _probability(x @ at)
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


def report(odds: NDArray[np.float64], right: NDArray[np.float64]) -> None:
    """Recall and precision at some thresholds."""
    p = _probability(odds)
    for at in (0.02, 0.1, 0.3, 0.5, 0.7, 0.9):
        found = p >= at
        hits = float((found * right).sum())
        print(f"  {at:.2f}: recall {hits / right.sum():.3f}  precision {hits / max(found.sum(), 1):.3f}")


def train(examples: Sequence[Example]) -> dict[str, Any]:
    """Everything that the file holds."""
    data = rows(examples)
    learning, calibrating, held = (np.flatnonzero(data.part == n) for n in (0, 1, 2))
    print(f"{len(examples)} texts, {len(data.right)} candidates, {int(data.right.sum())} names")
    dismissing = fit(data, learning, quick=True).packed()
    judging = fit(data, learning, quick=False).packed()
    slope, offset = platt(log_odds(data, calibrating, judging, False), data.right[calibrating])
    print("held out, without Kiwi:")
    report(log_odds(data, held, dismissing, True), data.right[held])
    print("held out, in full:")
    report(slope * log_odds(data, held, judging, False) + offset, data.right[held])
    kept: dict[str, Any] = {"slope": slope, "offset": offset}
    for name, values in (
        ("quick", dismissing.single),
        ("single", judging.single),
        ("paired", judging.paired),
    ):
        kept[name], kept[f"{name}_step"] = pack(values)
    return kept


def main() -> None:
    """Trains and writes."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=2, help="how often each template and passage is used")
    parser.add_argument("--out", type=Path, default=model.FILE)
    args = parser.parse_args()
    np.savez_compressed(args.out, **train(list(Generator(SEED).examples(args.rounds))))
    print(f"{args.out}: {args.out.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
