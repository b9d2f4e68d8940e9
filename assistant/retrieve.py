"""Finds the passages that may answer a question: words, Hangul bigrams and vectors, fused."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from assistant import asks
from assistant.answer import Turn
from assistant.dates import dates, tells
from assistant.followup import standalone
from assistant.glossary import Glossary, load
from ingest.index import tokens
from ingest.index.embedder import Embedder
from ingest.index.vectors import VectorIndex
from ingest.index.words import BIGRAMS, WORDS, WordIndex
from ingest.settings import RetrievalSettings
from ingest.store import documents as store
from ingest.store.documents import Passage
from ingest.store.library import Library

# What a passage loses that tells none of the codes and dates asked for, or no quantity of the kind asked for.
_OTHER_THING, _OTHER_KIND = 0.4, 0.4
# What an address block loses, and from which share of masked characters on a passage is one.
_MASKED, _MASKED_SHARE = 0.3, 0.08
_LABEL = re.compile(r"\[[^\[\]\d]{2,20}\]")
# How many of the best passages are read for the kind of thing asked for: reading costs time.
_REREAD = 30


@dataclass(frozen=True)
class Hit:
    """A passage found, its fused score (0 to 1 within one question) and the scores behind it.

    ``word`` and ``bigram`` are BM25 scores, ``cosine`` the vector similarity; 0 where that search
    did not bring the passage up.
    """

    passage: Passage
    document: Mapping[str, Any]
    score: float
    word: float
    bigram: float
    cosine: float


@dataclass(frozen=True)
class Query:
    """A question as it is searched: its text made independent of the turns before it, and its terms."""

    text: str
    words: tuple[str, ...]
    codes: frozenset[str]
    dates: frozenset[str]
    related: Mapping[str, float]  # the glossary's other words for the same, with weights of 0 to 1

    def spelling(self, code: str) -> str:
        """A code as the asker wrote it."""
        return next((w for w in tokens.CODE.findall(self.text) if tokens.normal_code(w) == code), code)

    @property
    def terms(self) -> dict[str, float]:
        """Every word to search, with its weight; the question's own count 1."""
        return {**self.related, **dict.fromkeys(self.words, 1.0)}


@cache
def _glossary() -> Glossary:
    return load()


def read_question(question: str, history: Sequence[Turn] = ()) -> Query:
    """Prepare a question for search."""
    text = standalone(question, history)
    words = tuple(tokens.words(text))
    return Query(text, words, frozenset(tokens.codes(text)), dates(text), _glossary().related(words, text))


class Retriever:
    """Searches one library; documents' metadata is held in memory and re-read by :meth:`refresh`."""

    def __init__(
        self,
        library: Library,
        words: WordIndex,
        vectors: VectorIndex,
        embedder: Embedder,
        settings: RetrievalSettings,
    ) -> None:
        self._library, self.words, self._vectors, self._embedder = library, words, vectors, embedder
        self._settings = settings
        self.refresh()

    def refresh(self) -> None:
        self.documents = {row["id"]: row for row in store.all_documents(self._library)}

    def search(self, query: Query, limit: int = 10) -> list[Hit]:
        """The best passages, best first; superseded documents only where the settings ask for them."""
        s = self._settings
        found = (
            (s.word_weight, dict(self.words.search(WORDS, query.terms, s.depth))),
            (
                s.bigram_weight,
                dict(self.words.search(BIGRAMS, dict.fromkeys(tokens.bigrams(query.text), 1.0), s.depth)),
            ),
            (s.vector_weight, dict(self._vectors.search(self._embedder.question(query.text), s.depth))),
        )
        fused: dict[str, float] = {}
        total = sum(weight for weight, scores in found if scores) or 1.0
        for weight, scores in found:
            for i, share in min_max(scores).items():
                fused[i] = fused.get(i, 0.0) + weight * share / total
        hits: list[Hit] = []
        # The store is the record: what an index still holds of a passage that is gone is passed over.
        for passage in store.passages(self._library, list(fused)):
            document = self.documents.get(passage.document_id)
            if document is None or (document["superseded"] and not s.include_superseded):
                continue
            word, bigram, cosine = (scores.get(passage.id, 0.0) for _, scores in found)
            score = fused[passage.id] * _named(query, passage, document)
            if mostly_masked(passage.text):
                score *= 1 - _MASKED
            hits.append(Hit(passage, document, score, word, bigram, cosine))
        return _of_the_kind_asked_for(query, sorted(hits, key=_rank)[: max(limit, _REREAD)])[:limit]


def _rank(hit: Hit) -> tuple[float, str]:
    return -hit.score, hit.passage.id


def _of_the_kind_asked_for(query: Query, hits: list[Hit]) -> list[Hit]:
    """The hits ranked again: who asks how many degrees is not helped by a passage without any."""
    if not asks.specific(query.text):
        return hits
    read = [
        h if asks.held(query.text, h.passage.text) else replace(h, score=h.score * (1 - _OTHER_KIND))
        for h in hits
    ]
    return sorted(read, key=_rank)


def _named(query: Query, passage: Passage, document: Mapping[str, Any]) -> float:
    """1 where a passage speaks of all equipment, grades, alarms and dates that the question names, else less.

    A question about E03305 is not answered by a passage on E04021, however alike the words, nor one
    about the burst of 2022 by the report of 2023.
    """
    named = len(query.codes) + len(query.dates)
    if not named:
        return 1.0
    told = f"{document['title']} {' '.join(document['equipment'])} {passage.searched}"
    silent = len(query.codes - tokens.codes(told)) if query.codes else 0
    if query.dates:
        days = dates(passage.searched)
        # A standard's own date is that of its revision and says nothing on when things happened.
        if document["date"] and document["kind"] != "manual":
            days |= {document["date"]}
        silent += sum(not tells(d, days) for d in query.dates)
    return 1 - _OTHER_THING * silent / named


def mostly_masked(text: str) -> bool:
    """Whether a passage is an address block: what is left of it after masking answers nothing."""
    labels = _LABEL.findall(text)
    return len(labels) >= 2 and sum(map(len, labels)) > _MASKED_SHARE * len(text)


def min_max(scores: Mapping[str, float]) -> dict[str, float]:
    """Scores stretched to 0…1 within one search (reciprocal ranks lose 3 to 7 points of nDCG@10)."""
    if not scores:
        return {}
    low, high = min(scores.values()), max(scores.values())
    if high <= low:
        return dict.fromkeys(scores, 1.0)
    return {i: (s - low) / (high - low) for i, s in scores.items()}
