"""Conditions that a claim must keep, and the order in which things are done."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from assistant.verify.clauses import Clause, clauses, subject
from assistant.verify.terms import content, things
from ingest.korean import language_of
from ingest.sentences import split

# Share of a condition's words that the claim, or the question it answers, must name.
_NAMED = 0.3
_SEQUENCE = re.compile(r"먼저|우선|다음에|그다음|이어서|\bfirst\b|\bthen\b", re.IGNORECASE)
Pair = tuple[frozenset[str], frozenset[str]]


def dropped(claim: str, evidence: str, question: str = "") -> str:
    """The condition under which the evidence says what the claim says outright, or nothing.

    A condition that the question names (“when the burner goes out”) need not be said again.
    """
    known = content(claim) | content(question)
    main = [c.words for s in split(claim) for c in clauses(s) if c.role == ""]
    said = frozenset[str]().union(*main) if main else content(claim)
    for sentence in split(evidence):
        parts = clauses(sentence)
        for i, part in enumerate(parts):
            if part.role not in ("if", "after") or not part.words:
                continue
            ruled = _ruled(parts, i)
            ours = ruled - part.words
            elsewhere = frozenset[str]().union(*(p.words for p in parts)) - ours
            if not ours or len(said & ours) <= len(said & elsewhere - part.words):
                continue
            own = part.words - ruled or part.words
            if len(known & own) < _NAMED * len(own):
                return part.text
    return ""


def misapplied(claim: str, evidence: str) -> str:
    """The condition under which the claim puts what the evidence puts under another, or under none."""
    everything = things(evidence)
    rules = _rules(evidence)
    for part, main in _rules(claim):
        mates = [(len(p & part), p, ruled) for p, ruled in rules if p & part]
        if not mates:
            continue
        most = max(n for n, _, _ in mates)
        allowed = [ruled for n, _, ruled in mates if n == most]
        if not any((main & everything) <= whole | part for whole in allowed):
            return ", ".join(sorted(part))
    return ""


def _rules(text: str) -> list[tuple[frozenset[str], frozenset[str]]]:
    """(what a condition speaks of, what it rules) for each “if”, with the topic of its sentence."""
    found = []
    for sentence in split(text):
        parts = clauses(sentence)
        topic = subject(parts[0]) if parts and language_of(sentence) == "ko" else frozenset()
        found += [
            (things(part.text), _ruled(parts, i, things) | topic)
            for i, part in enumerate(parts)
            if part.role == "if" and part.words
        ]
    return found


def _ruled(
    parts: Sequence[Clause], i: int, read: Callable[[str], frozenset[str]] = content
) -> frozenset[str]:
    """The words of the clauses that the condition ``parts[i]`` rules: up to the next condition."""
    if i and parts[i - 1].role == "" and not parts[i - 1].coordinate and language_of(parts[i].text) == "en":
        return read(parts[i - 1].text)  # “open it if …”: what stands before it, without a comma
    ruled: list[Clause] = []
    for part in parts[i + 1 :]:
        if part.role == "if" and ruled:
            break
        if part.role == "":
            ruled.append(part)
    if ruled:
        return frozenset[str]().union(*(read(p.text) for p in ruled))
    before = [p for p in parts[:i] if p.role == ""]
    return read(before[-1].text) if before else frozenset()


def reversed_order(claim: str, evidence: str) -> bool:
    """Whether the claim does first what the evidence does last."""
    said, held = _ordered(claim), _ordered(evidence)
    for sure, (first, then) in said:
        for certain, (one, other) in held:
            if not (sure or certain):
                continue
            crossed = len(first & other) + len(then & one)
            straight = len(first & one) + len(then & other)
            if crossed > straight and first & other and then & one:
                return True
    return False


def _ordered(text: str) -> list[tuple[bool, Pair]]:
    """(told by “before”, “after”; not only by the order of words, (what is first, what follows))."""
    found: list[tuple[bool, Pair]] = []
    for sentence in split(text):
        parts = clauses(sentence)
        for i, part in enumerate(parts):
            main = _main(parts, i)
            if main is None:
                continue
            if part.role == "before":
                found.append((True, (main, part.words)))
            elif part.role == "after":
                found.append((True, (part.words, main)))
        sure = _SEQUENCE.search(sentence) is not None
        found += [(sure, (a.words, b.words)) for a, b in pairwise(p for p in parts if p.role == "")]
    return found


def _main(parts: Sequence[Clause], i: int) -> frozenset[str] | None:
    for part in parts[i + 1 : i + 2]:
        if part.role == "":
            return part.words
    return parts[i - 1].words if i and parts[i - 1].role == "" else None
