"""Whether the store of record and the two indexes hold the same passages, and which do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from ingest.index.vectors import VectorIndex
from ingest.index.words import WordIndex
from ingest.store import documents as store
from ingest.store.library import Library

_NAMED = 3  # documents in a sentence


@dataclass(frozen=True)
class Disagreement:
    """``missing`` passages of the store are in one index not, by document; ``extra`` ones are in an index alone."""

    index: str
    missing: Counter[str]
    extra: int

    def __str__(self) -> str:
        told = []
        if self.missing:
            names = [f"{name} ({n})" for name, n in self.missing.most_common(_NAMED)]
            more = len(self.missing) - len(names)
            rest = f" and {more} documents more" if more else ""
            told.append(f"misses {sum(self.missing.values())} passages, of {', '.join(names)}{rest}")
        if self.extra:
            told.append(f"holds {self.extra} passages of no document")
        return f"the {self.index} {' and '.join(told)}"


def disagreements(library: Library, words: WordIndex, vectors: VectorIndex) -> list[Disagreement]:
    """What the two indexes hold otherwise than the store; nothing, where all three agree."""
    documents = store.documents_of_all(library)
    found = [
        _compared("word index", documents, words.ids()),
        _compared("vector index", documents, vectors.ids()),
    ]
    return [d for d in found if d.missing or d.extra]


def _compared(index: str, documents: dict[str, str], held: Collection[str]) -> Disagreement:
    there = set(held)
    missing = Counter(name for passage, name in documents.items() if passage not in there)
    return Disagreement(index, missing, len(there - documents.keys()))
