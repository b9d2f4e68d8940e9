"""What Kiwi's analysis says of a stretch of text: an ordinary word, a proper noun, or unknown."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Any

UNKNOWN = 3  # Kiwi's identifiers of words that its dictionary does not hold are 2 and 3


class Reading:
    """Kiwi's tokens of one text, asked about stretches of it."""

    def __init__(self, tokens: list[Any]) -> None:
        self._at = {t.start: t for t in tokens}
        self._tokens = [t for t in tokens if t.len]
        self._starts = [t.start for t in self._tokens]

    def touching(self, start: int, end: int) -> tuple[list[Any], Any]:
        """The tokens that overlap the stretch, in order, and the one after them or None."""
        first = bisect_right(self._starts, start)
        while first > 0 and self._tokens[first - 1].start + self._tokens[first - 1].len > start:
            first -= 1
        last = bisect_left(self._starts, end)
        return self._tokens[first:last], self._tokens[last] if last < len(self._tokens) else None

    def is_noun(self, start: int, end: int) -> bool:
        """Whether a run of ordinary dictionary words covers the stretch exactly."""
        at = start
        while at < end:
            token = self._at.get(at)
            if (
                token is None
                or token.len == 0
                or token.tag not in ("NNG", "XSN", "XPN", "MAG", "NNB", "NR", "MM")
            ):
                return False
            if token.id <= UNKNOWN or (token.len == 1 and token.tag != "XSN" and at == start):
                return False
            at += token.len
        return at == end

    def is_name(self, start: int, end: int) -> bool:
        """Whether it is one proper noun, known or not."""
        token = self._at.get(start)
        return token is not None and token.start + token.len == end and token.tag == "NNP"

    def is_unknown(self, start: int, end: int) -> bool:
        """Whether it is one word that the dictionary does not hold."""
        token = self._at.get(start)
        return token is not None and token.start + token.len == end and token.id <= UNKNOWN

    def ends_in_particle(self, start: int, end: int) -> bool:
        """Whether it is an ordinary noun and its particle, such as 인원을."""
        return any(
            token.tag.startswith("J") and at + token.len >= end and self.is_noun(start, at)
            for at, token in self._at.items()
            if start < at < end
        )

    def is_surname(self, start: int, end: int) -> bool:
        token = self._at.get(start)
        return token is not None and token.len == end - start and token.tag == "NNP"
