"""What the store knows of files it has seen: whether one changed, moved or is gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import sqlalchemy as sa

from ingest.store import schema as t
from ingest.store.library import Library


@dataclass
class KnownFile:
    """One file that documents were taken from; ``hashes`` and ``states`` are those of its documents."""

    key: str
    name: str = ""
    content: str = ""
    folders: frozenset[str] = frozenset()
    hashes: set[str] = field(default_factory=set)
    states: set[str] = field(default_factory=set)
    documents: list[str] = field(default_factory=list)

    def is_current(self, digest: str) -> bool:
        """Whether all of it was indexed, from these very bytes and in these circumstances."""
        return self.hashes == {digest} and self.states == {"indexed"}


class KnownFiles:
    """Every file that the library holds documents of, read once."""

    def __init__(self, library: Library) -> None:
        d = t.documents.c
        query = sa.select(d.file_key, d.name, d.content_key, d.folders, d.content_hash, d.state, d.id)
        self._files: dict[str, KnownFile] = {}
        with library.engine.connect() as c:
            for key, name, content, folders, digest, state, document in c.execute(query.order_by(d.id)):
                file = self._files.setdefault(key, KnownFile(key))
                file.name = min(
                    file.name or name, name, key=len
                )  # of a mail and what is attached, the mail's
                file.content, file.folders = content, frozenset(folders)
                file.hashes.add(digest)
                file.states.add(state)
                file.documents.append(document)

    def get(self, key: str) -> KnownFile | None:
        return self._files.get(key)

    def gone(
        self, folders: Iterable[str], found: Iterable[str], closed: Iterable[str] = ()
    ) -> list[KnownFile]:
        """The files that lay below these folders, but not in a closed one, and are not among those found, in order of name."""
        below, there, unseen = frozenset(folders), frozenset(found), frozenset(closed)
        missing = (
            f
            for f in self._files.values()
            if f.folders & below and f.key not in there and not f.folders & unseen
        )
        return sorted(missing, key=lambda f: (f.name, f.key))


def by_content(files: Iterable[KnownFile]) -> dict[str, list[KnownFile]]:
    """Files by their bytes, to tell those that moved."""
    found: dict[str, list[KnownFile]] = defaultdict(list)
    for file in files:
        if file.content:
            found[file.content].append(file)
    return found
