"""Finds names in Korean text: most candidates are dismissed by a glance, Kiwi and the rules judge the rest."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import regex

from ingest.scrub.reading import Reading
from ingest.scrub.tagger.candidates import Candidate, candidates
from ingest.scrub.tagger.features import around, of_name, of_reading
from ingest.scrub.tagger.model import weights
from ingest.scrub.tagger.rules import Rules

# Log-odds of name and surroundings below which Kiwi is not asked: hardly one name in a hundred lies there.
_DISMISS = -5.0
_MOST = 9.0  # hardly any surroundings weigh more
_LEAST = 0.05  # probabilities below are not reported

# A number read aloud (공점삼 밀리) is no name unless a title says so: a lost figure is worse there than a rare name.
_NUMBER = regex.compile(r"[공영일이삼사오육륙칠팔구십백천만점]+(?: .*)?")

Worth = list[tuple[Candidate, list[str]]]


@lru_cache(maxsize=65_536)
def _by_itself(name: str, shape: str) -> float:
    return weights().dismissal(of_name(name, shape))


def worth(text: str) -> Worth:
    """The candidates that are worth Kiwi's reading, with their features so far."""
    known, found = weights(), []
    for c in candidates(text):
        if not c.title and _NUMBER.fullmatch(c.text):
            continue
        by_itself = _by_itself(c.text, c.shape)
        if by_itself + _MOST < _DISMISS:
            continue
        surroundings = around(c)
        if by_itself + known.dismissal(surroundings) >= _DISMISS:
            found.append((c, [*of_name(c.text, c.shape), *surroundings]))
    return found


def judge(text: str, found: Worth, tokens: Sequence[Any]) -> list[tuple[int, int, float]]:
    """The likeliest of the candidates that overlap: (start, end, probability that a person is meant).

    ``tokens`` are Kiwi's of the same text.
    """
    reading, known = Reading(list(tokens)), weights()
    ruled = Rules().scores(text, reading)
    scored = {
        (c.start, c.end): known.probability(
            [*features, *of_reading(c, reading, ruled.get((c.start, c.end), 0.0))]
        )
        for c, features in found
    }
    chosen: list[tuple[int, int, float]] = []
    for (start, end), score in sorted(scored.items(), key=lambda item: (-item[1], item[0])):
        if score >= _LEAST and not any(start < e and s < end for s, e, _ in chosen):
            chosen.append((start, end, score))
    return sorted(chosen)
