"""When two texts say the same: the one reading of quotes and key facts that every measure shares."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

# Share of a quote that a passage must hold in one run: scrubbing may have put labels for names in it.
MIN_RUN = 0.6
# Where a quote is cut over two passages each holds a part; a part this long, with a key fact, will do.
MIN_PART = 0.25
MIN_PART_CHARS = 8
# What parts the cells of a table row, as the parsers write it.
CELL_BAR = " | "

_DASHES = re.compile(r"[‐‑‒–—―−~∼〜]")
_DROPPED = re.compile(r"[\s,|*`“”\"'‘’]+")


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """A text without what may differ between two spellings of the same words.

    NFKC (``℃`` becomes ``°C``), case folded; every dash and tilde is ``-``; white space, commas,
    quotation marks and the bars and stars of table and Markdown notation are dropped.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    return _DROPPED.sub("", _DASHES.sub("-", plain))


def states(text: str, wordings: Iterable[str]) -> bool:
    """Whether a text holds a key fact in one of its wordings, compared folded.

    A wording that begins or ends with a digit must not be part of a longer number: ``35초`` does
    not stand in ``135초``, nor ``1.1`` in ``1.15``.
    """
    folded = fold(text)
    return any(_fact(fold(wording)).search(folded) is not None for wording in wordings)


@lru_cache(maxsize=10_000)
def _fact(folded: str) -> re.Pattern[str]:
    before = r"(?<!\d)(?<!\d\.)" if folded[:1].isdigit() else ""
    after = r"(?!\.?\d)" if folded[-1:].isdigit() else ""
    return re.compile(before + re.escape(folded) + after)


def longest_run(quote: str, text: str) -> int:
    """Characters of the longest piece that both folded texts hold."""
    a, b = fold(quote), fold(text)
    if a in b:
        return len(a)
    return SequenceMatcher(None, a, b, autojunk=False).find_longest_match().size


def holds_quote(quote: str, text: str, facts: Sequence[Sequence[str]]) -> bool:
    """Whether a passage of the right document is the one that a piece of gold evidence means.

    It is if, both folded, the longest run of characters common to quote and passage is at least
    60 % of the quote; or, for a quote cut over two passages, at least 25 % of it and 8 characters
    and the passage states a key fact. Of a table row (its cells stand apart by a bar) the quote must
    be held whole, since the rows of a table differ in a few characters.
    """
    if CELL_BAR in quote:
        return fold(quote) in fold(text)
    wanted, run = len(fold(quote)), longest_run(quote, text)
    if run >= MIN_RUN * wanted:
        return True
    if run < max(MIN_PART * wanted, MIN_PART_CHARS):
        return False
    return any(states(text, wordings) for wordings in facts)


def same_document(gold: str, name: str) -> bool:
    """Whether two document names are the same; file systems differ in how they compose Hangul."""
    return unicodedata.normalize("NFC", gold) == unicodedata.normalize("NFC", name)
