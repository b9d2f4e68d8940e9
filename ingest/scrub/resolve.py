"""From overlapping findings of many recognisers to one list of spans to mask."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Span:
    """One stretch of text to mask: character offsets, entity type and score (0 to 1)."""

    start: int
    end: int
    entity: str
    score: float

    def overlaps(self, start: int, end: int) -> bool:
        return self.start < end and start < self.end


def resolve(spans: Iterable[Span], taken: Sequence[tuple[int, int]] = ()) -> list[Span]:
    """Non-overlapping spans in order of text.

    The higher score names an overlap, then the longer span. What sticks out of the winner is
    personal data too, so it is masked with it. ``taken`` are stretches nothing may touch.
    """
    kept: list[Span] = []
    candidates = [s for s in spans if not any(s.overlaps(*t) for t in taken)]
    for span in sorted(candidates, key=lambda s: (-s.score, s.start - s.end, s.start)):
        rivals = [k for k in kept if k.overlaps(span.start, span.end)]
        if not rivals:
            kept.append(span)
            continue
        winner = rivals[0]
        merged = Span(
            min(span.start, *(r.start for r in rivals)),
            max(span.end, *(r.end for r in rivals)),
            winner.entity,
            winner.score,
        )
        kept = [k for k in kept if k not in rivals] + [merged]
    return sorted(kept, key=lambda s: s.start)
