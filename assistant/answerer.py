"""Answers questions on one library: evidence first, then, if a model is there, checked wording."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

import prompts
from assistant import compose, evidence, gate, sources
from assistant.answer import Answer, Event, EvidenceFound, Finished, Language, Sentence, SentenceReady, Turn
from assistant.evidence import Evidence
from assistant.phrases import phrase
from assistant.retrieve import Hit, Query, Retriever, read_question
from ingest.errors import EmptyLibraryError, ModelError
from ingest.home import Home
from ingest.index.tokens import words as words_of
from ingest.korean import language_of
from ingest.settings import Settings
from ingest.store import contributors as contributor_store
from ingest.store import documents as store
from ingest.store.library import Library

if TYPE_CHECKING:
    from assistant.models import Model
    from ingest.scrub import Scrubber

Mode = Literal["auto", "quoted", "composed"]
READ = 8
_RELATED = 2


class Answerer:
    """Everything that a question needs, opened once; one question at a time."""

    def __init__(self, settings: Settings, library: Library, retriever: Retriever) -> None:
        self.settings, self.library, self.retriever = settings, library, retriever
        self._contributors = contributor_store.all_contributors(library)
        self._model: Model | None = None
        self._model_opened = False
        self._scrubber: Scrubber | None = None
        self._opening = threading.Lock()

    def stream(
        self, question: str, history: Sequence[Turn] = (), mode: Mode | None = None
    ) -> Iterator[Event]:
        """The events of one answer: evidence, then checked sentences, then the whole answer."""
        mode = mode or self.settings.answer.mode
        clock = Clock()
        language = self._language(question)
        query = read_question(question, history)
        hits = self.retriever.search(query, READ)
        clock.lap("search")
        weighed = evidence.weights(query, self.retriever.words.frequency)
        chosen = evidence.choose(hits, weighed, self.settings.answer.max_evidence)
        refusal = self._refusal(query, hits, chosen, weighed, language)
        clock.lap("evidence")
        if refusal is not None:
            refusal = replace(refusal, timings_ms=clock.laps())
            yield EvidenceFound(refusal, composing=False)
            yield Finished(refusal)
            return
        quoted = sources.quoted(chosen, self._contributors, language)
        quoted = replace(quoted, warnings=_standing(quoted, language), timings_ms=clock.laps())
        composing = mode == "composed" or (mode == "auto" and self.settings.llm.provider != "none")
        yield EvidenceFound(quoted, composing)
        if not composing:
            yield Finished(quoted)
            return
        yield from self._composed(question, query, chosen, language, quoted, mode, clock)

    def answer(self, question: str, history: Sequence[Turn] = (), mode: Mode | None = None) -> Answer:
        """The whole answer at once."""
        for event in self.stream(question, history, mode):
            if isinstance(event, Finished):
                return event.answer
        raise AssertionError("a stream of events ends with Finished")

    def use_model(self, model: Model | None) -> None:
        """Word answers with this model instead of the settings' one."""
        self._model, self._model_opened = model, True

    def model(self) -> Model | None:
        """The language model of the settings, opened at the first call; None where there is none.

        Raises:
            ModelError: a model was named and is not there.
        """
        with self._opening:
            if not self._model_opened:
                from assistant.models import open_model

                self._model = open_model(self.settings)
                self._model_opened = True
            return self._model

    def warm(self) -> None:
        """Open the model and put the fixed part of the prompts into its cache."""
        model = self.model()
        if model is None:
            return
        self._clean("")
        chosen = self.settings.language
        languages: tuple[Language, ...] = ("en", "ko") if chosen == "auto" else (chosen,)
        for language in languages:
            model.warm(prompts.load("compose", language).prefix())

    def close(self) -> None:
        if self._model is not None:
            self._model.close()
        self.library.close()

    def _language(self, question: str) -> Language:
        return language_of(question) if self.settings.language == "auto" else self.settings.language

    def _refusal(
        self,
        query: Query,
        hits: Sequence[Hit],
        chosen: Sequence[Evidence],
        weighed: dict[str, float],
        language: Language,
    ) -> Answer | None:
        related = tuple(
            sources.source(i, [Evidence(h, 0, 0, 0.0)], self._contributors, language)
            for i, h in enumerate(hits[:_RELATED], 1)
        )
        unknown = [c for c in sorted(query.codes) if not self.retriever.words.frequency(c)[0]]
        if unknown:
            text = phrase("unknown_code", language, code=query.spelling(unknown[0]))
            return Answer("refused", language, text, related=related)
        if gate.unrelated(hits, weighed) or not gate.fitted().opens(gate.measure(query, hits, weighed)):
            return Answer("refused", language, phrase("refusal", language), related=related)
        return None

    def _composed(
        self,
        question: str,
        query: Query,
        chosen: Sequence[Evidence],
        language: Language,
        quoted: Answer,
        mode: Mode,
        clock: Clock,
    ) -> Iterator[Event]:
        said: list[tuple[str, list[Evidence]]] = []
        warning = ""
        model: Model | None = None
        try:
            model = self.model()
            clock.lap("model")
            if model is None:
                # In `auto` quotes are the normal case without a model and need no remark.
                warning = phrase("no_model", language) if mode == "composed" else ""
            else:
                asked = self._clean(query.text)
                for text, used in compose.compose(
                    model, asked, chosen, language, self.settings.llm.max_tokens
                ):
                    if not said:
                        clock.lap("first_sentence")
                    said.append((text, used))
                    yield SentenceReady(Sentence(text, ()))
                clock.lap("compose")
        except ModelError as error:
            warning = phrase("model_failed", language, reason=str(error))
        if said and compose.answers(said, chosen):
            text, sentences, cited = sources.assemble(said, self._contributors, language)
            final = Answer("answered", language, text, sentences, cited, model=model.name if model else None)
            notes = (phrase("generated", language), *_standing(final, language))
            yield Finished(replace(final, warnings=notes, timings_ms=clock.laps()))
            return
        if model is not None and not warning:
            warning = phrase("unsupported", language)
        warnings = (*quoted.warnings, warning) if warning else quoted.warnings
        yield Finished(replace(quoted, warnings=warnings, timings_ms=clock.laps()))

    def _clean(self, question: str) -> str:
        """The question as a model may see it: without personal data."""
        if self._scrubber is None:
            from ingest.scrub import Scrubber

            self._scrubber = Scrubber(self.settings.scrub, ())
        return self._scrubber.scrub_question(question).text


class Clock:
    """Milliseconds of each stage, and of all of them."""

    def __init__(self) -> None:
        self._start = self._last = time.perf_counter()
        self._laps: dict[str, float] = {}

    def lap(self, stage: str) -> None:
        now = time.perf_counter()
        self._laps[stage] = (now - self._last) * 1000
        self._last = now

    def laps(self) -> dict[str, float]:
        return {**self._laps, "total": (time.perf_counter() - self._start) * 1000}


def _standing(answer: Answer, language: Language) -> tuple[str, ...]:
    return tuple(phrase("superseded", language, n=s.n) for s in answer.sources if s.superseded)


def open_answerer(settings: Settings) -> Answerer:
    """Open a library for questions.

    Raises:
        EmptyLibraryError: nothing has been ingested yet.
    """
    from ingest.index.embedder import open_embedder
    from ingest.index.vectors import VectorIndex
    from ingest.index.words import WordIndex

    home = Home(settings.home)
    empty = EmptyLibraryError(
        f"The library {home.root} holds no documents: load some with `jangin ingest FOLDER` first."
    )
    if not home.exists():
        raise empty
    library = Library(home.database)
    if not store.counts(library)[1]:
        raise empty
    # Kiwi reads its dictionaries while Chroma and the embedding model load (0.7 s less to the first evidence, of 5.4).
    threading.Thread(target=words_of, args=("",), name="jangin-kiwi", daemon=True).start()
    embedder = open_embedder(settings.embedding)
    retriever = Retriever(
        library,
        WordIndex(home.words),
        VectorIndex(home.vectors, embedder.name),
        embedder,
        settings.retrieval,
    )
    return Answerer(settings, library, retriever)
