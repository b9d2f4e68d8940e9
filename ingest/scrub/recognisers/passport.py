"""Passport numbers: Korean ones in both forms, others beside the word passport.

Source: 여권법 시행규칙 (one letter M, S, R, O, D, G and eight digits; since December 2021 one letter,
three digits, one letter, four digits); ICAO Doc 9303 part 3 (at most nine characters).
"""

from __future__ import annotations

from ingest.scrub.recognisers.base import ContextPatternRecognizer


class PassportRecognizer(ContextPatternRecognizer):
    """Passport numbers; without the word beside it the form alone is a part number as well."""

    def __init__(self) -> None:
        before, after = r"(?<![0-9A-Za-z-])", r"(?![0-9A-Za-z])(?!-[0-9A-Za-z])"
        super().__init__(
            "KR_PASSPORT",
            [
                ("since 2021", rf"{before}[MSRODGmsrodg][0-9]{{3}}[A-Za-z][0-9]{{4}}{after}", 0.3),
                ("until 2021", rf"{before}(?:[MSRODGmsrodg]|[A-Z]{{2}})\s?[0-9]{{7,8}}{after}", 0.2),
                (
                    "foreign",
                    rf"(?i)(?:여권|passport)\s?(?:번호|no\.?|number|nr\.?)?\s?(?:은|는|is|:)?\s?\K"
                    rf"(?=[A-Z]{{0,2}}[0-9])[A-Z0-9]{{7,9}}{after}",
                    0.7,
                ),
            ],
            ("여권", "passport"),
        )
