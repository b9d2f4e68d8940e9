"""English names: by title, by label, beside an identifier, and from spaCy's small model with caution.

Source: spaCy ``en_core_web_sm`` (OntoNotes PERSON). On work orders it calls a hose a person, so its
findings count only as two capitalised words, none of which belongs to a plant.
"""

from __future__ import annotations

from typing import Any

import regex
from presidio_analyzer import EntityRecognizer, RecognizerResult

from ingest.english import usual
from ingest.scrub.names import (
    BRANDS,
    ENGLISH_LABELS,
    ENGLISH_ROLES,
    ENGLISH_TITLES,
    NOT_ENGLISH_NAMES,
    ROMAN_SURNAMES,
)

_WORD = r"\p{Lu}[\p{Ll}'’]+(?:-\p{Lu}?\p{Ll}+)?"
_INITIAL = r"\p{Lu}\.?"
_NAME = rf"(?:{_WORD}|\p{{Lu}}\.)(?:\s(?:{_INITIAL}|(?:de|van|von|der|da|bin|al)\s)?\s?{_WORD}){{1,2}}"
_LOOSE = rf"(?:{_INITIAL}\s?{_WORD}|{_NAME}|{_WORD}\s{_INITIAL})"
_CANDIDATE = regex.compile(rf"(?<![\p{{L}}]){_NAME}(?![\p{{L}}])")
_TITLED = regex.compile(
    rf"(?<=(?<![A-Za-z])(?:{'|'.join(ENGLISH_TITLES)})\.?\s)(?:{_INITIAL}\s?)?{_WORD}(?:\s{_WORD})?(?![\p{{L}}])"
)
_LABELS = "|".join(regex.escape(x) for x in sorted(ENGLISH_LABELS, key=len, reverse=True))
_LABELLED = regex.compile(
    rf"(?<![A-Za-z])(?i:{_LABELS})\s?(?::\s{{0,2}}(?:\|\s?[^|:]{{1,12}}:\s?)?|\|\s?[^|:]{{1,12}}:\s?)"
    rf"({_LOOSE})(?:\s?(?:[,/&+]|and)\s?({_LOOSE}))?(?![\p{{L}}])"
)
_BY = regex.compile(
    rf"(?<![A-Za-z])(?i:written|prepared|approved|reviewed|reported|checked|signed|issued|made|done|led|seen)\sby\s({_LOOSE})(?:\s(?:and|&)\s({_LOOSE}))?(?![\p{{L}}])"
)
_ROLE = regex.compile(rf"(?<![A-Za-z])(?i:{'|'.join(ENGLISH_ROLES)}),?:?\s({_LOOSE})(?![\p{{L}}])")
_BESIDE = regex.compile(
    rf"(?<![\p{{L}}])({_NAME})(?=\s?[,(<|]\s?(?:\[|the\s)?(?:employee|mobile|phone|tel|e-?mail|cell|badge|staff|date\sof\sbirth|passport|born|HB-|\+[0-9]|0[0-9]{{1,2}}[- ]))"
)
_INTRODUCED = regex.compile(
    rf"(?:(?i:my\sname\sis|my\sname's|name's|this\sis|called|named|(?<![A-Za-z])I\s?am|(?<![A-Za-z])I'm))\s({_LOOSE})(?![\p{{L}}])"
)
_FIRST_ONLY = regex.compile(
    rf"(?:(?i:call\sme|my\sname\sis|the\sname's|(?:^|[.!?]\s)(?:dear|hello|hi)))\s({_WORD})(?![\p{{L}}])"
)
_PAIR = regex.compile(
    r"(?<![\p{L}\p{N}.'’/-])(\p{Lu}\p{Ll}{2,})\s(\p{Lu}\p{Ll}{2,}(?:-\p{Lu}\p{Ll}+)?)(?![\p{L}\p{N}]|-[\p{L}\p{N}])"
)
_SELDOM = 2e-7  # share of all words; ordinary ones lie above, names and brands below
_NOUN_ENDINGS = ("ing", "tion", "sion", "ness", "ity")
_TITLE_WORDS = frozenset(
    [*ENGLISH_TITLES, *(t + "." for t in ENGLISH_TITLES), *(r.capitalize() for r in ENGLISH_ROLES)]
)
_CERTAIN, _LIKELY, _MODEL, _UNUSUAL = 0.85, 0.7, 0.6, 0.4


def in_plant(name: str) -> bool:
    """Whether a word of ``name`` belongs to machines, papers or days rather than to people."""
    words = (w.strip(".'’").lower() for w in name.replace("’s", "").replace("'s", "").split())
    return any(w in NOT_ENGLISH_NAMES or (len(w) > 6 and w.endswith(_NOUN_ENDINGS)) for w in words)


def _unusual(first: str, last: str) -> bool:
    """Whether neither is an English word nor a maker's name: what is left, side by side, is mostly a person."""
    words = (first, *last.split("-"))
    return not any(w.lower() in BRANDS or w in _TITLE_WORDS or usual(w) >= _SELDOM for w in words)


class EnglishNameRecognizer(EntityRecognizer):
    """Names of people in English text; takes spaCy's entities from ``nlp_artifacts`` when given."""

    def __init__(self) -> None:
        super().__init__(["PERSON"], supported_language="en", name="EnglishNameRecognizer")

    def load(self) -> None:
        """Nothing to load: spaCy loads with the first text that needs it."""

    def may_hold(self, text: str) -> bool:
        """Whether spaCy is worth asking: two capitalised words that no machine is called by."""
        return any(not in_plant(m.group()) for m in _CANDIDATE.finditer(text, overlapped=True))

    def analyze(
        self, text: str, entities: list[str] | None = None, nlp_artifacts: Any = None
    ) -> list[RecognizerResult]:
        """All findings with their score: title, label or identifier beside it 0.85, spaCy 0.6, two unusual words 0.4."""
        spans: list[tuple[int, int, float]] = []
        for pattern, score in ((_TITLED, _CERTAIN), (_LABELLED, _CERTAIN), (_BY, _CERTAIN), (_BESIDE, _CERTAIN), (_ROLE, _LIKELY),
                               (_INTRODUCED, _CERTAIN), (_FIRST_ONLY, _LIKELY)):  # fmt: skip
            for match in pattern.finditer(text):
                groups = range(1, pattern.groups + 1) if pattern.groups else (0,)
                spans += [(*match.span(g), score) for g in groups if match.group(g)]
        spans += [
            (*m.span(), _UNUSUAL) for m in _PAIR.finditer(text, overlapped=True) if _unusual(*m.groups())
        ]
        if nlp_artifacts is not None:
            spans += self._from_model(text, nlp_artifacts)
        return [
            RecognizerResult("PERSON", start, end, score)
            for start, end, score in spans
            if text[start:end] in ROMAN_SURNAMES or not in_plant(text[start:end])
        ]

    def _from_model(self, text: str, nlp_artifacts: Any) -> list[tuple[int, int, float]]:
        found = []
        for entity in nlp_artifacts.entities:
            if entity.label_ != "PERSON":
                continue
            for match in _CANDIDATE.finditer(entity.text):
                name = match.group().removesuffix("'s").removesuffix("’s")
                start, end = entity.start_char + match.start(), entity.start_char + match.start() + len(name)
                first = name.split()[0]
                if first in _TITLE_WORDS:  # the title stays readable
                    start += len(first) + 1
                found.append((start, end, _MODEL))
        return found
