"""Trains the embedding model's biases and layer norms on pairs of question and passage.

Run with ``python -m eval.tuning.train`` (needs ``jax``; about 20 minutes on two cores) and writes
``ingest/index/tuned.npz``: 60,000 numbers in 16 bits, and the mean vector of Korean and of English
passages, a part of which the embedder takes out. Each question is to lie nearer to its passage than
to the others of its batch, which holds several passages of a document so that the choice is hard
(InfoNCE); a near miss is to lie nearer to none of them than a similarity that is learnt with the
rest. What is kept lies half way between the original and the trained vectors (Wortsman et al. 2022,
"Robust fine-tuning"): all the way ranks no better and tells near misses from answers worse. Every
eighth document is held out and reported on; the seed is fixed. After a training give the embedder
a new name, ingest again and fit the gate again (``eval.fit_gate``).
"""

from __future__ import annotations

import argparse
import os
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from numpy.typing import NDArray

from eval.tuning import pairs
from eval.tuning.encoder import FIXED, Encoder, Vectors
from ingest.index import embedder
from ingest.index.model_file import ModelFile
from ingest.index.pieces import Pieces
from ingest.korean import language_of

TARGET = Path(embedder.__file__).with_name("tuned.npz")
BATCH, FROM_ONE_DOCUMENT = 32, 8  # passages
ASKED = 112  # questions in a batch
TEMPERATURE, PASSAGE_SHARE = 0.03, 0.3
RATE, SEED = 2e-3, 0
KEPT = 0.5  # share of the way from the original to the trained vectors
LONGEST_PASSAGE, LONGEST_QUESTION = 192, 80  # word pieces
# The learnt similarity above which a passage answers; the untrained model's lie between 0.8 and 0.9.
NONE, NONE_AT_FIRST = "none", 0.85


@dataclass(frozen=True)
class Example:
    """A pair as word pieces."""

    doc: str
    language: str
    held_out: bool
    passage: list[int]
    questions: list[list[int]]
    near: list[list[int]]  # at most one


def examples(model: ModelFile) -> list[Example]:
    """Every pair of every file, tokenised."""
    pieces = Pieces(model)

    def tokens(text: str, limit: int) -> list[int]:
        return pieces.of([text], limit)[0]

    return [
        Example(
            f"{path.stem}/{p.doc}",
            language_of(p.searched),
            p.held_out,
            tokens(f"passage: {p.searched}", LONGEST_PASSAGE),
            [tokens(f"query: {q}", LONGEST_QUESTION) for q in p.q],
            [tokens(f"query: {p.near}", LONGEST_QUESTION)] if p.near else [],
        )
        for path in pairs.files()
        for p in pairs.load(path)
    ]


def batches(known: Sequence[Example], rng: random.Random) -> Iterator[list[Example]]:
    """One round's batches in random order; a batch holds up to eight passages of each of its documents."""
    documents: dict[str, list[Example]] = {}
    for example in known:
        documents.setdefault(example.doc, []).append(example)
    chunks: list[list[Example]] = []
    for group in documents.values():
        mixed = rng.sample(group, len(group))
        chunks += [mixed[i : i + FROM_ONE_DOCUMENT] for i in range(0, len(mixed), FROM_ONE_DOCUMENT)]
    rng.shuffle(chunks)
    flat = [example for chunk in chunks for example in chunk]
    starts = list(range(0, len(flat) - BATCH + 1, BATCH))
    rng.shuffle(starts)
    for start in starts:
        yield flat[start : start + BATCH]


def loss(encoder: Encoder, vectors: Vectors, matrices: Vectors, batch: tuple[jax.Array, ...]) -> jax.Array:
    """InfoNCE from questions to passages or none, and by a smaller share from passages to questions.

    The last array of a batch gives each question's passage; ``BATCH`` stands for none.
    """
    passage_rows, passage_mask, question_rows, question_mask, owner = batch
    passages = encoder.forward(matrices, vectors, passage_rows, passage_mask)
    questions = encoder.forward(matrices, vectors, question_rows, question_mask)
    cosines = questions @ passages.T
    none = jnp.broadcast_to(vectors[NONE], (cosines.shape[0], 1))
    scores = jnp.concatenate([cosines, none], 1) / TEMPERATURE
    right = jnp.take_along_axis(jax.nn.log_softmax(scores, 1), owner[:, None], 1)
    owned = jnp.arange(BATCH)[:, None] == owner[None, :]
    back = jnp.where(owned, jax.nn.log_softmax(cosines.T / TEMPERATURE, 1), 0).sum(1) / owned.sum(1)
    return -right.mean() - PASSAGE_SHARE * back.mean()


def arrays(encoder: Encoder, batch: Sequence[Example], rng: random.Random) -> tuple[NDArray[np.generic], ...]:
    """What :func:`loss` takes: rows and masks of passages and questions, and the questions' owners.

    Always ``ASKED`` questions, every near miss of the batch among them: each other number would be
    compiled anew.
    """
    near = [(BATCH, q) for e in batch for q in e.near]
    asked = [(i, q) for i, e in enumerate(batch) for q in e.questions]
    chosen = (near + rng.sample(asked, len(asked)) + asked)[:ASKED]
    owner = np.array([i for i, _ in chosen])
    return (*encoder.batch([e.passage for e in batch], 32), *encoder.batch([q for _, q in chosen]), owner)


class Adam:
    """Adam with warm-up, cosine decay and clipping to norm 1."""

    def __init__(self, steps: int) -> None:
        self.steps, self.done = steps, 0

    def rate(self) -> float:
        """The learning rate of the step at hand."""
        warm = max(2, self.steps // 10)
        if self.done <= warm:
            return RATE * self.done / warm
        part = (self.done - warm) / max(1, self.steps - warm)
        return float(RATE * (0.05 + 0.95 * (1 + np.cos(np.pi * part)) / 2))

    def start(self, vectors: Vectors) -> tuple[Vectors, Vectors]:
        """The two moments, zero."""
        zero = {n: jnp.zeros_like(v) for n, v in vectors.items()}
        return zero, dict(zero)

    @staticmethod
    @jax.jit
    def update(vectors: Vectors, moments: tuple[Vectors, Vectors], slope: Vectors, rate: float, n: int):  # type: ignore[no-untyped-def]
        """The vectors and moments after one step."""
        length = jnp.sqrt(sum((g**2).sum() for g in slope.values()))
        slope = {k: g / jnp.maximum(1.0, length) for k, g in slope.items()}
        first = {k: 0.9 * moments[0][k] + 0.1 * g for k, g in slope.items()}
        second = {k: 0.99 * moments[1][k] + 0.01 * g**2 for k, g in slope.items()}
        moved = {
            k: v - rate * (first[k] / (1 - 0.9**n)) / (jnp.sqrt(second[k] / (1 - 0.99**n)) + 1e-8)
            for k, v in vectors.items()
        }
        return moved, (first, second)


def report(encoder: Encoder, vectors: Vectors, known: Sequence[Example]) -> str:
    """Recall@1 and @5 of the held-out questions among all passages, by the question's place in its pair."""
    passages = encoder.embed(vectors, [e.passage for e in known])
    asked = [i for i, e in enumerate(known) if e.held_out]
    parts = []
    for place, name in enumerate(("trainee", "other language", "short")):
        questions = encoder.embed(vectors, [known[i].questions[place] for i in asked])
        scores = questions @ passages.T
        rank = np.array([(scores[n] > scores[n, i]).sum() for n, i in enumerate(asked)])
        parts.append(f"{name} {np.mean(rank < 1):.3f}/{np.mean(rank < 5):.3f}")
    return f"held out, Recall@1/@5 of {len(asked)}: " + ", ".join(parts)


def centres(encoder: Encoder, vectors: Vectors, known: Sequence[Example]) -> dict[str, NDArray[np.float32]]:
    """The mean vector of each language's passages."""
    found = encoder.embed(vectors, [e.passage for e in known])
    languages = np.array([e.language for e in known])
    return {f"centre.{name}": found[languages == name].mean(axis=0) for name in ("ko", "en")}


def main() -> None:
    """Train, report and write the vectors."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=3, help="how often each pair is seen")
    parser.add_argument("--out", type=Path, default=TARGET)
    options = parser.parse_args()
    encoder, rng = Encoder(ModelFile()), random.Random(SEED)
    known = examples(encoder.model)
    taught = [e for e in known if not e.held_out]
    vectors: Vectors = {n: v for n, v in encoder.vectors.items() if n not in FIXED}
    vectors = {**vectors, NONE: jnp.array([NONE_AT_FIRST])}
    fixed = {n: encoder.vectors[n] for n in FIXED}
    slopes = jax.jit(jax.value_and_grad(lambda v, m, b: loss(encoder, {**v, **fixed}, m, b)))
    adam = Adam(options.rounds * (len(taught) // BATCH))
    moments = adam.start(vectors)
    print(f"{len(taught)} passages to learn from; {report(encoder, encoder.vectors, known)}", flush=True)
    began = time.monotonic()
    for turn in range(options.rounds):
        for batch in batches(taught, rng):
            lost, slope = slopes(vectors, encoder.matrices, arrays(encoder, batch, rng))
            adam.done += 1
            vectors, moments = adam.update(vectors, moments, slope, adam.rate(), adam.done)
            print(
                f"step {adam.done}/{adam.steps}  loss {float(lost):.3f}  {time.monotonic() - began:.0f} s",
                end="\r",
                flush=True,
            )
        print(f"\nround {turn + 1}: {report(encoder, {**vectors, **fixed}, known)}", flush=True)
    original = encoder.vectors
    tuned = {
        n: np.asarray(original[n] + KEPT * (v - original[n]), np.float16)
        for n, v in vectors.items()
        if n != NONE
    }
    kept = {**{n: jnp.asarray(v, jnp.float32) for n, v in tuned.items()}, **fixed}
    print(f"kept: {report(encoder, kept, known)}", flush=True)
    means = centres(encoder, kept, known)
    temporary = options.out.with_suffix(".new.npz")
    stored: dict[str, Any] = {**tuned, **means}
    np.savez_compressed(temporary, **stored)
    os.replace(temporary, options.out)
    print(f"{options.out}: {options.out.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
