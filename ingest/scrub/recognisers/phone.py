"""Telephone numbers of Korea in every spelling, extensions, and international numbers.

Source: 전기통신번호관리세칙 (과학기술정보통신부), area and service codes; ITU-T E.164 for the rest.
"""

from __future__ import annotations

from ingest.scrub.recognisers.base import ContextPatternRecognizer

_BEFORE = r"(?<![0-9A-Za-z])(?<![0-9A-Za-z][-.,/])"
_AFTER = r"(?![0-9])(?!-[0-9])(?![.,][0-9])"
_SEP = r"(?:\s?[-.·~/]\s?|\s|\)\s?-?\s?)"
_AREA = r"(?:2|3[1-3]|4[1-4]|5[1-5]|6[1-4])"
_SERVICE = r"(?:70|50[2-8]?|80|60)"
_COUNTRY = r"(?:\+|00)\s?82[-.\s]?(?:\(0\)\s?|0)?"


class PhoneRecognizer(ContextPatternRecognizer):
    """Mobile and landline numbers; 02 and three-digit area codes, 070, 050x, +82, (055)."""

    def __init__(self) -> None:
        super().__init__(
            "PHONE_NUMBER",
            [
                ("mobile", rf"{_BEFORE}01[016-9]{_SEP}[0-9]{{3,4}}{_SEP}[0-9]{{4}}{_AFTER}", 0.95),
                (
                    "mobile without gaps",
                    rf"{_BEFORE}01[016-9][-. ]?[0-9]{{3,4}}[-. ]?[0-9]{{4}}{_AFTER}",
                    0.85,
                ),
                (
                    "landline",
                    rf"{_BEFORE}0(?:{_AREA}|{_SERVICE})(?:\)\s?|\s?[-.]\s?)"
                    rf"[0-9]{{3,4}}\s?[-.]\s?[0-9]{{4}}{_AFTER}",
                    0.85,
                ),
                (
                    "landline in parentheses",
                    rf"{_BEFORE}\(0(?:{_AREA}|{_SERVICE})\)\s?[0-9]{{3,4}}[-. ]?[0-9]{{4}}{_AFTER}",
                    0.85,
                ),
                (
                    "landline, spaced or bare",
                    rf"{_BEFORE}0(?:{_AREA}|{_SERVICE})[-. ]?[0-9]{{3,4}}[-. ]?[0-9]{{4}}{_AFTER}",
                    0.3,
                ),
                (
                    "area code in parentheses",
                    rf"(?<![0-9A-Za-z])\([2-9][0-9]{{2}}\)\s?[0-9]{{3}}[-. ][0-9]{{4}}{_AFTER}",
                    0.6,
                ),
                (
                    "country code",
                    rf"(?<![0-9A-Za-z]){_COUNTRY}[-.\s]?(?:10|1[16-9]|{_AREA}|70)"
                    rf"[-.)\s]?\s?[0-9]{{3,4}}[-.\s]?[0-9]{{4}}{_AFTER}",
                    0.95,
                ),
                (
                    "any country code",
                    rf"(?<![0-9A-Za-z+])\+[1-9][0-9]{{0,2}}[-.\s]?(?:\([0-9]{{1,4}}\)[-.\s]?)?"
                    rf"(?:[0-9]{{1,4}}[-.\s]?){{1,3}}[0-9]{{3,4}}(?![0-9]){_AFTER}",
                    0.2,
                ),
                (
                    "country code with gaps",
                    rf"(?<![0-9A-Za-z+])\+[1-9][0-9]{{0,2}}[-.\s](?:\([0-9]{{1,4}}\)[-.\s]?)?"
                    rf"(?:[0-9]{{2,4}}[-.\s]){{1,3}}[0-9]{{3,4}}{_AFTER}",
                    0.8,
                ),
                (
                    "labelled",
                    r"(?i:(?<![A-Za-z])(?:phone|telephone|tel|mobile|cell|fax|(?:call|reach|text)\s(?:me|us|him|her|them)\s(?:back\s)?(?:at|on)"
                    r"|answering\sat|messages?\sto)|전화|휴대폰|휴대전화|핸드폰|연락처|팩스)(?:\s?(?:no\.?|number|번호))?\s?(?:is|은|는)?\s?[:.]?\s?(?:\|\s?[^|:]{1,12}:\s?)?"
                    r"\K[+(]?[0-9](?:[-. ()/]{0,2}[0-9]){6,13}(?![0-9])",
                    0.7,
                ),
                (
                    "extension",
                    r"(?:내선|구내)\s?(?:전화|번호)?\s?(?:은|는|:)?\s?\K[0-9]{3,5}(?![0-9])"
                    r"|(?i:(?<![A-Za-z])(?:ext|extn|extension)\.?\s?(?:no\.?|number|is)?\s?:?\s?\K[0-9]{3,5}(?![0-9.]))",
                    0.8,
                ),
            ],
            (
                "전화",
                "연락",
                "사무실",
                "휴대폰",
                "핸드폰",
                "휴대전화",
                "폰",
                "팩스",
                "번호로",
                "tel",
                "phone",
                "mobile",
                "cell",
                "fax",
                "call",
                "contact",
                "dial",
            ),
        )
