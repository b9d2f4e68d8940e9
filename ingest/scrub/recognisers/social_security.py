"""United States social security numbers.

Source: https://www.ssa.gov/employer/randomization.html (no area 000, 666 or 900 and above, no group
00, no serial 0000).
"""

from __future__ import annotations

from ingest.scrub.recognisers.base import (
    NO_DIGIT_AFTER,
    NO_DIGIT_BEFORE,
    ContextPatternRecognizer,
    holds_long_number,
)


class SocialSecurityRecognizer(ContextPatternRecognizer):
    """Three, two and four digits with hyphens; other spellings only beside their label."""

    def __init__(self) -> None:
        area, group, serial = r"(?!000|666|9)[0-9]{3}", r"(?!00)[0-9]{2}", r"(?!0000)[0-9]{4}"
        super().__init__(
            "US_SSN",
            [
                ("hyphenated", rf"{NO_DIGIT_BEFORE}{area}-{group}-{serial}{NO_DIGIT_AFTER}", 0.6),
                ("loose", rf"{NO_DIGIT_BEFORE}{area}[ .]?{group}[ .]?{serial}{NO_DIGIT_AFTER}", 0.1),
            ],
            ("social security", "SSN", "사회보장"),
            gate=holds_long_number,
        )
