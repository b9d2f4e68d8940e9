"""The review queue: words that may be names, by file, and what a person has decided on them.

Both tables hold keyed hashes only. A word is shown to the reviewer from the file itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

import sqlalchemy as sa

from ingest.store import audit
from ingest.store import schema as t
from ingest.store.library import Library

Verdict = Literal["mask", "keep"]
EVERYWHERE = ""


@dataclass(frozen=True)
class Waiting:
    """One file with words that nobody has decided on: how many different ones, and whether it is held back."""

    path_key: str
    name: str
    words: int
    held: bool


class Decisions:
    """What was decided, read once."""

    def __init__(self, library: Library) -> None:
        self._library = library
        with library.engine.connect() as c:
            rows = c.execute(sa.select(t.decisions.c.term, t.decisions.c.path_key, t.decisions.c.verdict))
            self._verdicts: dict[tuple[str, str], Verdict] = {
                (term, key): verdict for term, key, verdict in rows
            }

    def of(self, word: str, path_key: str) -> Verdict | None:
        """On a word in a file; a decision for the file goes before one for all."""
        if not self._verdicts:
            return None
        term = _term(self._library, word)
        return self._verdicts.get((term, path_key)) or self._verdicts.get((term, EVERYWHERE))


def put(library: Library, path_key: str, name: str, words: Mapping[str, int], held: bool) -> None:
    """Replace what waits in a file; no words, nothing waits."""
    times: Counter[str] = Counter()
    for word, n in words.items():
        times[_term(library, word)] += n
    rows = [
        {"path_key": path_key, "term": term, "name": name, "times": n, "held": held}
        for term, n in times.items()
    ]
    with library.engine.begin() as c:
        c.execute(sa.delete(t.doubts).where(t.doubts.c.path_key == path_key))
        if rows:
            c.execute(sa.insert(t.doubts), rows)


def decide(library: Library, word: str, verdict: Verdict, path_key: str = EVERYWHERE) -> None:
    """Keep a decision, and have every file that it concerns read again with the next ingest."""
    term = _term(library, word)
    with library.engine.begin() as c:
        c.execute(
            sa.delete(t.decisions).where(t.decisions.c.term == term, t.decisions.c.path_key == path_key)
        )
        since = datetime.now(UTC).date().isoformat()
        c.execute(sa.insert(t.decisions).values(term=term, path_key=path_key, verdict=verdict, since=since))
        concerned = sa.select(t.doubts.c.path_key).where(t.doubts.c.term == term)
        if path_key != EVERYWHERE:
            concerned = concerned.where(t.doubts.c.path_key == path_key)
        c.execute(sa.update(t.documents).where(t.documents.c.path_key.in_(concerned)).values(content_hash=""))
        done = sa.delete(t.doubts).where(t.doubts.c.term == term)
        c.execute(done if path_key == EVERYWHERE else done.where(t.doubts.c.path_key == path_key))
    audit.record(library, "review", verdict=verdict, word=term, everywhere=path_key == EVERYWHERE)


def move(library: Library, before: str, now: str) -> None:
    """A file has moved: what was decided for it, and what waits in it, goes with it."""
    with library.engine.begin() as c:
        for table in (t.decisions, t.doubts):
            c.execute(sa.delete(table).where(table.c.path_key == now))
            c.execute(sa.update(table).where(table.c.path_key == before).values(path_key=now))


def waiting(library: Library) -> list[Waiting]:
    """Every file with words to decide on, those held back first."""
    d = t.doubts.c
    query = (
        sa.select(d.path_key, d.name, sa.func.count(), sa.func.max(d.held))
        .group_by(d.path_key, d.name)
        .order_by(sa.func.max(d.held).desc(), d.name)
    )
    with library.engine.connect() as c:
        return [Waiting(key, name, words, bool(held)) for key, name, words, held in c.execute(query)]


def _term(library: Library, word: str) -> str:
    return library.keyed("word:" + " ".join(word.split()))
