"""Finds the approved sentence over what is not approved: the one it is a false copy of, or a tip departs from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant import departs
from assistant.evidence import Evidence, best_of
from assistant.retrieve import Retriever
from assistant.standing import approved, known
from ingest import sentences
from ingest.quantities import quantities

# How many approved passages beside a tip may be its rule, other than those found for the question.
_NEIGHBOURS = 3
# How many of the passages nearest to an unapproved one are read for the sentence that it may be a false copy of.
_COPIES = 10


def says_so(e: Evidence) -> bool:
    """Whether a veteran tells of a practice as another than the standard's."""
    return e.hit.document["kind"] == "interview" and departs.says_so(e.hit.passage.text)


def contradicted(e: Evidence, rules: Sequence[Evidence], retriever: Retriever) -> Evidence | None:
    """The approved sentence that an unapproved one tells with other figures, or None.

    A report tells what happened, which no rule forbids it to. What nobody vouches for is compared with the
    passages nearest to it too: a question may find a false copy and not its original, in a longer passage.
    """
    if e.hit.document["kind"] == "incident":
        return None
    for approved_one in rules:
        if departs.contradicts(e.text, approved_one.text):
            return approved_one
    if known(e.hit.document) or not quantities(e.text):
        return None
    said = [e.text[a:b] for a, b in sentences.spans(e.text)]
    near = retriever.near(e.hit.passage.id)
    nearest = retriever.hits(sorted(near, key=lambda i: (-near[i], i))[:_COPIES])
    for hit in (h for h in nearest if approved(h.document)):
        text = hit.passage.text
        for start, end in sentences.spans(text):
            if any(departs.contradicts(s, text[start:end]) for s in said):
                return Evidence(hit, start, end, 0.0)
    return None


def rule(
    tip: Evidence, rules: Sequence[Evidence], weighed: Mapping[str, float], retriever: Retriever
) -> Evidence | None:
    """The approved evidence nearest to a tip, among what was chosen and what lies near the tip itself."""
    near = retriever.near(tip.hit.passage.id, [r.hit.passage.id for r in rules])
    read = {r.hit.passage.id for r in rules}
    nearest = retriever.hits(sorted(near.keys() - read, key=lambda i: (-near[i], i)))
    beside = [h for h in nearest if approved(h.document)][:_NEIGHBOURS]
    candidates = [*rules, *(replace(best_of(h, weighed), relevance=0.0) for h in beside)]
    return departs.rule_for(tip, candidates, near)
