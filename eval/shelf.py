"""The library as the harness reads it: where gold evidence stands in it, and what it is known by."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any
from unicodedata import normalize

from eval import scoring
from eval.detail import Located, of_passage
from eval.gold import Question
from eval.matching import fold, holds_quote, longest_run
from ingest.store import documents as store
from ingest.store.documents import Passage
from ingest.store.library import Library


class Shelf:
    """Every document with its passages, read once."""

    def __init__(self, library: Library) -> None:
        self._documents: dict[str, dict[str, Any]] = {}
        self._passages: dict[str, list[Passage]] = {}
        by_id: dict[str, list[Passage]] = {}
        for passage in store.passages(library):
            by_id.setdefault(passage.document_id, []).append(passage)
        for document in store.all_documents(library):
            name = normalize("NFC", document["name"])
            self._documents[name] = document
            self._passages[name] = by_id.get(document["id"], [])

    def evidence(self, question: Question) -> tuple[Located, ...]:
        """For each evidence entry the passage that holds it, as it is stored, that is scrubbed.

        An alternative stands in where the library does not hold the entry's own passage.
        """
        located = []
        for entry in question.evidence:
            passages = (self._holding(q.document, q.quote, question.key_facts) for q in entry.quotes)
            found = next((p for p in passages if p.passage), Located(document=entry.document, passage=None))
            located.append(found)
        return tuple(located)

    def holding(self, question: Question, whole: bool = False) -> frozenset[str]:
        """The ids of every passage that holds any of the question's evidence, or of its ``whole`` documents."""
        names = {normalize("NFC", quote.document) for e in question.evidence for quote in e.quotes}
        return frozenset(
            p.id
            for name in names
            for p in self._passages.get(name, [])
            if whole or scoring.entries_held(question, name, p.text)
        )

    def _holding(self, document: str, quote: str, facts: Sequence[Sequence[str]]) -> Located:
        name = normalize("NFC", document)
        passages = self._passages.get(name, [])
        # To look for the words as they stand is quick, and nearly always enough.
        found = next((p for p in passages if fold(quote) in fold(p.text)), None)
        if found is None:
            held = [p for p in passages if holds_quote(quote, p.text, facts)]
            found = max(held, key=lambda p: longest_run(quote, p.text), default=None)
        if found is None:
            return Located(document=document, passage=None)
        title = self._documents[name]["title"]
        return Located(document=document, passage=of_passage(found, name, title, quote=quote))

    def digest(self) -> str:
        """SHA-256 over every document's name, standing and passages: the same for the same library."""
        sha = hashlib.sha256()
        for name in sorted(self._documents):
            sha.update(f"{name}\0{bool(self._documents[name]['superseded'])}\0".encode())
            for passage in sorted(self._passages[name], key=lambda p: p.ordinal):
                sha.update(f"{passage.searched}\0".encode())
        return sha.hexdigest()
