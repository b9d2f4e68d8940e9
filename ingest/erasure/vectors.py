"""Builds a vector index anew from the vectors of another one, without those that are to go.

Chroma writes its graph's memory to disk with whatever stood in it before it was given vectors. A process that has
held the destroyed ones would write bytes of them again, so the new index is made by one that never saw them.
"""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ingest.errors import LibraryError
from ingest.index.vectors import VectorIndex

_BATCH = 1000


def rebuild(old: Path, new: Path, model: str, ids: Sequence[str]) -> None:
    """Make the index ``new`` of those passages of ``old``; ``model`` is the embedding model's name.

    Raises:
        LibraryError: the process that makes it failed.
    """
    index = VectorIndex(old, model)
    found = {}
    for start in range(0, len(ids), _BATCH):
        found.update(index.get(list(ids[start : start + _BATCH])))
    index.close()
    carried = io.BytesIO()
    np.savez(carried, ids=np.array(list(found)), vectors=np.array(list(found.values()), dtype=np.float32))
    made = subprocess.run(
        [sys.executable, "-m", __name__, str(new), model],
        input=carried.getvalue(),
        capture_output=True,
        check=False,
    )
    if made.returncode:
        last = made.stderr.decode(errors="replace").strip().splitlines()[-1:] or ["no reason given"]
        raise LibraryError(
            f"The vectors in {new} could not be built anew ({last[0]}): run `jangin forget --resume`."
        )


def main() -> None:
    new, model = Path(sys.argv[1]), sys.argv[2]
    carried = np.load(io.BytesIO(sys.stdin.buffer.read()))
    ids, vectors = [str(i) for i in carried["ids"]], carried["vectors"]
    index = VectorIndex(new, model)
    for start in range(0, len(ids), _BATCH):
        index.upsert(ids[start : start + _BATCH], vectors[start : start + _BATCH])
    index.close()


if __name__ == "__main__":
    main()
