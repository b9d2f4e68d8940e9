"""Decides whether the evidence found is strong enough to answer at all.

The features are cheap by-products of retrieval; their weights and the threshold are fitted by
``eval/fit_gate.py`` on labelled questions and stored in ``gate.json`` with where they come from.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from functools import cache
from pathlib import Path

from assistant.evidence import Evidence, coverage
from assistant.retrieve import Query
from ingest.index import tokens
from ingest.korean import language_of

_FITTED = Path(__file__).with_name("gate.json")


@dataclass(frozen=True)
class Features:
    """What the gate looks at; every value lies between about -1 and 1."""

    cosine: float  # best vector similarity among the evidence, from a usual 0.85, in tenths
    coverage: float  # share of the question's telling words in the best evidence passage, same language
    together: float  # the same share over all evidence passages
    rarest: float  # 1 where the most telling word stands in the evidence, same language
    codes: float  # share of the question's codes that the best evidence passage holds
    agreement: float  # how clearly both words and vectors put the same passage first
    foreign: float  # 1 where question and best passage are in different languages


@dataclass(frozen=True)
class Gate:
    """A logistic rule over :class:`Features`."""

    weights: tuple[float, ...]
    bias: float
    threshold: float

    def confidence(self, features: Features) -> float:
        """Probability, 0 to 1, that the evidence answers the question."""
        total = self.bias + sum(w * f for w, f in zip(self.weights, astuple(features), strict=True))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))

    def opens(self, features: Features) -> bool:
        return self.confidence(features) >= self.threshold


@cache
def fitted() -> Gate:
    """The gate with the weights that were fitted last."""
    stored = json.loads(_FITTED.read_text("utf-8"))
    names = [f.name for f in fields(Features)]
    return Gate(tuple(stored["weights"][n] for n in names), stored["bias"], stored["threshold"])


def measure(query: Query, evidence: Sequence[Evidence], weighed: dict[str, float]) -> Features:
    """The features of a question and the evidence chosen for it."""
    if not evidence:
        return Features(-1, 0, 0, 0, 0, 0, 0)
    best = evidence[0]
    language = language_of(query.text)
    near = [e for e in evidence if language_of(e.hit.passage.text) == language]
    shares = [_held(e, weighed) for e in near]
    together = " ".join(e.hit.passage.searched for e in near)
    rarest = max(weighed, key=lambda w: weighed[w], default="")
    held = tokens.codes(f"{best.hit.document['title']} {best.hit.passage.searched}")
    ranks = sorted(evidence, key=lambda e: -e.hit.cosine)
    return Features(
        cosine=(max(e.hit.cosine for e in evidence) - 0.85) * 10,
        coverage=max(shares, default=0.0),
        together=coverage(weighed, together) if near else 0.0,
        rarest=float(bool(near) and rarest in set(tokens.words(together))),
        codes=len(query.codes & held) / len(query.codes) if query.codes else 1.0,
        agreement=1.0 - ranks.index(best) / len(ranks),
        foreign=float(language_of(best.hit.passage.text) != language),
    )


def _held(e: Evidence, weighed: dict[str, float]) -> float:
    return coverage(weighed, e.hit.passage.text, e.hit.passage.context)
