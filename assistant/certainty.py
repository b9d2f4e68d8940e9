"""Tells whether what is shown surely answers, or is merely the nearest that the library holds.

The gate (:mod:`assistant.gate`) refuses what asks about another thing than the sources speak of. Where the one
passage that tells is missing, others on the same machine and subject still pass it, and nothing but reading can
part them from an answer. They are shown, but as passages to be judged, and no model words them. The rule was
taught by questions asked twice, with their passages and without (``eval/fit_certainty.py``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant import rule
from assistant.gate import found_in, own_words, similarity, unnamed
from assistant.retrieve import Hit, Query
from assistant.rule import Rule
from assistant.standing import known

FITTED = Path(__file__).with_name("certainty.json")
# More telling words than this in a question add nothing.
_MANY_WORDS = 10


@dataclass(frozen=True)
class Features:
    """What certainty is judged by; about 0 to 1 each."""

    cosine: float  # best vector similarity
    ahead: float  # by how much the best passage's score leads the second's
    worded: float  # best BM25 score over the weight of the question's own words; up to 1.5
    unnamed: float  # share of the codes asked for that the passage nearest to them does not name
    telling: float  # number of the question's own words, over ten


@cache
def fitted() -> Rule:
    """The rule with the weights that were fitted last."""
    return rule.load(FITTED, Features)


def certain(query: Query, hits: Sequence[Hit], weighed: Mapping[str, float]) -> bool:
    """Whether the passages read, best first, surely answer; ``weighed`` as :func:`evidence.weights` gives it."""
    return fitted().holds(measure(query, hits, weighed))


def measure(query: Query, hits: Sequence[Hit], weighed: Mapping[str, float]) -> Features:
    """The features of a question and the passages read for it.

    Where sources of known standing were found only they count: a note from nowhere, worded like the question,
    makes nothing sure.
    """
    hits = [h for h in hits if known(h.document)] or hits
    own = own_words(query, weighed)
    telling = min(len(own), _MANY_WORDS) / _MANY_WORDS
    found = found_in(hits)
    if not found:
        return Features(0.0, 0.0, 0.0, 1.0, telling)
    first, second, *_ = (*sorted((h.score for h in hits), reverse=True), 0.0)
    total = sum(own.values())
    return Features(
        cosine=max(similarity(query, h) for h in found),
        ahead=first - second,
        worded=max(h.word for h in hits) / total if total else 0.0,
        unnamed=min(unnamed(query, h) for h in found),
        telling=telling,
    )
