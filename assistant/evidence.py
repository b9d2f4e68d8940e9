"""Chooses, without a language model, the sentences of the found passages that bear on a question."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.rerank import mostly_masked
from assistant.retrieve import Hit, Query
from assistant.standing import approved, known
from ingest import sentences
from ingest.index import tokens
from ingest.index.words import rarity
from ingest.passages import INTERVIEWER

# A passage is read for evidence only if its score is at least this share of the best one's.
_NEAR_BEST = 0.3
# An approved procedure at least this relevant, compared with the best evidence, is shown before it.
_NEARLY = 0.45
_ITEM = re.compile(r"(?:\(?\d{1,2}[.)]|[①-⑳]|[-•*–])\s")
_LEADS_IN = re.compile(
    r":\s*$|다음(?:을|과|의|에|처럼)|아래|순서(?:로|대로)|\bfollowing\b|\bin this order\b", re.IGNORECASE
)
_CONTEXT_WEIGHT = 0.6
# How many passages of unknown standing are read where others are there.
_UNVOUCHED = 2
# How much the question's words in a passage count beside its score, in which they count already.
_OWN_WORDS = 0.15


@dataclass(frozen=True)
class Evidence:
    """One or two neighbouring sentences of a passage: ``text`` is ``passage.text[start:end]``."""

    hit: Hit
    start: int
    end: int
    relevance: float

    @property
    def text(self) -> str:
        return self.hit.passage.text[self.start : self.end]


def weights(query: Query, frequency: Callable[[str], tuple[int, int]]) -> dict[str, float]:
    """How telling each word of the question is in this library (inverse document frequency)."""
    return {word: weight * rarity(*frequency(word)) for word, weight in query.terms.items()}


def coverage(weighed: Mapping[str, float], text: str, context: str = "") -> float:
    """Share (0 to 1) of the question's weight that a text holds; its heading counts for less."""
    total = sum(weighed.values())
    if not total:
        return 0.0
    inside, around = tokens.word_set(text), tokens.word_set(context)
    held = sum(
        weight if word in inside else _CONTEXT_WEIGHT * weight if word in around else 0.0
        for word, weight in weighed.items()
    )
    return held / total


def near_best(hits: Sequence[Hit]) -> list[Hit]:
    """The passages that are read for evidence; address blocks, titles and an interviewer's words never are.

    What is near is measured by the best passage of known standing, so that a note from nowhere, worded
    like the question, does not push the procedure out.
    """
    best = next((h.score for h in hits if known(h.document)), hits[0].score if hits else 0.0)
    return [h for h in hits if h.score >= _NEAR_BEST * best and _tells(h)]


def _tells(hit: Hit) -> bool:
    text = hit.passage.text
    if hit.passage.locator.speaker == INTERVIEWER:
        return False
    return text.strip() != hit.document["title"] and not mostly_masked(text)


def admit(hits: Sequence[Hit], limit: int) -> list[Hit]:
    """The best ``limit`` passages to read, of which at most a few are of unknown standing.

    Many notes from nowhere that say the same must not crowd out the one procedure.
    """
    vouched = [h for h in hits if known(h.document)]
    others = [h for h in hits if not known(h.document)]
    room = max(_UNVOUCHED, limit - len(vouched))
    admitted = {h.passage.id for h in (*others[:room], *vouched[: limit - min(room, len(others))])}
    return [h for h in hits if h.passage.id in admitted]


def choose(hits: Sequence[Hit], weighed: dict[str, float], limit: int) -> list[Evidence]:
    """The best evidence of each near-best passage, at most ``limit``, best first.

    An approved procedure comes before a tip where it bears on the question nearly as much, and a
    document of unknown standing after all others. A passage
    gives its most relevant sentence, and the one after it where that still bears on the
    question, since an instruction is often followed by its number or its reason. A table row and a
    short passage are shown whole.
    """
    found = sorted((best_of(h, weighed) for h in near_best(hits)), key=lambda e: -e.relevance)[:limit]
    best = max((e.relevance for e in found if known(e.hit.document)), default=0.0)
    return sorted(found, key=lambda e: _place(e, best))


def _place(e: Evidence, best: float) -> int:
    if approved(e.hit.document) and e.relevance >= _NEARLY * best:
        return 0
    return 1 if known(e.hit.document) else 2


def best_of(hit: Hit, weighed: Mapping[str, float]) -> Evidence:
    """The sentence of a passage, or the two, that bear most on the question."""
    passage = hit.passage
    spans = sentences.spans(passage.text) or [(0, len(passage.text))]
    # A question in another language than the passage shares no words with it: the passage speaks whole.
    scored = [coverage(weighed, passage.text[a:b], passage.context) for a, b in spans]
    best = max(range(len(spans)), key=lambda i: (scored[i], -i))
    whole = coverage(weighed, passage.text, passage.context)
    relevance = hit.score + _OWN_WORDS * whole
    if passage.kind == "table_row" or len(spans) <= 2:
        return Evidence(hit, spans[0][0], spans[-1][1], relevance)
    start, end = spans[best]
    last = best
    if best + 1 < len(spans):
        after = coverage(weighed, passage.text[start : spans[best + 1][1]], passage.context)
        if after > scored[best] or end - start < 40:
            last = best + 1
    return Evidence(hit, start, spans[_end_of_list(passage.text, spans, last)][1], relevance)


def _end_of_list(text: str, spans: Sequence[tuple[int, int]], last: int) -> int:
    """The sentence up to which a list runs that the sentence ``last`` leads in to, or belongs to.

    “다음을 지킨다.” without the steps that follow, or one step without the next, is half an order.
    """
    start, end = spans[last]
    if not (_LEADS_IN.search(text[start:end]) or _ITEM.match(text[start:end])):
        return last
    while last + 1 < len(spans) and _ITEM.match(text[spans[last + 1][0] : spans[last + 1][1]]):
        last += 1
    return last
