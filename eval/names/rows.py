"""The candidates of generated sentences as rows of numbers to learn from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from eval.names.generate import Example
from ingest.korean import kiwi
from ingest.scrub.reading import Reading
from ingest.scrub.tagger import model
from ingest.scrub.tagger.candidates import candidates
from ingest.scrub.tagger.features import around, of_name, of_reading
from ingest.scrub.tagger.rules import Rules

_WORDS = ("before ", "after ", "rest ", "whole ", "two ", "begins ", "ends ", "word ")
_KINDS = ("before kind", "after kind")
NEAR = 0.3  # weight of a candidate that overlaps a name without being it


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


def gather(data: Rows, batch: NDArray[np.int64], quick: bool) -> tuple[Any, Any, Any]:
    lengths = data.quick[batch] if quick else data.starts[batch + 1] - data.starts[batch]
    owner = np.repeat(np.arange(len(batch)), lengths)
    within = np.arange(len(owner)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    at = np.repeat(data.starts[batch], lengths) + within
    return data.buckets[at], owner, data.words[at]
