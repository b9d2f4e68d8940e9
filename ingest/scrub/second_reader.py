"""Lets a language model on this machine look for names that the recognisers have missed.

It is given texts that are scrubbed already. What it names counts only where it stands in the text as a word of its own
that is in no dictionary, and then as a word that may be a name: to be masked to be safe, or decided on in the review.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import regex

from ingest.english import usual
from ingest.korean import kiwi
from ingest.scrub.names import NOT_NAMES, RANKS, TITLES
from ingest.scrub.reading import UNKNOWN
from ingest.scrub.resolve import Span

# Given a scrubbed text, the model's answer: one name a line.
Ask = Callable[[str], str]
_LONGEST = 24  # characters of a name
_MAY_NAME = regex.compile(r"[가-힣]{2}|\b[A-Z][a-z]")
_LABEL, _MASK = regex.compile(r"\[[^\[\]]{2,20}\]"), "○○"
_NOT = NOT_NAMES | frozenset(RANKS) | frozenset(TITLES)
_COMMON = frozenset({"NNG", "NNB", "NP", "MAG", "XR", "IC"})


def missed(text: str, found: Sequence[Span], scrubbed: str, ask: Ask, score: float) -> list[Span]:
    """Where the names stand that the model tells of a text, beside what was ``found``; ``scrubbed`` is what it reads."""
    # A label would be told as a name.
    read = _LABEL.sub(_MASK, scrubbed)
    if not _MAY_NAME.search(read):
        return []
    places = (place for name in _names(ask(read)) for place in _places(name, text))
    return [
        Span(start, end, "PERSON", score)
        for start, end in dict.fromkeys(places)
        if not any(s.overlaps(start, end) for s in found)
    ]


def _names(answer: str) -> Iterable[str]:
    for line in answer.splitlines():
        words = line.strip(" -•·*.,:\"'“”").split()
        while words and _ordinary(words[0]):
            words.pop(0)
        while words and _ordinary(words[-1]):
            words.pop()
        name = " ".join(words)
        if 2 <= len(name) <= _LONGEST and len(words) <= 3 and not any(map(_ordinary, words)):
            yield name


def _ordinary(word: str) -> bool:
    """Whether a word is in a dictionary, a title or no word at all; names are in none."""
    if word in _NOT or regex.search(r"\d|[^\w'’-]", word):
        return True
    if not regex.search(r"[가-힣]", word):
        return not regex.match(r"[A-Z].*[a-z]", word) or usual(word) > 0
    if regex.search(r"[A-Za-z]", word):
        return True
    tokens = kiwi().tokenize(word)
    return len(tokens) == 1 and tokens[0].tag in _COMMON and tokens[0].id > UNKNOWN


def _places(name: str, text: str) -> Iterable[tuple[int, int]]:
    after = (
        "" if regex.match(r"[가-힣]", name) else r"(?![A-Za-z])"
    )  # a particle may be glued to a Korean name
    for m in regex.finditer(rf"(?<![가-힣A-Za-z]){regex.escape(name)}{after}", text):
        yield m.span()
