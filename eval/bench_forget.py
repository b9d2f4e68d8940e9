"""Measures how long a withdrawal takes in a large library, and kills it at random points to see it end all the same.

``python -m eval.bench_forget [--passages 20000] [--share 0.05] [--kills 20]``: a library is made of the one under
JANGIN_HOME (:mod:`eval.scale`), a share of its passages, with a sentence of their own each, is given to one
contributor, and `jangin forget` is run on copies of it.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import sqlalchemy as sa

from eval.scale import grow
from ingest.home import Home
from ingest.index.embedder import open_embedder
from ingest.index.vectors import VectorIndex
from ingest.index.words import WordIndex
from ingest.settings import load_settings
from ingest.store import contributors as contributor_store
from ingest.store import documents as store
from ingest.store import schema as t
from ingest.store.library import Library

LEAVER = "leaver"
State = tuple[frozenset[str], int, int, bool]


def give(home: Home, share: float, seed: int = 0) -> int:
    """Give a share of all passages to the one who leaves; how many."""
    library = Library(home.database)
    ids = [p.id for p in store.passages(library)]
    own = random.Random(seed).sample(ids, round(share * len(ids)))
    person: dict[str, object] = dict(
        id=LEAVER, name="남궁떠남", role="반장", role_en="Foreman", line="", line_en="", years=30
    )
    consent: dict[str, object] = dict(
        display="name", alias=None, since=None, until=None, purposes=[], evidence=""
    )
    contributor_store.put(library, person, consent)
    with library.engine.begin() as c:
        for n, i in enumerate(own):
            said = f" 떠나는 사람만 하는 말 {n}-{n * 7919 % 10_007}번이라예."
            row = t.passages.c.id == i
            c.execute(
                sa.update(t.passages).where(row).values(contributor_id=LEAVER, text=t.passages.c.text + said)
            )
    library.close()
    return len(own)


def command(home: Home, *words: str) -> subprocess.Popen[bytes]:
    """`jangin forget` on a library, in a process of its own."""
    run = "from assistant.cli import main; main()"
    environment = {**os.environ, "JANGIN_HOME": str(home.root)}
    return subprocess.Popen(
        [sys.executable, "-c", run, "forget", *words],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def state(home: Home, model: str) -> State:
    """What a library holds: its passages, the sizes of its indexes, and whether an erasure waits to be ended."""
    library, index = Library(home.database), VectorIndex(home.vectors, model)
    found = frozenset(p.id for p in store.passages(library))
    sizes = index.count(), WordIndex(home.words).count()
    library.close()
    index.close()
    return found, *sizes, (home.root / "erasure.json").exists()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--passages", type=int, default=20_000)
    parser.add_argument("--share", type=float, default=0.05)
    parser.add_argument("--kills", type=int, default=0)
    given = parser.parse_args()
    settings = load_settings()
    model = open_embedder(settings.embedding).name
    with tempfile.TemporaryDirectory(prefix="jangin-forget-") as folder:
        whole = Home(Path(folder) / "whole")
        grow(Home(settings.home), whole, given.passages, model)
        own = give(whole, given.share)
        print(f"{given.passages} passages, {own} of one contributor", flush=True)
        copy = _copied(whole, Path(folder) / "once")
        start = time.perf_counter()
        done = command(copy, LEAVER, "--yes", "--json")
        out, said = done.communicate()
        taken = time.perf_counter() - start
        if done.returncode:
            sys.exit(said.decode())
        told = json.loads(out)
        print(
            f"{taken:.1f} s; looked through {told['bytes_scanned'] / 1e6:.0f} MB for {told['looked_for']} pieces "
            f"({told['shared']} more stand elsewhere): {told['found']} found",
            flush=True,
        )
        expected = state(copy, model)
        shutil.rmtree(copy.root)
        _kill(whole, Path(folder), expected, taken, given.kills, model)


def _kill(whole: Home, folder: Path, expected: State, taken: float, kills: int, model: str) -> None:
    chance, equal = random.Random(0), 0
    for n in range(kills):
        home = _copied(whole, folder / f"killed-{n}")
        process = command(home, LEAVER, "--yes")
        wait = chance.uniform(0.5, taken)
        try:
            process.communicate(timeout=wait)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
        rest = command(home, "--resume")
        _, said = rest.communicate()
        library = Library(home.database)
        begun = all(p.contributor_id != LEAVER for p in store.passages(library))
        library.close()
        if not begun:
            _, said = (again := command(home, LEAVER, "--yes")).communicate()
            rest = again
        same = rest.returncode == 0 and state(home, model) == expected
        equal += same
        print(
            f"killed after {wait:4.1f} s: {'equal' if same else said.decode()[-300:] or 'not equal'}",
            flush=True,
        )
        shutil.rmtree(home.root)
    if kills:
        print(f"{equal} of {kills} equal to one that was not interrupted")


def _copied(home: Home, to: Path) -> Home:
    shutil.copytree(home.root, to)
    return Home(to)


if __name__ == "__main__":
    main()
