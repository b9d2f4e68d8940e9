"""Finds the passages that may answer a question: words, Hangul bigrams and vectors, fused."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, TypeVar

from assistant import asks, compound, fusion, misspelt, spelling
from assistant.answer import Turn
from assistant.asides import without_asides
from assistant.dates import dates
from assistant.distinct import distinct
from assistant.followup import standalone
from assistant.glossary import Glossary, load
from assistant.rerank import adjusted, for_kind, is_report
from assistant.standing import approved, known
from ingest.index import tokens
from ingest.index.embedder import Embedder
from ingest.index.vectors import VectorIndex
from ingest.index.words import BIGRAMS, WORDS, WordIndex, rarity
from ingest.injection import addresses_machine
from ingest.settings import RetrievalSettings
from ingest.store import documents as store
from ingest.store.documents import Passage
from ingest.store.library import Library

T = TypeVar("T")
# How many of the best passages are read for the kind of thing asked for: reading costs time.
_REREAD = 30
# How much deeper is looked where too few of the passages found may answer.
_DEEPER = 10
# The audience of a document that names none.
EVERYONE = "all"


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
    parts: tuple[Query, ...] = ()  # what it asks of each of the things that it joins
    follows: bool = False  # whether it leans on the turn before
    read_as: tuple[tuple[str, str], ...] = ()  # words taken for misspelt, and what they were read as

    def spelling(self, code: str) -> str:
        """A code as the asker wrote it."""
        return next((w for w in tokens.CODE.findall(self.text) if tokens.normal_code(w) == code), code)

    @property
    def terms(self) -> dict[str, float]:
        """Every word to search, with its weight; the question's own count 1."""
        return {**self.related, **dict.fromkeys(self.words, 1.0)}


@cache
def _built_in() -> Glossary:
    return load()


def read_question(question: str, history: Sequence[Turn] = (), glossary: Glossary | None = None) -> Query:
    """Prepare a question for search, with the built-in glossary or a plant's."""
    glossary = glossary or _built_in()
    text = standalone(question, history)
    parts = tuple(_query(part, glossary) for part in compound.parts(text))
    return replace(_query(text, glossary), parts=parts, follows=text != question)


def _query(text: str, glossary: Glossary) -> Query:
    words = tuple(tokens.words(text))
    return Query(text, words, frozenset(tokens.codes(text)), dates(text), glossary.related(words, text))


class Retriever:
    """Searches one library; documents' metadata is held in memory and re-read by :meth:`refresh`."""

    def __init__(
        self,
        library: Library,
        words: WordIndex,
        vectors: VectorIndex,
        embedder: Embedder,
        settings: RetrievalSettings,
        glossary: Glossary | None = None,
    ) -> None:
        self._library, self.words, self._vectors, self.embedder = library, words, vectors, embedder
        self._settings, self._glossary = settings, glossary or _built_in()
        self.refresh()

    def close(self) -> None:
        """Let go of the indexes."""
        self._vectors.close()

    def refresh(self) -> None:
        self._kept: dict[tuple[str, Callable[[Sequence[Passage]], Any]], Any] = {}
        meant_for = {EVERYONE, *self._settings.audiences}
        self.documents = {
            row["id"]: row for row in store.all_documents(self._library) if row["audience"] in meant_for
        }
        # Whether there are procedures in force and also what nobody vouches for; without them one note is as
        # good as another.
        found = self.documents.values()
        self.mixed = any(map(approved, found)) and not all(map(known, found))

    def read(self, question: str, history: Sequence[Turn] = ()) -> Query:
        """Prepare a question for search in this library.

        What is said beside it is left out, slips of the finger are undone, and spaces put back.
        """
        held = misspelt.Vocabulary(self._holders, self.words.strings, self._glossary.written)
        text = spelling.spaced(without_asides(question), held)
        text, read = misspelt.corrected(text, held)
        return replace(read_question(text, history, self._glossary), read_as=read)

    def _holders(self, term: str) -> int:
        return self.words.frequency(term)[0]

    def search(self, query: Query, limit: int = 10) -> list[Hit]:
        """The best passages, best first, one of each wording; superseded documents, and those of other
        audiences, only where the settings ask for them.

        A passage that tells of one of several things asked for counts as one that tells of them all.
        """
        best: dict[str, Hit] = {}
        for asked in (query, *query.parts):
            for hit in self._search(asked, limit):
                known = best.get(hit.passage.id)
                if known is None or hit.score > known.score:
                    best[hit.passage.id] = hit
        return sorted(best.values(), key=_rank)[:limit]

    def _search(self, query: Query, limit: int) -> list[Hit]:
        """As :meth:`search`, of one question; looks deeper where documents that may not answer crowd out others."""
        depth = self._settings.depth
        hits, left_out = self._fused(query, depth)
        if left_out and len(hits) < limit:
            hits, _ = self._fused(query, _DEEPER * depth)
        best = sorted(hits, key=_rank)[: max(limit, _REREAD)]
        honest = [h for h in best if not addresses_machine(h.passage.searched)]
        return distinct(_of_the_kind_asked_for(query, honest), limit)

    def _fused(self, query: Query, depth: int) -> tuple[list[Hit], int]:
        """The passages that any of the searches found, and how many more are not to answer."""
        s = self._settings
        found = (
            dict(self.words.search(WORDS, query.terms, depth)),
            dict(self.words.search(BIGRAMS, dict.fromkeys(tokens.bigrams(query.text), 1.0), depth)),
            dict(self.nearest(query.text, depth)),
        )
        # The question's own words, without what the glossary brings along.
        own = dict(self.words.search(WORDS, dict.fromkeys(query.words, 1.0), depth if self.mixed else 1))
        vouched = self._vouched({i for scores in (*found, own) for i in scores})
        agreed = fusion.agreement(
            {i: score for i, score in own.items() if vouched is None or i in vouched}, self._telling(query)
        )
        fused = fusion.fuse(found, fusion.weights(s, agreed), vouched)
        first = sorted(fused, key=lambda i: (-fused[i], i))[:depth]
        hits: list[Hit] = []
        # The store is the record: what an index still holds of a passage that is gone is passed over.
        for passage in store.passages(self._library, first):
            document = self.documents.get(passage.document_id)
            if document is None or (document["superseded"] and not s.include_superseded):
                continue
            word, bigram, cosine = (scores.get(passage.id, 0.0) for scores in found)
            told = self._told(document) if query.codes and is_report(document) else frozenset()
            score = adjusted(fused[passage.id], query, passage, document, told)
            hits.append(Hit(passage, document, score, word, bigram, cosine))
        return hits, len(first) - len(hits)

    def _vouched(self, ids: Collection[str]) -> Collection[str] | None:
        """Those of the passages by which the others are measured; None where one is as good as another.

        A note from nowhere, worded like the question, must not make everything else look unlike it.
        """
        if not self.mixed:
            return None
        document_of = store.documents_of(self._library, ids)
        held = {i for i, d in document_of.items() if d in self.documents and known(self.documents[d])}
        return held or None

    def _telling(self, query: Query) -> dict[str, float]:
        """The question's own words with their weight in this library."""
        return {w: rarity(*self.words.frequency(w)) for w in query.words}

    def nearest(self, text: str, depth: int) -> list[tuple[str, float]]:
        """The passages nearest to a question by vectors alone, as (id, cosine similarity), best first."""
        return self._vectors.search(self.embedder.question(text), depth)

    def near(self, passage_id: str, others: Sequence[str] = ()) -> dict[str, float]:
        """Cosine similarity of a passage to those nearest to it, and to the ``others``, by passage id."""
        found = self._vectors.near(passage_id, others, self._settings.depth)
        return {i: cosine for i, cosine in found.items() if i != passage_id}

    def hits(self, ids: Iterable[str]) -> list[Hit]:
        """Passages as hits without scores; those that are gone are left out."""
        found = store.passages(self._library, list(ids))
        return [
            Hit(p, self.documents[p.document_id], 0.0, 0.0, 0.0, 0.0)
            for p in found
            if p.document_id in self.documents
        ]

    def of_document(self, document_id: str, read: Callable[[Sequence[Passage]], T]) -> T:
        """What ``read`` makes of all passages of a document, kept until :meth:`refresh`."""
        key = (document_id, read)
        if key not in self._kept:
            self._kept[key] = read(store.passages(self._library, document_id=document_id))
        return self._kept[key]

    def _told(self, document: Mapping[str, Any]) -> frozenset[str]:
        """The codes in the whole of a document."""
        return self.of_document(document["id"], _codes)


def _codes(passages: Sequence[Passage]) -> frozenset[str]:
    return frozenset(tokens.codes("\n".join(p.searched for p in passages)))


def _rank(hit: Hit) -> tuple[float, str]:
    return -hit.score, hit.passage.id


def _of_the_kind_asked_for(query: Query, hits: list[Hit]) -> list[Hit]:
    """The hits ranked again: who asks how many degrees is not helped by a passage without any."""
    if not asks.specific(query.text):
        return hits
    read = [replace(h, score=for_kind(h.score, query.text, h.passage.text)) for h in hits]
    return sorted(read, key=_rank)
