"""Answers questions on one library: evidence first, then, if a model is there, checked wording."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from assistant import capability, certainty, compose, evidence, refuse, sources
from assistant.answer import Answer, Event, EvidenceFound, Finished, Language, Sentence, SentenceReady, Turn
from assistant.arrange import Arranged, arrange
from assistant.credit import Credits
from assistant.evidence import Evidence
from assistant.glossary import Glossary
from assistant.glossary import load as load_glossary
from assistant.phrases import phrase
from assistant.remarks import readings, remarks
from assistant.retrieve import Hit, Query, Retriever
from assistant.sources import Line
from ingest import caches
from ingest.errors import ModelError
from ingest.home import Home
from ingest.index.tokens import words as words_of
from ingest.korean import language_of
from ingest.scrub.labels import without_labels
from ingest.settings import Settings
from ingest.store import contributors as contributor_store
from ingest.store import documents as store
from ingest.store import roster
from ingest.store.library import Library

if TYPE_CHECKING:
    from assistant.models import Model
    from ingest.scrub import Scrubber

Mode = Literal["auto", "quoted", "composed"]
READ = 8


class Answerer:
    """Everything that a question needs, opened once; one question at a time."""

    def __init__(
        self,
        settings: Settings,
        library: Library,
        retriever: Retriever,
        reopen: Callable[[], Retriever] | None = None,
    ) -> None:
        self.settings, self.library, self.retriever = settings, library, retriever
        self._reopen, self._generation = reopen, library.generation
        self._credits = Credits(contributor_store.all_contributors(library), settings.consent)
        self._model: Model | None = None
        self._model_opened = False
        self._scrubber: Scrubber | None = None
        self._opening = threading.Lock()

    def stream(
        self, question: str, history: Sequence[Turn] = (), mode: Mode | None = None
    ) -> Iterator[Event]:
        """The events of one answer: evidence, then checked sentences, then the whole answer.

        What is personal in the question is taken out before anything else sees it.
        """
        mode = mode or self.settings.answer.mode
        clock = Clock()
        self._renew()
        question = self.scrubbed(question)
        history = [replace(turn, question=self.scrubbed(turn.question)) for turn in history]
        language = self._language(question)
        query = self.retriever.read(question, history)
        hits = self.read(query)
        clock.lap("search")
        weighed = evidence.weights(query, self.retriever.words.frequency)
        refusal = refuse.forbidden(question, self.retriever, self._credits, language)
        refusal = refusal or refuse.unanswered(query, hits, weighed, self.retriever, self._credits, language)
        if refusal is not None:
            clock.lap("evidence")
            refusal = replace(refusal, warnings=readings(query, language), timings_ms=clock.laps())
            yield EvidenceFound(refusal, composing=False)
            yield Finished(refusal)
            return
        chosen = evidence.choose(hits, weighed, self.settings.answer.max_evidence)
        arranged = arrange(query, chosen, weighed, self.retriever)
        quoted = sources.answer("quoted", sources.lines(arranged), self._credits, language)
        clock.lap("evidence")
        sure = bool(arranged.vouched) and certainty.certain(query, hits, weighed)
        notes = (*readings(query, language), *remarks(quoted, arranged, language))
        if not sure:
            notes = (phrase("uncertain", language), *notes)
        quoted = replace(quoted, warnings=notes, timings_ms=clock.laps(), certain=sure)
        # A model would word what is merely near as if it were the answer.
        composing = sure and (mode == "composed" or (mode == "auto" and self.settings.llm.provider != "none"))
        yield EvidenceFound(quoted, composing)
        if not composing:
            yield Finished(quoted)
            return
        yield from self._composed(question, query, arranged, language, quoted, mode, clock)

    def answer(self, question: str, history: Sequence[Turn] = (), mode: Mode | None = None) -> Answer:
        """The whole answer at once."""
        for event in self.stream(question, history, mode):
            if isinstance(event, Finished):
                return event.answer
        raise AssertionError("a stream of events ends with Finished")

    def read(self, query: Query) -> list[Hit]:
        """The passages that a question's evidence is taken from, best first."""
        return evidence.admit(self.retriever.search(query, 2 * READ), READ)

    def _renew(self) -> None:
        """Read the library again where another process has taken something in or out, or changed a consent."""
        if (now := self.library.generation) == self._generation:
            return
        self._generation = now
        caches.empty()
        self._credits = Credits(contributor_store.all_contributors(self.library), self.settings.consent)
        self._scrubber = None
        if self._reopen is not None:
            self.retriever.close()
            self.retriever = self._reopen()

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
        self.scrubbed("")
        chosen = self.settings.language
        languages: tuple[Language, ...] = ("en", "ko") if chosen == "auto" else (chosen,)
        for language in languages:
            compose.warm(model, capability.allowed(model, self.settings.model_dir, language), language)

    def close(self) -> None:
        if self._model is not None:
            self._model.close()
        self.library.close()

    def _language(self, question: str) -> Language:
        return language_of(question) if self.settings.language == "auto" else self.settings.language

    def _composed(
        self,
        question: str,
        query: Query,
        arranged: Arranged,
        language: Language,
        quoted: Answer,
        mode: Mode,
        clock: Clock,
    ) -> Iterator[Event]:
        said: list[Line] = []
        given: list[Evidence] = []
        warning = ""
        model: Model | None = None
        try:
            model = self.model()
            clock.lap("model")
            if model is None:
                # In `auto` quotes are the normal case without a model and need no remark.
                warning = phrase("no_model", language) if mode == "composed" else ""
            else:
                level = capability.allowed(model, self.settings.model_dir, language)
                given = compose.given(level, query, arranged.for_model)
                if level == "none" and mode == "composed":
                    warning = phrase("not_fit", language, model=model.name)
                for text, used in compose.compose(
                    model, query.text, given, language, self.settings.llm.max_tokens
                ):
                    if not said:
                        clock.lap("first_sentence")
                    said.append(Line(text, used, "worded"))
                    yield SentenceReady(Sentence(text, (), "worded"))
                clock.lap("compose")
        except ModelError as error:
            warning = phrase("model_failed", language, reason=str(error))
        except Exception as error:  # whatever a provider's library raises, the evidence is still there
            warning = phrase("model_failed", language, reason=type(error).__name__)
        worded_by = [(s.text, s.evidence) for s in said]
        if model is not None and compose.answers(worded_by, arranged.for_model, query):
            worded = sources.answer(
                "answered", sources.lines(arranged, said), self._credits, language, model.name
            )
            notes = (
                phrase("generated", language),
                *readings(query, language),
                *remarks(worded, arranged, language),
            )
            yield Finished(replace(worded, warnings=notes, timings_ms=clock.laps()))
            return
        if given and not warning:
            warning = phrase("unsupported", language)
        warnings = (*quoted.warnings, warning) if warning else quoted.warnings
        yield Finished(replace(quoted, warnings=warnings, timings_ms=clock.laps()))

    def scrubbed(self, question: str) -> str:
        """The question without identifiers and listed names, and without labels in their place."""
        masked = self.scrubber().scrub_question(question)
        return without_labels(masked.text) if masked.masked else question

    def scrubber(self) -> Scrubber:
        """The scrubber of questions, made at the first call."""
        if self._scrubber is None:
            from ingest.scrub import Scrubber

            named = [str(p["name"]) for p in self._credits.people.values() if p["name"]]
            self._scrubber = Scrubber(self.settings.scrub, roster.load(self.library, named))
        return self._scrubber


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


def plant_glossary(settings: Settings) -> Glossary | None:
    """The built-in glossary with the plant's own entries; None where the plant has no file of its own.

    Raises:
        SettingsError: the file cannot be read, or an entry is not usable.
    """
    path = settings.retrieval.glossary or Home(settings.home).glossary
    return load_glossary(path) if settings.retrieval.glossary or path.is_file() else None


def open_answerer(settings: Settings) -> Answerer:
    """Open a library for questions.

    Raises:
        EmptyLibraryError: nothing has been ingested yet.
    """
    from ingest.index.embedder import open_embedder
    from ingest.index.vectors import VectorIndex
    from ingest.index.words import WordIndex

    home = Home(settings.home)
    library = home.open()
    if not store.counts(library)[1]:
        library.close()
        raise home.empty()
    # Kiwi reads its dictionaries while Chroma and the embedding model load (0.7 s less to the first evidence, of 5.4).
    threading.Thread(target=words_of, args=("",), name="jangin-kiwi", daemon=True).start()
    embedder = open_embedder(settings.embedding)

    def retriever() -> Retriever:
        return Retriever(
            library,
            WordIndex(home.words),
            VectorIndex(home.vectors, embedder.name),
            embedder,
            settings.retrieval,
            plant_glossary(settings),
        )

    return Answerer(settings, library, retriever(), retriever)
