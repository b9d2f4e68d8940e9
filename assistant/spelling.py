"""Puts back the spaces that hasty typing left out of a question.

Only runs that the library does not hold whole are parted; codes and digits are never touched.
"""

from __future__ import annotations

import re

from assistant.misspelt import Vocabulary, a_slip
from ingest.english import usual
from ingest.korean import kiwi

_RUN_ON_KO = re.compile(r"[가-힣]{5,}")
_RUN_ON_EN = re.compile(r"(?<![A-Za-z0-9-])[A-Za-z]{6,}(?![A-Za-z0-9-])")
# In shorter pieces, and in rare words, everything can be parted.
_SHORTEST, _WHOLE = 3, 4
_COMMON = 3e-6
_MOST_PARTS = 3


def spaced(text: str, held: Vocabulary) -> str:
    """The text with its spaces put back.

    A Korean run of five syllables or more is parted where Kiwi parts it, an English one of six letters or
    more, that is no word nor one slip away from one of the library's, where all its parts are words.
    """
    text = _RUN_ON_KO.sub(
        lambda m: m.group() if held.holders(m.group()) else str(kiwi().space(m.group())), text
    )
    return _RUN_ON_EN.sub(lambda m: _parted(m.group(), held), text)


def _parted(word: str, held: Vocabulary) -> str:
    if usual(word) or held.holds(word) or a_slip(word, held):
        return word
    return " ".join(_parts(word, held, _MOST_PARTS) or [word])


def _parts(word: str, held: Vocabulary, most: int) -> list[str]:
    """The fewest words that a run is made of, of which the shortest is as long as can be; empty where there are none."""
    if _a_word(word, held):
        return [word]
    found = [
        [word[:i], *rest]
        for i in range(_SHORTEST, len(word) - _SHORTEST + 1 if most > 1 else 0)
        if _a_word(word[:i], held) and (rest := _parts(word[i:], held, most - 1))
    ]
    return min(found, key=lambda parts: (len(parts), -min(map(len, parts))), default=[])


def _a_word(part: str, held: Vocabulary) -> bool:
    return usual(part) >= _COMMON or (len(part) >= _WHOLE and held.least(part) > 0)
