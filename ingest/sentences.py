"""Splits a text into sentences with their exact place in it, in Korean and English."""

from __future__ import annotations

import re

from ingest.caches import remembered
from ingest.korean import kiwi, language_of

# A full stop ends an English sentence unless it stands in a number, an initial or a usual abbreviation.
_END = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9가-힣])|\n+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:No|Nos|Fig|approx|min|max|e\.g|i\.e|vs|Mr|Ms|Mrs|Dr|St|dia|temp|ref|etc)|\b[A-Z])\.$"
)
_LABEL = re.compile(r"(?<=[.!?])\s+\[[^\[\]]{1,12}\]$")


def spans(text: str) -> list[tuple[int, int]]:
    """(start, end) of each sentence; white space around them is left out, nothing else is lost."""
    return list(_spans(text))


# An answer looks at the sentences of the same passages several times.
@remembered(4_000)
def _spans(text: str) -> tuple[tuple[int, int], ...]:
    pieces: list[tuple[int, int]] = []
    for start, end in _lines(text):
        line = text[start:end]
        if language_of(line) == "ko":
            found = _labels_ahead(line, [(s.start, s.end) for s in kiwi().split_into_sents(line)])
        else:
            found = _english(line)
        pieces.extend((start + a, start + b) for a, b in found)
    return tuple(s for s in (_trim(text, a, b) for a, b in pieces) if s[0] < s[1])


def split(text: str) -> list[str]:
    """The sentences of a text."""
    return [text[a:b] for a, b in spans(text)]


def _lines(text: str) -> list[tuple[int, int]]:
    return [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]


def _labels_ahead(line: str, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Kiwi takes the label of a masked name for the end of the sentence before: “조여야 돼. [이름]” “가 …”."""
    for i in range(len(found) - 1):
        (start, end), (after, last) = found[i], found[i + 1]
        label = _LABEL.search(line[start:end])
        if label and end == after:
            found[i], found[i + 1] = (start, start + label.start()), (start + label.start(), last)
    return found


def _english(line: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(line):
        if _ABBREVIATION.search(line[start : match.start()]):
            continue
        found.append((start, match.start()))
        start = match.end()
    found.append((start, len(line)))
    return found


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
