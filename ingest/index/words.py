"""The word index: BM25 over morphemes and over Hangul bigrams, in tantivy; it stores no text."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path

import tantivy

from ingest.index import tokens

WORDS, BIGRAMS = "words", "bigrams"
_HEAP_BYTES = 50_000_000


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    # Terms are made by ingest.index.tokens and joined by spaces, so the tokenizer has nothing to decide.
    builder.add_text_field(WORDS, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field(BIGRAMS, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


class WordIndex:
    """Best passages by BM25, per field."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._schema = _schema()
        self._index = tantivy.Index(self._schema, path=str(folder))
        analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        self._index.register_tokenizer("whitespace", analyzer)
        self._index.reload()

    def upsert(self, ids: Sequence[str], texts: Sequence[str]) -> None:
        """Add or replace; commits before it returns."""
        self.replace((), ids, texts)

    def delete(self, ids: Sequence[str]) -> None:
        """Take passages out of search."""
        self.replace(ids, (), ())

    def replace(self, gone: Sequence[str], ids: Sequence[str], texts: Sequence[str]) -> None:
        """Take some passages out and add, or replace, others, in one commit."""
        if not gone and not ids:
            return
        writer = self._index.writer(heap_size=_HEAP_BYTES, num_threads=1)
        for passage_id in (*gone, *ids):
            writer.delete_documents_by_term("id", passage_id)
        for passage_id, text, found in zip(ids, texts, tokens.words_of(texts), strict=True):
            document = tantivy.Document()
            document.add_text("id", passage_id)
            document.add_text(WORDS, " ".join(found))
            document.add_text(BIGRAMS, " ".join(tokens.bigrams(text)))
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def search(self, field: str, terms: Mapping[str, float], depth: int) -> list[tuple[str, float]]:
        """The best passages for weighted terms as (id, BM25 score), best first; ties in order of id."""
        searcher = self._index.searcher()
        if not terms or not searcher.num_docs:
            return []
        clauses = [
            (
                tantivy.Occur.Should,
                tantivy.Query.boost_query(tantivy.Query.term_query(self._schema, field, term), weight),
            )
            for term, weight in terms.items()
        ]
        result = searcher.search(tantivy.Query.boolean_query(clauses), limit=min(depth, searcher.num_docs))
        found = [(str(searcher.doc(address)["id"][0]), float(score)) for score, address in result.hits]
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))

    def frequency(self, term: str) -> tuple[int, int]:
        """(passages that hold the term, passages in all): how telling a word is."""
        searcher = self._index.searcher()
        return searcher.doc_freq(WORDS, term), searcher.num_docs

    def strings(self, bigram: str) -> int:
        """How many passages hold two Hangul syllables side by side."""
        return int(self._index.searcher().doc_freq(BIGRAMS, bigram))

    def ids(self) -> list[str]:
        """All passages that are in it."""
        searcher = self._index.searcher()
        if not searcher.num_docs:
            return []
        found = searcher.search(tantivy.Query.all_query(), limit=searcher.num_docs)
        return [str(searcher.doc(address)["id"][0]) for _, address in found.hits]

    def count(self) -> int:
        return int(self._index.searcher().num_docs)


def rarity(holders: int, total: int) -> float:
    """How telling a word is that so many of all passages hold: BM25's inverse document frequency."""
    return math.log(1 + (total - holders + 0.5) / (holders + 0.5))
