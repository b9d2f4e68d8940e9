"""Payment card numbers with Luhn's check digit.

Source: ISO/IEC 7812-1 (Luhn, annex B; issuer ranges 3, 4, 5, 6 and 9 for Korean domestic cards).
"""

from __future__ import annotations

from ingest.scrub.recognisers.base import (
    NO_DIGIT_AFTER,
    NO_DIGIT_BEFORE,
    ContextPatternRecognizer,
    holds_long_number,
)


def luhn(number: str) -> bool:
    """Whether the digits end in Luhn's check digit."""
    digits = [int(c) for c in reversed(number) if c.isdigit()]
    return sum(d if i % 2 == 0 else d * 2 - 9 * (d > 4) for i, d in enumerate(digits)) % 10 == 0


class CardRecognizer(ContextPatternRecognizer):
    """Grouped numbers with the check digit; others beside a word for card (a mistyped one still is one)."""

    def __init__(self) -> None:
        edge = NO_DIGIT_BEFORE, NO_DIGIT_AFTER
        super().__init__(
            "CREDIT_CARD",
            [
                ("groups of four", rf"{edge[0]}[3-69][0-9]{{3}}([- ])[0-9]{{4}}\1[0-9]{{4}}\1[0-9]{{4}}{edge[1]}", 0.3),
                ("American Express", rf"{edge[0]}3[47][0-9]{{2}}([- ])[0-9]{{6}}\1[0-9]{{5}}{edge[1]}", 0.3),
                ("Visa or Mastercard", rf"{edge[0]}(?:4[0-9]{{15}}|5[1-5][0-9]{{14}}){edge[1]}", 0.5),
                ("any issuer", rf"{edge[0]}[1-69][0-9]{{11,18}}{edge[1]}", 0.15),
            ],
            ("카드", "card", "cc", "visa", "mastercard", "amex"),
            gate=holds_long_number,
        )  # fmt: skip

    def validate_result(self, pattern_text: str) -> bool | None:
        grouped = not pattern_text.isdigit()
        if luhn(pattern_text):
            return True if grouped else None
        return None if grouped else False
