"""Names the plant has listed: contributors, interviewers, employees, contractors, in every form of address.

Source: the site's own contributors file. A full name is masked wherever it stands; a part of a name
only where what follows shows that a person is meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import regex
from presidio_analyzer import EntityRecognizer, RecognizerResult

from ingest.scrub.names import COMPOUND_SURNAMES, ENGLISH_TITLES, TITLES, WORDLIKE_NAMES

_SCORE = 0.95
_TITLE = rf"(?:{'|'.join(sorted(TITLES, key=len, reverse=True))})"
# Particles that only follow people, with the diminutive 이 of a given name.
_PERSONAL = rf"(?=\s?{_TITLE}|이?(?:한테|에게|랑|네\s|야(?![가-힣]))|이가(?![가-힣])|이\s?{_TITLE}|아(?![가-힣])|께서|이하고|이도(?![가-힣]))"
_KOREAN = regex.compile(r"[가-힣]+")
_NOT_IN_HANGUL = r"(?<![가-힣])"
_TITLE_AT_END = regex.compile(rf"\s?(?:{'|'.join(sorted(TITLES, key=len, reverse=True))})님?$")
_DIMINUTIVE = regex.compile(r"^[가-힣]{2}이$")


def _split_korean(name: str) -> tuple[str, str]:
    cut = 2 if name.startswith(COMPOUND_SURNAMES) and len(name) > 2 else 1
    return name[:cut], name[cut:]


def _korean_patterns(name: str) -> list[str]:
    bare = _TITLE_AT_END.sub("", name).strip()
    if bare != name or _DIMINUTIVE.match(bare) or " " in name:  # a way of address: 박 반장, 도윤이, 영식이 형
        return [_address_pattern(name, bare)]
    surname, given = _split_korean(name)
    full = f"{surname}{given}"
    patterns = [
        full
        if len(name) >= 3
        else rf"{_NOT_IN_HANGUL}{full}(?=\s?{_TITLE}|[^가-힣]|[은는이가을를도의과와]|$)"
    ]
    if len(given) >= 2:
        patterns.append(rf"{_NOT_IN_HANGUL}{surname}\s{given}")
        patterns.append(rf"{_NOT_IN_HANGUL}{given}{_PERSONAL}")
    if len(name) == 2:  # a given name was listed alone
        patterns.append(rf"{_NOT_IN_HANGUL}{name}{_PERSONAL}")
    return patterns


def _address_pattern(name: str, bare: str) -> str:
    # The title stays readable, so only what stands before it is masked.
    title = name[len(bare) :].strip()
    after = rf"(?=\s?{regex.escape(title)})" if title else r"(?=[^가-힣]|[가는도를한의네랑야하]|$)"
    return _NOT_IN_HANGUL + r"\s?".join(regex.escape(part) for part in bare.split()) + after


def _english_patterns(name: str) -> list[str]:
    words = [w for w in name.replace(".", " ").split() if w not in ENGLISH_TITLES]
    if not words:
        return []
    edge = r"(?<![A-Za-z])", r"(?![A-Za-z])"
    patterns = []
    if len(words) > 1:
        first, last = regex.escape(words[0]), regex.escape(words[-1])
        middle = r"(?:\s+[A-Z][A-Za-z'.-]*)?"
        whole = r"\s+".join(regex.escape(w).replace(r"\-", r"[-\s]?") for w in words)
        patterns += [
            rf"(?i:{edge[0]}{whole}{edge[1]})",
            rf"{edge[0]}{first}{middle}\s+{last}{edge[1]}",
            rf"{edge[0]}{last},\s?{first}{edge[1]}",
            rf"{edge[0]}{words[0][0]}\.\s?{last}{edge[1]}",
            rf"{edge[0]}{last},?\s{words[0][0]}\.",
        ]
    titles = "|".join(ENGLISH_TITLES)
    for word in words:
        if len(word) < 2:
            continue
        plain = regex.escape(word)
        patterns.append(rf"(?<=(?:{titles})\.?\s){plain}{edge[1]}")
        if word[0].isupper() and word.lower() not in WORDLIKE_NAMES and len(word) > 2:
            patterns.append(rf"{edge[0]}{plain}(?![A-Za-z]|-[A-Za-z0-9])")
    return patterns


def _keys(name: str) -> list[str]:
    """Parts of a name of which at least one stands in every way to write it."""
    if not _KOREAN.search(name):
        return [word.lower() for word in name.replace(".", " ").split() if word not in ENGLISH_TITLES]
    bare = _TITLE_AT_END.sub("", name).strip()
    if bare != name or " " in name or _DIMINUTIVE.match(bare):
        return [bare.split()[-1]]
    return [_split_korean(name)[1] or name]


class RosterRecognizer(EntityRecognizer):
    """Finds the listed people. ``roster`` are names and ways of address in either language."""

    def __init__(self, roster: Sequence[str]) -> None:
        # A name is looked for only where its rarest part stands: a list of hundreds costs little.
        self._names: list[tuple[str, regex.Pattern[str]]] = []
        for name in sorted({name.strip() for name in roster if name.strip()}):
            patterns = _korean_patterns(name) if _KOREAN.search(name) else _english_patterns(name)
            if patterns:
                self._names += [(key, regex.compile("|".join(patterns))) for key in _keys(name)]
        super().__init__(["PERSON"], supported_language="ko", name="RosterRecognizer")

    def load(self) -> None:
        """Nothing to load."""

    def analyze(
        self, text: str, entities: list[str] | None = None, nlp_artifacts: Any = None
    ) -> list[RecognizerResult]:
        """All listed names in ``text``."""
        lowered = text.lower()
        return [
            RecognizerResult("PERSON", match.start(), match.end(), _SCORE)
            for key, pattern in self._names
            if key in lowered
            for match in pattern.finditer(text)
        ]
