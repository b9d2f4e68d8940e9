"""Business registration numbers (사업자등록번호).

Source: 국세청 published check rule (weights 1 3 7 1 3 7 1 3 5), https://org-id.guide/list/KR-BRN.
"""

from __future__ import annotations

from ingest.scrub.recognisers.base import (
    NO_DIGIT_AFTER,
    NO_DIGIT_BEFORE,
    ContextPatternRecognizer,
    holds_long_number,
)

_WEIGHTS = (1, 3, 7, 1, 3, 7, 1, 3, 5)


def has_checksum(number: str) -> bool:
    """Whether the tenth digit is the check digit of the nine before it."""
    digits = [int(c) for c in number if c.isdigit()]
    if len(digits) != 10:
        return False
    total = sum(d * w for d, w in zip(digits, _WEIGHTS, strict=False)) + digits[8] * 5 // 10
    return (10 - total % 10) % 10 == digits[9]


class BusinessNumberRecognizer(ContextPatternRecognizer):
    """Ten digits, 3-2-5: with hyphens and checksum, or with the word beside them."""

    def __init__(self) -> None:
        super().__init__(
            "KR_BRN",
            [
                ("hyphenated", rf"{NO_DIGIT_BEFORE}[0-9]{{3}}-[0-9]{{2}}-[0-9]{{5}}{NO_DIGIT_AFTER}", 0.3),
                ("bare", rf"{NO_DIGIT_BEFORE}[0-9]{{10}}{NO_DIGIT_AFTER}", 0.1),
            ],
            (
                "사업자등록",
                "사업자번호",
                "사업자",
                "business registration",
                "business no",
                "business number",
                "BRN",
                "tax",
            ),
            gate=holds_long_number,
        )

    def validate_result(self, pattern_text: str) -> bool | None:
        # A hyphenated number with its check digit stands alone; a bare one still needs its word.
        return True if "-" in pattern_text and has_checksum(pattern_text) else None
