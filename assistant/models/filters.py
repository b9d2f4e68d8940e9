"""Keeps from a stream of text what is no answer: thinking aloud, and endless repetition."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_THINK, _END_THINK = "<think>", "</think>"
_TAIL = 240
_REPEATED = re.compile(r"(.{2,40}?)\1{4,}\Z", re.DOTALL)


class RepetitionError(Exception):
    """The model writes the same words over and over."""


def without_thinking(deltas: Iterable[str]) -> Iterator[str]:
    """Drops the ``<think>…</think>`` with which some models begin whatever they are told."""
    held = ""
    thinking: bool | None = None  # None: too early to tell
    for delta in deltas:
        if thinking is False:
            yield delta
            continue
        held += delta
        start = held.lstrip()
        if thinking is None:
            if len(start) < len(_THINK) and _THINK.startswith(start):
                continue
            thinking = start.startswith(_THINK)
        if thinking and _END_THINK in start:
            thinking, held = False, start.split(_END_THINK, 1)[1].lstrip()
        if not thinking and held:
            yield held
            held = ""
    if thinking is None and held:
        yield held


def until_repetition(deltas: Iterable[str]) -> Iterator[str]:
    """Passes text on until its end is five times the same.

    Raises:
        RepetitionError: small models fall into such loops, above all across languages.
    """
    tail = ""
    for delta in deltas:
        tail = (tail + delta)[-_TAIL:]
        if _REPEATED.search(tail):
            raise RepetitionError
        yield delta
