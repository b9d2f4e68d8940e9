"""Moves the passages found up or down by what a question names: things, dates, kinds and parts of a report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from assistant import asks
from assistant.dates import dates, tells
from assistant.sections import asked_part
from ingest.index import tokens
from ingest.numbered import unnumbered
from ingest.store.documents import Passage

# What a passage loses that tells none of the codes and dates asked for, or no quantity of the kind asked for.
_OTHER_THING, _OTHER_KIND = 0.4, 0.4
# What the report of the very event asked for gains, and in a report the part asked for, such as its cause.
_SAME_EVENT, _ASKED_PART = 0.2, 0.3
# What an address block loses, and from which share of masked characters on a passage is one.
_MASKED, _MASKED_SHARE = 0.3, 0.08
_LABEL = re.compile(r"\[[^\[\]\d]{2,20}\]")


class Asked(Protocol):
    """What is read of a question."""

    @property
    def text(self) -> str: ...
    @property
    def codes(self) -> frozenset[str]: ...
    @property
    def dates(self) -> frozenset[str]: ...


def adjusted(
    score: float, asked: Asked, passage: Passage, document: Mapping[str, Any], told: frozenset[str]
) -> float:
    """The fused score (0 to 1) of a passage after what the question names is counted.

    ``told`` are the codes in the whole of an incident report, see :func:`is_report`.
    """
    codes, days = _silent(asked, passage, document, told)
    named = len(asked.codes) + len(asked.dates)
    if named:
        # A question about E03305 is not answered by a passage on E04021, however alike the words, nor
        # one about the burst of 2022 by the report of 2023.
        score *= 1 - _OTHER_THING * (codes + days) / named
    if is_report(document) and passage.locator.sheet is None:
        if asked.dates and document["date"] and not codes and _all_told(asked.dates, {document["date"]}):
            score += _SAME_EVENT
        if asked_part(asked.text, passage.context):
            score *= 1 + _ASKED_PART
    if mostly_masked(passage.text):
        score *= 1 - _MASKED
    return min(1.0, score)


def for_kind(score: float, question: str, text: str) -> float:
    """The score of a passage for a question that asks for some kind of quantity: without one it loses."""
    return score if asks.held(question, text) else score * (1 - _OTHER_KIND)


def is_report(document: Mapping[str, Any]) -> bool:
    """Whether a document reports an incident, so that all of it speaks of the same event.

    A log of many events is of the same kind; its passages stand in a sheet.
    """
    return bool(document["kind"] == "incident")


def mostly_masked(text: str) -> bool:
    """Whether a passage is an address block: what is left of it after masking answers nothing."""
    if "[" not in text:
        return False
    labels = _LABEL.findall(text := unnumbered(text))
    return len(labels) >= 2 and sum(map(len, labels)) > _MASKED_SHARE * len(text)


def _all_told(named: Iterable[str], told: Iterable[str]) -> bool:
    told = set(told)
    return all(tells(d, told) for d in named)


def _silent(
    asked: Asked, passage: Passage, document: Mapping[str, Any], told: frozenset[str]
) -> tuple[int, int]:
    """How many of the codes and of the dates asked for neither passage nor document tells."""
    codes = 0
    if asked.codes:
        here = f"{document['title']} {' '.join(document['equipment'])} {passage.searched}"
        whole = told if passage.locator.sheet is None else frozenset()
        codes = len(asked.codes - tokens.codes(here) - whole)
    if not asked.dates:
        return codes, 0
    days = set(dates(passage.searched))
    # A standard's own date is that of its revision and says nothing on when things happened.
    if document["date"] and document["kind"] != "manual":
        days.add(document["date"])
    return codes, sum(not tells(d, days) for d in asked.dates)
