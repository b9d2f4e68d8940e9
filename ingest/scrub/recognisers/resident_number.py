"""Resident and foreigner registration numbers (주민등록번호, 외국인등록번호).

Source: 주민등록법 시행규칙 제2조 and the checksum as published at
https://ko.wikipedia.org/wiki/주민등록번호. Numbers issued since October 2020 carry no checksum, so a
failed checksum proves nothing: the hyphenated form with a valid date is enough.
"""

from __future__ import annotations

from datetime import date

from ingest.scrub.recognisers.base import (
    NO_DIGIT_AFTER,
    NO_DIGIT_BEFORE,
    ContextPatternRecognizer,
    holds_long_number,
)

_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
_DATE = r"[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
_CENTURY = {
    "9": 1800,
    "0": 1800,
    "1": 1900,
    "2": 1900,
    "5": 1900,
    "6": 1900,
    "3": 2000,
    "4": 2000,
    "7": 2000,
    "8": 2000,
}


def has_date(number: str) -> bool:
    """Whether the first seven of the digits are a real day of birth and a known century."""
    digits = [c for c in number if c.isdigit()]
    try:
        date(
            _CENTURY[digits[6]] + int("".join(digits[:2])),
            int("".join(digits[2:4])),
            int("".join(digits[4:6])),
        )
    except (KeyError, ValueError, IndexError):
        return False
    return True


def has_checksum(number: str) -> bool:
    """Whether the thirteenth digit is the check digit of the twelve before it."""
    digits = [int(c) for c in number if c.isdigit()]
    if len(digits) != 13:
        return False
    total = sum(d * w for d, w in zip(digits, _WEIGHTS, strict=False))
    base = 13 if digits[6] in (5, 6, 7, 8) else 11
    return (base - total % 11) % 10 == digits[12]


class _RegistrationNumber(ContextPatternRecognizer):
    def __init__(self, entity: str, seventh: str, context: tuple[str, ...]) -> None:
        edge = NO_DIGIT_BEFORE, NO_DIGIT_AFTER
        super().__init__(
            entity,
            [
                ("hyphenated", rf"{edge[0]}{_DATE}\s?-\s?{seventh}[0-9]{{6}}{edge[1]}", 0.85),
                ("half masked", rf"{edge[0]}{_DATE}\s?-\s?{seventh}(?:[0-9]{{0,3}}[*●xX○]{{3,6}})", 0.85),
                ("spaced", rf"{edge[0]}{_DATE} {seventh}[0-9]{{6}}{edge[1]}", 0.4),
                ("bare", rf"{edge[0]}{_DATE}{seventh}[0-9]{{6}}{edge[1]}", 0.2),
            ],
            context,
            gate=holds_long_number,
        )

    def validate_result(self, pattern_text: str) -> bool | None:
        if not has_date(pattern_text):
            return False
        return True if has_checksum(pattern_text) else None

    def certain(self, match: str) -> bool:
        return "-" in match and has_date(match) and has_checksum(match)


class ResidentNumberRecognizer(_RegistrationNumber):
    """Numbers of Korean residents."""

    def __init__(self) -> None:
        super().__init__(
            "KR_RRN",
            "[1-490]",
            ("주민등록", "주민번호", "주민", "resident registration", "resident no", "RRN"),
        )


class ForeignerNumberRecognizer(_RegistrationNumber):
    """Numbers of foreigners registered in Korea."""

    def __init__(self) -> None:
        super().__init__(
            "KR_FRN",
            "[5-8]",
            (
                "외국인등록",
                "외국인번호",
                "등록번호",
                "foreigner registration",
                "alien registration",
                "ARC",
                "FRN",
            ),
        )
