"""Fuses the three searches into one score: min-max over each, weighted by how much the words can tell.

Where some passage holds nearly all that is telling in the question, words and bigrams find it best (KorQuAD's
nDCG@10 .950 → .962); where none does, the asker words it otherwise than the source, and vectors find it
best. So the weights go by the share of the question's words that the best passage by words holds.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from ingest.settings import RetrievalSettings

Scores = Mapping[str, float]


def agreement(words: Scores, weighed: Mapping[str, float]) -> float:
    """Best BM25 score over the weight (inverse document frequency) of the question's own words; about 0 to 1.5."""
    total = sum(weighed.values())
    return max(words.values(), default=0.0) / total if total else 0.0


def weights(settings: RetrievalSettings, agreed: float) -> tuple[float, float, float]:
    """Weights of words, bigrams and vectors."""
    if agreed >= settings.worded:
        return settings.word_weight, settings.worded_bigram_weight, settings.worded_vector_weight
    return settings.word_weight, settings.bigram_weight, settings.vector_weight


def fuse(
    searches: Sequence[Scores], weighted: Sequence[float], scale: Container[str] | None = None
) -> dict[str, float]:
    """One score (0 to 1) for each passage that any search found; a search without a hit does not count.

    ``scale``: the passages by which the others are measured, see :func:`min_max`.
    """
    total = sum(w for w, scores in zip(weighted, searches, strict=True) if scores) or 1.0
    fused: dict[str, float] = {}
    for weight, scores in zip(weighted, searches, strict=True):
        for i, share in min_max(scores, scale).items():
            fused[i] = fused.get(i, 0.0) + weight * share / total
    return fused


def min_max(scores: Scores, scale: Container[str] | None = None) -> dict[str, float]:
    """Scores stretched to 0…1 within one search (reciprocal ranks lose 3 to 7 points of nDCG@10).

    The best of ``scale`` (None: of all) is 1, and what scores higher is 1 too.
    """
    if not scores:
        return {}
    low = min(scores.values())
    high = max((s for i, s in scores.items() if scale is None or i in scale), default=max(scores.values()))
    if high <= low:
        return dict.fromkeys(scores, 1.0)
    return {i: min(1.0, (s - low) / (high - low)) for i, s in scores.items()}
