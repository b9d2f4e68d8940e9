"""Scrubs texts: runs the recognisers, settles overlaps, puts labels in place of what was found.

The recognisers are Presidio's classes but are called directly: its engine would run a language
pipeline over every text and copy every result, while here Kiwi and spaCy see only texts that hold a
candidate for a name.
"""

from __future__ import annotations

import threading
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, cast

import regex

from ingest.korean import kiwi
from ingest.scrub.cast import Cast, Person
from ingest.scrub.labels import label_for, label_spans
from ingest.scrub.listed import listed, may_name, name_parts
from ingest.scrub.marks import may_identify
from ingest.scrub.normalise import plain_view
from ingest.scrub.resolve import Span, resolve
from ingest.scrub.roster import Roster
from ingest.scrub.second_reader import Ask, missed
from ingest.scrub.spoken import spoken_view
from ingest.scrub.tagger import tagger
from ingest.settings import ScrubSettings

if TYPE_CHECKING:
    from presidio_analyzer import EntityRecognizer

    from ingest.scrub.english_engine import EnglishNlpEngine
    from ingest.scrub.kiwi_engine import KiwiNlpEngine

Language = Literal["ko", "en"]
Decided = Callable[[str], Literal["mask", "keep"] | None]
_LEARN = 0.8  # a name found at least this surely is masked in the whole document


def _nothing(_asked: object) -> None:
    """Nobody has decided anything."""


@dataclass(frozen=True)
class Doubt:
    """A masked word that may be a name, with where it stands; for the reviewer's eyes, never to be kept."""

    word: str
    start: int
    end: int


@dataclass(frozen=True)
class Scrubbed:
    """A scrubbed text and how many of each entity type were masked; the matches only where in doubt."""

    text: str
    masked: dict[str, int] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()


class Scrubber:
    """Masks personal data; one for a process, safe to share between threads.

    ``roster`` are the names and ways of address that must never show, in the open or by their hashes. ``number``
    gives the one number of a person, or None for whom no number may be told; without it all people have the same
    label. ``ask`` is a model that reads a second time, see :mod:`ingest.scrub.second_reader`. The heavy parts load
    with the first text that needs them.
    """

    def __init__(
        self,
        settings: ScrubSettings,
        roster: Roster | Iterable[str] = (),
        number: Callable[[Person], int | None] = _nothing,
        ask: Ask | None = None,
    ) -> None:
        self.settings = settings
        self.roster = roster if isinstance(roster, Roster) else Roster.of(roster)
        self._number, self._ask = number, ask
        self._lock = threading.RLock()
        self._structured: list[EntityRecognizer] | None = None
        self._english: EnglishNlpEngine | None = None
        self._korean: KiwiNlpEngine | None = None

    def scrub(self, text: str, language: Language | None = None) -> Scrubbed:
        """One text without its personal data; ``language`` is a hint for text with hardly a word."""
        return self.scrub_document([text], language)[0]

    def scrub_document(
        self, texts: Iterable[str], language: Language | None = None, decided: Decided = _nothing
    ) -> list[Scrubbed]:
        """The texts of one document, in order.

        A name that one text proves (by a title or a label) is masked in all of them, where it may
        stand without either. ``decided`` is what a person has decided on a word that may be a name: "mask",
        "keep" or None; names that the plant has listed are masked all the same.
        """
        plain = [unicodedata.normalize("NFC", text) for text in texts]
        found = self.find(plain, decided)
        cast = Cast(plain, ([s for s in spans if self._is_person(s)] for spans in found), self.roster)
        return [self._mask(t, spans, language, cast) for t, spans in zip(plain, found, strict=True)]

    def find(self, texts: Sequence[str], decided: Decided = _nothing) -> list[list[Span]]:
        """What would be masked in the texts of one document: spans in order, without overlap."""
        with self._lock:
            found = [self._quick(text) for text in texts]
            for text, spans, more in zip(texts, found, self._person_spans(texts), strict=True):
                spans += _as_decided(text, more, decided)
            if learnt := _proven(texts, found):
                from ingest.scrub.recognisers.roster import RosterRecognizer

                again, parts = RosterRecognizer(Roster.of(learnt)), name_parts(learnt)
                for text, spans in zip(texts, found, strict=True):
                    view = plain_view(text)
                    if may_name(view, parts):
                        spans += _run(again, view)
        settled = [self._settle(text, spans) for text, spans in zip(texts, found, strict=True)]
        if self._ask is None:
            return settled
        ask = cache(self._ask)
        return [self._again(text, spans, ask, decided) for text, spans in zip(texts, settled, strict=True)]

    def _again(self, text: str, spans: list[Span], ask: Ask, decided: Decided) -> list[Span]:
        """What was found, and what a second reader of the scrubbed text finds, as words that may be names."""
        unsure = min(self.settings.threshold, self.settings.unsure)
        more = missed(text, spans, self.masked(text, 0, len(text), spans), ask, unsure)
        return self._settle(text, [*spans, *_as_decided(text, more, decided)]) if more else spans

    def scrub_question(self, text: str) -> Scrubbed:
        """A question without identifiers, listed names and what surely is a name.

        Presidio takes seconds to load, so a question that cannot hold an identifier goes without. A word that
        only may be a name stays: it is mostly the machine that is asked about.
        """
        plain = unicodedata.normalize("NFC", text)
        view = plain_view(plain)
        with self._lock:
            plants_own = regex.search(self.settings.employee_number_pattern, view)
            spans = self._quick(plain) if plants_own or may_identify(view) else []
            spans += [Span(start, end, "PERSON", 1.0) for start, end in listed(view, self.roster)]
            if found := tagger.worth(view):
                judged = tagger.judge(view, found, kiwi().tokenize(view))
                spans += [Span(s, e, "PERSON", p) for s, e, p in judged if p >= self.settings.threshold]
        return self._mask(plain, self._settle(plain, spans), None)

    def _settle(self, text: str, found: Iterable[Span]) -> list[Span]:
        sure, unsure = self.settings.threshold, min(self.settings.threshold, self.settings.unsure)
        enough = (s for s in found if s.score >= (unsure if s.entity == "PERSON" else sure))
        return resolve(enough, label_spans(text))

    def _mask(
        self, text: str, spans: Sequence[Span], language: Language | None, cast: Cast | None = None
    ) -> Scrubbed:
        doubts = (Doubt(text[s.start : s.end], s.start, s.end) for s in spans if self.in_doubt(s))
        cleaned = self.masked(text, 0, len(text), spans, language, cast)
        return Scrubbed(cleaned, dict(Counter(s.entity for s in spans)), tuple(doubts))

    def masked(
        self,
        text: str,
        start: int,
        end: int,
        spans: Sequence[Span],
        language: Language | None = None,
        cast: Cast | None = None,
    ) -> str:
        """``text[start:end]`` with the spans that lie in it replaced by their labels.

        With the document's ``cast`` a person is called by the one number that is theirs everywhere.
        """
        pieces, at = [], start
        for span in (s for s in spans if start <= s.start and s.end <= end):
            person = cast.person(text, span) if cast and self._is_person(span) else None
            number = self._number(person) if person else None
            label = label_for(span.entity, text, span.start, span.end, language, number)
            pieces += [text[at : span.start], label]
            at = span.end
        return "".join([*pieces, text[at:end]])

    def _is_person(self, span: Span) -> bool:
        return span.entity == "PERSON" and not self.in_doubt(span)

    def in_doubt(self, span: Span) -> bool:
        """Whether it is masked only to be safe, and a person should look at it."""
        return span.entity == "PERSON" and span.score < self.settings.threshold

    def _quick(self, text: str) -> list[Span]:
        view = plain_view(text)
        spans = [span for recogniser in self._recognisers() for span in _run(recogniser, view)]
        if (spoken := spoken_view(view)) is not None:
            for recogniser in self._recognisers():
                for span in _run(recogniser, spoken.text):
                    start, end = spoken.back(span.start, span.end)
                    spans.append(Span(start, end, span.entity, span.score))
        return spans

    def _recognisers(self) -> list[EntityRecognizer]:
        if self._structured is None:
            from ingest.scrub.recognisers import structured
            from ingest.scrub.recognisers.romanised_name import RomanisedNameRecognizer
            from ingest.scrub.recognisers.roster import RosterRecognizer

            self._structured = [
                *structured(self.settings),
                RosterRecognizer(self.roster),
                RomanisedNameRecognizer(),
            ]
        return self._structured

    def _person_spans(self, texts: Sequence[str]) -> list[list[Span]]:
        from ingest.scrub.recognisers.english_name import EnglishNameRecognizer
        from ingest.scrub.recognisers.tagged_name import TaggedNameRecognizer

        korean, english = TaggedNameRecognizer(), EnglishNameRecognizer()
        views = [plain_view(text) for text in texts]
        spans: list[list[Span]] = [_run(english, view) for view in views]
        if some := [i for i, view in enumerate(views) if korean.may_hold(view)]:
            engine = self._kiwi_engine()
            for i, (_, artifacts) in zip(some, engine.process_batch([views[i] for i in some]), strict=True):
                spans[i] += _run(korean, views[i], artifacts)
        if some := [i for i, view in enumerate(views) if english.may_hold(view)]:
            nlp = self._spacy_engine()
            read = nlp.process_batch([views[i] for i in some], "en", batch_size=64)
            for i, (_, artifacts) in zip(some, cast("Iterable[tuple[str, Any]]", read), strict=True):
                spans[i] += _run(english, views[i], artifacts)
        return spans

    def _kiwi_engine(self) -> KiwiNlpEngine:
        if self._korean is None:
            from ingest.scrub.kiwi_engine import KiwiNlpEngine

            self._korean = KiwiNlpEngine()
        return self._korean

    def _spacy_engine(self) -> EnglishNlpEngine:
        if self._english is None:
            from ingest.scrub.english_engine import EnglishNlpEngine

            self._english = EnglishNlpEngine()
            self._english.load()
        return self._english


def _run(recogniser: EntityRecognizer, view: str, artifacts: Any = None) -> list[Span]:
    found = recogniser.analyze(view, recogniser.supported_entities, artifacts)
    spans = []
    for result in found:
        end = result.start + len(view[result.start : result.end].rstrip(" ,\n"))
        spans.append(Span(result.start, end, result.entity_type, result.score))
    return spans


def _as_decided(text: str, spans: Iterable[Span], decided: Decided) -> Iterator[Span]:
    for span in spans:
        verdict = decided(text[span.start : span.end])
        if verdict != "keep":
            yield replace(span, score=1.0) if verdict == "mask" else span


def _proven(texts: Sequence[str], found: list[list[Span]]) -> set[str]:
    proven = set()
    for text, spans in zip(texts, found, strict=True):
        for span in spans:
            name = text[span.start : span.end]
            if span.entity == "PERSON" and span.score >= _LEARN and (len(name) >= 3 or " " in name):
                proven.add(name)
    return proven
