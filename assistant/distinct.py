"""Leaves out passages that say what a better one says in the same words: copies crowd other sources out.

Passages that differ in a number, a code or a negation are never copies of each other, however alike: the
difference is what the asker needs to see.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from assistant import standing

if TYPE_CHECKING:
    from assistant.retrieve import Hit

# Share of runs of four letters that two wordings have in common at least (Broder 1997, “resemblance”).
_ALIKE, _RUN = 0.8, 4
_TELLING = re.compile(
    r"[A-Za-z]*\d[\w.,-]*|않|안\s|못|지\s?마|지\s?말|금지|\b(?:not?|never|without)\b|n[’']t\b", re.IGNORECASE
)
_LETTERS = re.compile(r"[^\W_]+")


def distinct(hits: Iterable[Hit], limit: int) -> list[Hit]:
    """The first ``limit`` hits without near copies; of copies the approved one stays, in the place of the best."""
    kept: list[tuple[Hit, str, tuple[str, ...]]] = []
    for hit in hits:
        if len(kept) == limit:
            break
        text = hit.passage.searched
        telling = tuple(_TELLING.findall(text))
        for i, (other, its_text, its_telling) in enumerate(kept):
            # To compare letters takes fifty times as long as to compare what tells; few come so far.
            if telling == its_telling and _resemblance(_runs(text), _runs(its_text)) >= _ALIKE:
                if standing.approved(hit.document) and not standing.approved(other.document):
                    kept[i] = (hit, text, telling)
                break
        else:
            kept.append((hit, text, telling))
    return [hit for hit, _, _ in kept]


def _runs(text: str) -> frozenset[str]:
    letters = "".join(_LETTERS.findall(text.lower()))
    return frozenset(letters[i : i + _RUN] for i in range(max(1, len(letters) - _RUN + 1)))


def _resemblance(runs: frozenset[str], others: frozenset[str]) -> float:
    union = len(runs | others)
    return len(runs & others) / union if union else 1.0
