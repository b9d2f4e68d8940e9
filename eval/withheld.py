"""Withholds passages from what search finds, so that the right answer to their question becomes a refusal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TypeVar

from assistant.retrieve import Retriever
from ingest.index.words import WordIndex
from ingest.store import documents as store
from ingest.store.documents import Passage

T = TypeVar("T")
Hides = Callable[[str], bool]
# More passages than any one paragraph is cut into, or any one question rests on.
_MOST_PASSAGES = 30


class _Hiding(WordIndex):
    """A word index that passes over hidden passages, and takes the next best instead."""

    def __init__(self, index: WordIndex, hides: Hides) -> None:
        self._whole, self._hides = index, hides

    def search(self, field: str, terms: Mapping[str, float], depth: int) -> list[tuple[str, float]]:
        found = self._whole.search(field, terms, depth + _MOST_PASSAGES)
        return [hit for hit in found if not self._hides(hit[0])][:depth]

    def frequency(self, term: str) -> tuple[int, int]:
        return self._whole.frequency(term)

    def strings(self, bigram: str) -> int:
        return self._whole.strings(bigram)


class Withholding(Retriever):
    """A retriever from which passages can be withheld, before scores are stretched and fused.

    Left out afterwards, the best score of those that remain would still tell that a better one was there.
    """

    def __init__(self, whole: Retriever) -> None:
        vars(self).update(vars(whole))
        self._hidden: Hides | None = None
        self.words = _Hiding(whole.words, self._hides)

    @contextmanager
    def without(self, hides: Hides) -> Iterator[None]:
        """Search as if the passages were not there whose ids ``hides`` is true of."""
        self._hidden = hides
        try:
            yield
        finally:
            self._hidden = None

    def nearest(self, text: str, depth: int) -> list[tuple[str, float]]:
        found = super().nearest(text, depth + _MOST_PASSAGES)
        return [hit for hit in found if not self._hides(hit[0])][:depth]

    def near(self, passage_id: str, others: Sequence[str] = ()) -> dict[str, float]:
        return {i: cosine for i, cosine in super().near(passage_id, others).items() if not self._hides(i)}

    def of_document(self, document_id: str, read: Callable[[Sequence[Passage]], T]) -> T:
        if self._hidden is None:
            return super().of_document(document_id, read)
        # Not kept: another question hides other passages.
        every = store.passages(self._library, document_id=document_id)
        return read([p for p in every if not self._hides(p.id)])

    def _hides(self, passage: str) -> bool:
        return self._hidden is not None and self._hidden(passage)
