"""Korean driver's licence numbers (운전면허번호).

Source: 도로교통법 시행규칙 별지 제55호서식: region (11 to 28, or the region's name on older cards),
year, six digits, two check digits whose rule is not published.
"""

from __future__ import annotations

from ingest.scrub.recognisers.base import (
    NO_DIGIT_AFTER,
    NO_DIGIT_BEFORE,
    ContextPatternRecognizer,
    holds_long_number,
)

_REGION_NAME = "서울|부산|경기|강원|충북|충남|전북|전남|경북|경남|제주|대구|인천|광주|대전|울산"


class DrivingLicenceRecognizer(ContextPatternRecognizer):
    """Licence numbers with hyphens are certain; spaced or bare ones need a word beside them."""

    def __init__(self) -> None:
        region = r"(?:1[1-9]|2[0-68])"
        super().__init__(
            "KR_DRIVER_LICENSE",
            [
                (
                    "hyphenated",
                    rf"{NO_DIGIT_BEFORE}{region}-[0-9]{{2}}-[0-9]{{6}}-[0-9]{{2}}{NO_DIGIT_AFTER}",
                    0.8,
                ),
                (
                    "named region",
                    rf"(?:{_REGION_NAME})\s?[0-9]{{2}}-[0-9]{{6}}-[0-9]{{2}}{NO_DIGIT_AFTER}",
                    0.8,
                ),
                (
                    "loose",
                    rf"{NO_DIGIT_BEFORE}{region}[- ]?[0-9]{{2}}[- ]?[0-9]{{6}}[- ]?[0-9]{{2}}{NO_DIGIT_AFTER}",
                    0.1,
                ),
            ],
            ("운전면허", "면허번호", "면허증", "면허", "driver", "driving", "licence", "license"),
            gate=holds_long_number,
        )
