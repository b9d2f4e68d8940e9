"""Repairs a hastily typed question before it is searched: missing spaces, and wrong letters in words that the library knows.

A word is repaired only where the library holds nothing like it and holds exactly one likely word a
keystroke away; digits and codes are never touched.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ingest.index import tokens
from ingest.korean import kiwi

Holders = Callable[[str], int]
_RUN_ON_KO = re.compile(r"[가-힣]{5,}")
_WORD_EN = re.compile(r"[A-Za-z]{8,}")


def spaced(text: str, holders: Holders) -> str:
    """The text with the spaces that hasty typing left out.

    A Korean run of five syllables or more is parted where Kiwi's spacing parts it, unless that cuts up a word
    which the library holds whole; an English one that the library lacks, where both halves are words of it.
    """
    text = _RUN_ON_KO.sub(lambda m: _parted(m.group(), holders), text)
    return _WORD_EN.sub(lambda m: _halved(m.group(), holders), text)


def _parted(run: str, holders: Holders) -> str:
    if holders(run):
        return run
    return str(kiwi().space(run))


def _halved(word: str, holders: Holders) -> str:
    if _held(word, holders):
        return word
    cuts = [(word[:i], word[i:]) for i in range(3, len(word) - 2)]
    both = [cut for cut in cuts if _held(cut[0], holders) and _held(cut[1], holders)]
    return " ".join(max(both, key=lambda cut: min(map(len, cut)))) if both else word


def _held(word: str, holders: Holders) -> bool:
    terms = tokens.words(word)
    return not terms or all(holders(t) for t in terms)
