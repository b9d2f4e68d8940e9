"""How usual an English word is: search reads slips of the finger by it, scrubbing unusual names."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spellchecker import SpellChecker


def usual(word: str) -> float:
    """How usual a word is in English, as a share of all words; 0 where the dictionary lacks it."""
    return float(_dictionary().word_usage_frequency(word.lower()))


@cache
def _dictionary() -> SpellChecker:
    from spellchecker import SpellChecker

    return SpellChecker("en")
