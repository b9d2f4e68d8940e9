"""Chooses, without a language model, the sentences of the found passages that bear on a question."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.rerank import mostly_masked
from assistant.retrieve import Hit, Query
from ingest import sentences
from ingest.index import tokens

# A passage is read for evidence only if its score is at least this share of the best one's.
_NEAR_BEST = 0.3
# An approved procedure at least this relevant, compared with the best evidence, is shown before it.
_NEARLY = 0.45
_ITEM = re.compile(r"(?:\(?\d{1,2}[.)]|[①-⑳]|[-•*–])\s")
_LEADS_IN = re.compile(
    r":\s*$|다음(?:을|과|의|에|처럼)|아래|순서(?:로|대로)|\bfollowing\b|\bin this order\b", re.IGNORECASE
)
_CONTEXT_WEIGHT = 0.6
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
    found = {}
    for word, weight in query.terms.items():
        holders, total = frequency(word)
        found[word] = weight * math.log(1 + (total - holders + 0.5) / (holders + 0.5))
    return found


def coverage(weighed: Mapping[str, float], text: str, context: str = "") -> float:
    """Share (0 to 1) of the question's weight that a text holds; its heading counts for less."""
    total = sum(weighed.values())
    if not total:
        return 0.0
    inside, around = set(tokens.words(text)), set(tokens.words(context))
    held = sum(
        weight if word in inside else _CONTEXT_WEIGHT * weight if word in around else 0.0
        for word, weight in weighed.items()
    )
    return held / total


def near_best(hits: Sequence[Hit]) -> list[Hit]:
    """The passages that are read for evidence; address blocks never are."""
    return [h for h in hits if h.score >= _NEAR_BEST * hits[0].score and not mostly_masked(h.passage.text)]


def choose(hits: Sequence[Hit], weighed: dict[str, float], limit: int) -> list[Evidence]:
    """The best evidence of each near-best passage, at most ``limit``, best first.

    An approved procedure comes before a tip where it bears on the question nearly as much. A passage
    gives its most relevant sentence, and the one after it where that still bears on the
    question, since an instruction is often followed by its number or its reason. A table row and a
    short passage are shown whole.
    """
    chosen = sorted((_best_of(h, weighed) for h in near_best(hits)), key=lambda e: -e.relevance)[:limit]
    return sorted(chosen, key=lambda e: not _approved(e, chosen[0].relevance))


def _approved(e: Evidence, best: float) -> bool:
    return e.hit.document["kind"] in ("manual", "standard") and e.relevance >= _NEARLY * best


def _best_of(hit: Hit, weighed: dict[str, float]) -> Evidence:
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
