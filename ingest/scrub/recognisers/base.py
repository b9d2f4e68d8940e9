"""The pattern recogniser of this project: Presidio's, plus context and deny-context in both languages.

Presidio raises a score by lemmas around the match, which needs a full language pipeline for every
text. Labels in plant papers stand directly before their value, so the words before a match are
read as they are written; that works for Korean, where particles stick to them, and costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import regex
from presidio_analyzer import Pattern, PatternRecognizer, RecognizerResult

BEFORE = 28  # characters before a match in which a context word counts
AFTER = 12  # characters after it
RAISE = 0.45  # what a context word adds to a score

# `\b` sees no boundary between a digit or Latin letter and a Korean particle, these do.
NO_DIGIT_BEFORE = r"(?<![0-9A-Za-z])(?<![0-9][-.,/])"
NO_DIGIT_AFTER = r"(?![0-9A-Za-z])(?![-.,/][0-9])"

_LONG_NUMBER = regex.compile(r"(?:[0-9][-./()·~+xX*\sA-Z]{0,3}){6}[0-9*]")
_ANY_DIGIT = regex.compile("[0-9]")
_PLANT_NUMBER = r"""
    lot | 로트 | 롯트 | 품번 | 부품\s?번호 | 도면 | 도번 | 재질 | 규격 | 설비\s?번호 | 자재\s?(?:번호|코드) | 제조\s?번호 | 일련\s?번호
    | 기기\s?번호 | 차지 | 히트 | 강번 | 발주 | 작업\s?지시(?:서)? | 문서\s?번호 | 보고\s?번호 | 시리얼 | 모델 | 형식 | 형번 | 관리\s?번호
    | 경도 | 코일\s?(?:번호)? | 빌릿\s?(?:번호)? | 카운터 | 적산(?:값|치)? | 버전
    | heat | charge | part | drawing | dwg | drg | serial | s/n | p/n | model | type | batch | coil | billet
    | order | p\.?o | w/?o | document | doc | report | spec | standard | item | catalog(?:ue)? | cat | stock
    | brinell | rockwell | vickers | hardness | equipment | tag | asset | counter | version | firmware | software | release | ver | rev | article | art
"""
_DENY = regex.compile(
    r"(?<![A-Za-z])(?:" + _PLANT_NUMBER + r")(?:\s?(?:no|nos|number|num|code|id|번호|코드))?\.?"
    r"(?:\s?(?:은|는|이|가|was|is|of))?\s?[:#=]?\s?(?:\|\s?[^|:]{1,12}:\s?)?[A-Za-z]{0,3}[-\s(]?$",
    regex.IGNORECASE | regex.VERBOSE,
)


@lru_cache(maxsize=8)
def holds_long_number(text: str) -> bool:
    """Whether seven digits stand close together, as they do in every long identifier."""
    return _LONG_NUMBER.search(text) is not None


@lru_cache(maxsize=8)
def holds_digit(text: str) -> bool:
    return _ANY_DIGIT.search(text) is not None


def any_of(words: Sequence[str]) -> regex.Pattern[str]:
    """A pattern that finds one of the words; Latin ones only as whole words (``tel`` not in steel)."""
    parts = (
        rf"(?<![A-Za-z]){regex.escape(w)}(?![A-Za-z])" if w.isascii() else regex.escape(w) for w in words
    )
    return regex.compile("|".join(parts), regex.IGNORECASE)


def denied(text: str, start: int) -> bool:
    """Whether what stands directly before ``start`` says that a plant number follows."""
    return _DENY.search(text, max(0, start - 40), start) is not None


class ContextPatternRecognizer(PatternRecognizer):
    """Presidio's pattern recogniser with words of context before and after the match.

    A pattern whose score is under the threshold counts only with context. A match right after
    the name of a plant number (LOT, 품번, heat no.) is dropped unless :meth:`certain` says
    otherwise. ``gate`` tells cheaply that a text cannot hold a match.
    """

    def __init__(
        self,
        entity: str,
        patterns: Sequence[tuple[str, str, float]],
        context: Sequence[str] = (),
        gate: Callable[[str], object] | None = holds_digit,
        deny: bool = True,
        flags: int = regex.MULTILINE,
    ) -> None:
        super().__init__(
            supported_entity=entity,
            name=type(self).__name__,
            patterns=[Pattern(name, expression, score) for name, expression, score in patterns],
            context=list(context),
            supported_language="ko",
            global_regex_flags=flags,
        )
        self._context = any_of(context) if context else None
        self._gate = gate
        self._deny = deny

    def certain(self, match: str) -> bool:
        """Whether the form alone proves the match, whatever stands before it."""
        return False

    def in_context(self, text: str, start: int, end: int) -> bool:
        """Whether a context word stands near ``text[start:end]`` on its line."""
        if self._context is None:
            return False
        before = text[max(0, start - BEFORE) : start].rpartition("\n")[2]
        after = text[end : end + AFTER].partition("\n")[0]
        return bool(self._context.search(before) or self._context.search(after))

    def analyze(
        self,
        text: str,
        entities: list[str] | None = None,
        nlp_artifacts: Any = None,
        regex_flags: int | None = None,
    ) -> list[RecognizerResult]:
        """Findings in ``text`` with their final score; the other arguments are Presidio's own."""
        if self._gate is not None and not self._gate(text):
            return []
        found = super().analyze(text, self.supported_entities, nlp_artifacts, regex_flags)
        kept = []
        for result in found:
            match = text[result.start : result.end]
            if self._deny and denied(text, result.start) and not self.certain(match):
                continue
            if result.score < self.MAX_SCORE and self.in_context(text, result.start, result.end):
                result.score = min(self.MAX_SCORE, result.score + RAISE)
            kept.append(result)
        return kept
