"""Puts evidence in the order in which a worker must read it: hazards, what is in force, then experience."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from assistant import departs, hazards, overruled
from assistant.evidence import Evidence
from assistant.retrieve import Hit, Query, Retriever
from assistant.standing import approved, known

# Of these only a rule may teach: a tip on them that no rule in the library stands over is not shown.
_SAFETY = re.compile(
    r"퍼지|가스|역화|폭발|점화|잠금|자물쇠|LOTO|인터록|감압|잔압|격리|추락|감전|협착|안전벨트|보호구|"
    r"\b(?:purg|gas\b|flashback|explo|ignit|reli(?:gh)?t|lock(?:ed)? ?out|interlock|isolat|depressuri|guard|harness|live wire)",
    re.IGNORECASE,
)
# A departing tip this short is quoted whole: cut off, it may lose the half that warns.
_WHOLE_CHARS = 700


@dataclass(frozen=True)
class Arranged:
    """Evidence as it is shown: hazard notes, then ``said`` in order.

    ``departing`` are the tips among ``said``, by passage id, that depart from what is in force, each
    with the approved evidence (also among ``said``) that they depart from, or None where it was not found.
    ``unvouched``, in a library of which somebody vouches for a part, are the passages of the other part.
    """

    hazards: tuple[Evidence, ...]
    said: tuple[Evidence, ...]
    departing: Mapping[str, Evidence | None] = field(default_factory=dict)
    unvouched: frozenset[str] = frozenset()

    @property
    def for_model(self) -> list[Evidence]:
        """What a model may word: no tip that departs from what is in force, and nothing that is unvouched."""
        left_out = self.departing.keys() | self.unvouched
        return [e for e in self.said if e.hit.passage.id not in left_out]

    @property
    def vouched(self) -> list[Evidence]:
        """What is said by sources that somebody vouches for, or by any where nobody vouches for one."""
        return [e for e in (*self.hazards, *self.said) if e.hit.passage.id not in self.unvouched]

    @property
    def tips(self) -> list[Evidence]:
        """The departing tips, which are only ever quoted."""
        return [e for e in self.said if e.hit.passage.id in self.departing]


def arrange(
    query: Query, chosen: Sequence[Evidence], weighed: Mapping[str, float], retriever: Retriever
) -> Arranged:
    """Order the chosen evidence (best first) of one question."""
    rules = [e for e in chosen if approved(e.hit.document)]
    unapproved = [e for e in chosen if not approved(e.hit.document)]
    over = {e.hit.passage.id: r for e in unapproved if (r := overruled.contradicted(e, rules, retriever))}
    tips = {e.hit.passage.id: e for e in unapproved if e.hit.passage.id in over or overruled.says_so(e)}
    if not tips:
        return _after_hazards(query, _newer_first(chosen), weighed, retriever, {})
    found = {i: over.get(i) or overruled.rule(e, rules, weighed, retriever) for i, e in tips.items()}
    kept = {
        i: r for i, r in found.items() if r is not None or not _SAFETY.search(tips[i].hit.passage.searched)
    }
    first = list({r.hit.passage.id: r for r in kept.values() if r is not None}.values())
    told = {e.hit.passage.id for e in first}
    others = [e for e in chosen if e.hit.passage.id not in told and e.hit.passage.id not in tips]
    in_force = [e for e in others if approved(e.hit.document)]
    said = [*_newer_first([*first, *in_force]), *(_whole(tips[i]) for i in kept)]
    said += [e for e in others if not approved(e.hit.document)]
    return _after_hazards(query, said, weighed, retriever, kept)


def _after_hazards(
    query: Query,
    said: Sequence[Evidence],
    weighed: Mapping[str, float],
    retriever: Retriever,
    departing: Mapping[str, Evidence | None],
) -> Arranged:
    """The evidence with its hazard notes; what is shown as a note is not said again below."""
    found = hazards.before(query, said, weighed, retriever)
    rules = {r.hit.passage.id for r in departing.values() if r is not None}
    notes: list[Evidence] = []
    for note in found:
        beside = [
            e for e in said if e.hit.passage.id == note.hit.passage.id and note.hit.passage.id not in rules
        ]
        if beside:
            note = replace(
                beside[0], start=min(note.start, beside[0].start), end=max(note.end, beside[0].end)
            )
        if note not in notes:
            notes.append(note)
    shown = {n.hit.passage.id for n in notes} - rules
    told = tuple(e for e in said if e.hit.passage.id not in shown)
    others = (e.hit.passage.id for e in told if retriever.mixed and not known(e.hit.document))
    return Arranged(tuple(notes), told, departing, frozenset(others))


def _whole(e: Evidence) -> Evidence:
    text = e.hit.passage.text
    return replace(e, start=0, end=len(text)) if len(text) <= _WHOLE_CHARS else e


def _newer_first(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence in its order, but of two approved ones that contradict each other the newer first."""
    ordered = list(evidence)
    for i, (one, other) in enumerate(pairwise(ordered)):
        both = approved(one.hit.document) and approved(other.hit.document)
        if both and _date(one.hit) < _date(other.hit) and departs.contradicts(one.text, other.text):
            ordered[i], ordered[i + 1] = other, one
    return ordered


def _date(hit: Hit) -> str:
    return hit.document["date"] or ""
