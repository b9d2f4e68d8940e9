"""Kills an ingest run at random points, runs it again, and compares the library with that of a run left alone.

``python -m eval.bench_kills [--files 200] [--kills 100] [--each 1]``: ``each`` kills hit a library one after another
before it is brought to its end and compared.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from eval import plant_files
from ingest.agreement import disagreements
from ingest.home import Home
from ingest.index.embedder import Vectors, open_embedder
from ingest.index.vectors import VectorIndex
from ingest.index.words import WordIndex
from ingest.settings import load_settings
from ingest.store import documents as store
from ingest.store.documents import Passage
from ingest.store.library import Library

_SAME = 1e-6  # of a vector's numbers, which come from the same text on the same machine


@dataclass(frozen=True)
class State:
    """What two libraries with one key are compared by: their passages and vectors by id, and what is wrong with one."""

    passages: dict[str, Passage]
    vectors: dict[str, Vectors]
    wrong: tuple[str, ...]

    def differs(self, other: State) -> str:
        """In what it differs, in words; empty where it does not."""
        if self.wrong:
            return "; ".join(self.wrong)
        lost, extra = (
            other.passages.keys() - self.passages.keys(),
            self.passages.keys() - other.passages.keys(),
        )
        changed = [k for k, p in self.passages.items() if other.passages.get(k, p) != p]
        moved = [
            k
            for k, v in self.vectors.items()
            if k in other.vectors and np.abs(v - other.vectors[k]).max() > _SAME
        ]
        counts = {"lost": lost, "duplicated": extra, "changed": changed, "other vectors": moved}
        return ", ".join(f"{len(found)} {what}" for what, found in counts.items() if found)


def state(home: Home) -> State:
    """What a library holds."""
    library = Library(home.database)
    index = VectorIndex(home.vectors, open_embedder(load_settings().embedding).name)
    names = {d["id"]: d["name"] for d in store.all_documents(library)}
    states = {d["name"] for d in store.all_documents(library) if d["state"] != "indexed"}
    passages = store.passages(library)
    vectors = index.get([p.id for p in passages])
    wrong = [str(d) for d in disagreements(library, WordIndex(home.words), index)]
    wrong += [f"{name} is not marked as indexed" for name in states]
    if len(names) != len(set(names.values())):
        wrong.append("a document is there twice")
    library.close()
    index.close()
    return State({p.id: p for p in passages}, vectors, tuple(wrong))


def empty(folder: Path) -> Path:
    """A library without documents; with copies of it, ids and people's numbers are the same in all."""
    Library(Home(folder).create().database).close()
    return folder


def ingest(home: Path, folder: Path, killed_after: float | None = None) -> float:
    """Seconds that `jangin ingest` ran; killed with SIGKILL after so many.

    Raises:
        RuntimeError: it failed by itself.
    """
    started = time.perf_counter()
    running = subprocess.Popen(
        [sys.executable, "-c", "from assistant.cli import main; main()", "ingest", str(folder)],
        env={**os.environ, "JANGIN_HOME": str(home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    try:
        _, said = running.communicate(timeout=killed_after)
    except subprocess.TimeoutExpired:
        running.kill()
        running.communicate()
        return time.perf_counter() - started
    if running.returncode:
        raise RuntimeError(said.decode(errors="replace")[-500:])
    return time.perf_counter() - started


def left_over(home: Path) -> list[str]:
    """Files that no part of a library keeps."""
    return [str(p) for p in (home / "scratch").rglob("*")]


def main() -> None:
    """Print how many of the runs end equal."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--each", type=int, default=1)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    chance = random.Random(given.seed)
    with tempfile.TemporaryDirectory(prefix="jangin-kills-") as folder:
        files, alone, new = (Path(folder) / name for name in ("files", "alone", "new"))
        plant_files.make(files, given.files)
        shutil.copytree(empty(new), alone)
        whole = ingest(alone, files)
        expected = state(Home(alone))
        print(
            f"{given.files} files, {len(expected.passages)} passages in {whole:.1f} s, left alone", flush=True
        )
        kills = equal = rounds = 0
        while kills < given.kills:
            home, points = Path(shutil.copytree(new, Path(folder) / "killed")), []
            for _ in range(min(given.each, given.kills - kills)):
                points.append(ingest(home, files, chance.uniform(0.5, whole)))
            kills, rounds = kills + len(points), rounds + 1
            ingest(home, files)
            told = state(Home(home)).differs(expected) or "; ".join(left_over(home))
            equal += not told
            print(
                f"{kills}: killed at {', '.join(f'{p:.1f}' for p in points)} s: {told or 'equal'}", flush=True
            )
            shutil.rmtree(home)
        print(f"{kills} kills, {equal} of {rounds} libraries equal to the one that was left alone")
        sys.exit(equal != rounds)


if __name__ == "__main__":
    main()
