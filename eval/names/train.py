"""Trains the Korean name tagger: ``python -m eval.names.train`` writes ``ingest/scrub/tagger/names.npz``.

About seven minutes on one core with numpy alone; the seed is fixed and the order of every sum too, so that
the same weights come out. Examples of every seventh template or passage are held out: the first half of
them calibrates the probabilities (Platt 1999), the other is reported on.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eval.names.fit import SEED, fit, log_odds, pack, platt, probability
from eval.names.generate import Example, Generator
from eval.names.rows import rows
from ingest.scrub.tagger import model


def report(odds: NDArray[np.float64], right: NDArray[np.float64]) -> None:
    """Recall and precision at some thresholds."""
    p = probability(odds)
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
