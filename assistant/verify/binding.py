"""Whether a number stands with the words that it belongs to, not with those of the number beside it."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.verify.clauses import clauses
from assistant.verify.terms import content
from ingest.quantities import Quantity, located
from ingest.sentences import split


@dataclass(frozen=True)
class Part:
    """A stretch of a sentence that holds numbers, with the words they belong to."""

    quantities: frozenset[Quantity]
    words: frozenset[str]


def misplaced(claim: str, evidence: str, context: str = "") -> Quantity | None:
    """The first number that the claim gives to what the evidence gives another number of that unit.

    Judged by the words that only one of the evidence's numbers has beside it: a claim that uses a
    larger share of the other number's words than of this one's has taken the wrong number.
    """
    common = content(context)
    held = parts(evidence)
    for said in parts(claim):
        for quantity in said.quantities:
            own = [p for p in held if any(h.supports(quantity) for h in p.quantities)]
            if not own:
                continue
            near = frozenset[str]().union(*(p.words for p in own))
            for rival in held:
                if rival in own or not any(q.unit == quantity.unit for q in rival.quantities):
                    continue
                theirs, ours = rival.words - near - common, near - rival.words - common
                if said.words & theirs and _share(said.words, theirs) > _share(said.words, ours):
                    return quantity
    return None


def _share(said: frozenset[str], words: frozenset[str]) -> float:
    return len(said & words) / len(words) if words else 0.0


def parts(text: str) -> list[Part]:
    """The parts of all sentences; one without words before its number takes those of the part before."""
    return [p for sentence in split(text) for p in _parts(sentence)]


def _parts(sentence: str) -> list[Part]:
    groups: list[str] = [""]
    for clause in clauses(sentence):
        groups[-1] += f" {clause.text}"
        if clause.coordinate:
            groups.append("")
    texts: list[str] = []
    waiting = ""
    for group in groups:
        if not group.strip():
            continue
        if not _united(group):
            # Words without a number belong to the number before them, else to the one that follows.
            if texts:
                texts[-1] += group
            else:
                waiting += group
            continue
        texts.append(waiting + group)
        waiting = ""
    found: list[Part] = []
    topic: frozenset[str] = frozenset()
    for text in texts:
        here = located(text)
        first = min(start for start, _, _ in here)
        before = content(text[:first])
        words = content(text) | (topic if not before else frozenset())
        topic = before or topic
        found.append(Part(frozenset(q for _, _, q in here), words))
    return found


def _united(text: str) -> bool:
    return bool(located(text))
