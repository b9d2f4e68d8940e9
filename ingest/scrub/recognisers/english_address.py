"""Street addresses in English, and Korean addresses in Roman letters.

Source: Universal Postal Union S42 (element order) and 도로명주소 영문 표기 of juso.go.kr.
"""

from __future__ import annotations

from ingest.scrub.recognisers.base import ContextPatternRecognizer

_STREET = (
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Boulevard|Blvd|Crescent|Terrace|Parkway|Pkwy|Highway|Hwy|Wharf|Quay|Grove"
    r"|Gardens|Mews|Close|Row|Hill|Circle|Alley|Esplanade)\b\.?"
)
_SHARED = r"(?:Drive|Dr|Court|Ct|Way|Place|Pl|Square|Sq|Park|Loop|Trail|Walk|Green|Rise|View|Yard)\b\.?"
_WORD = r"(?:[A-Z][A-Za-z'-]+|[0-9]{1,3}(?:st|nd|rd|th)|St\.|[NSEW]\.?)"
_UNIT = r"(?:,?\s(?:Apt|Apartment|Flat|Unit|Suite|Ste|Room|Floor|No)\.?\s?#?[0-9A-Za-z-]{1,6})?"
_POSTCODE = r"(?:[A-Z]{1,2}[0-9][0-9A-Z]?\s[0-9][A-Z]{2}|(?:[A-Z]{2},?\s)?[0-9]{5}(?:-[0-9]{4})?|[0-9]{4})"
_LONG_POSTCODE = r"(?:[A-Z]{1,2}[0-9][0-9A-Z]?\s[0-9][A-Z]{2}|(?:[A-Z]{2},?\s)?[0-9]{5}(?:-[0-9]{4})?)"
_CITY = r"(?:,\s?[A-Z][a-z][A-Za-z'-]*(?:\s[A-Z][a-z][A-Za-z'-]*){0,2})"
_COUNTRY = r"(?:,?\s(?:United\sKingdom|UK|USA|U\.S\.A\.|(?:South\s|Republic\sof\s)?Korea))?"
_TAIL = rf"{_UNIT}{_CITY}{{0,3}}(?:,?\s{_POSTCODE}(?![0-9]))?{_COUNTRY}"
_NUMBER = r"(?<![0-9A-Za-z.,-])[0-9]{1,5}[A-Za-z]?(?:-[0-9]{1,4})?,?\s"
_ROMAN = r"[A-Z][a-z]+(?:[0-9]{1,3})?(?:-ro|-gil|-daero)(?:\s?[0-9]{1,4}(?:beon)?-?gil)?"
_ROMAN_PART = r"[A-Z][a-z]+-(?:dong|gu|si|gun|eup|myeon|ri|do)"


class EnglishAddressRecognizer(ContextPatternRecognizer):
    """Number, street and what follows; words such as Drive or Way need a town or a label too."""

    def __init__(self) -> None:
        super().__init__(
            "ADDRESS",
            [
                ("street", rf"{_NUMBER}(?:{_WORD}\s){{1,4}}{_STREET}{_TAIL}", 0.8),
                ("shared word with a town", rf"{_NUMBER}(?:{_WORD}\s){{1,3}}{_SHARED}{_UNIT}{_CITY}{{1,3}}(?:,?\s{_POSTCODE}(?![0-9]))?", 0.7),
                ("shared word", rf"{_NUMBER}(?:{_WORD}\s){{1,3}}{_SHARED}{_TAIL}", 0.2),
                ("any street with a postcode", rf"{_NUMBER}[A-Z][a-z]{{2,}}(?:\s{_WORD}){{0,3}}{_UNIT}{_CITY}{{1,3}},?\s{_LONG_POSTCODE}(?![0-9])", 0.6),
                # Street, number, five-digit postcode, town: the order of the Continent (S42: SE, DE, NO, FR).
                ("continental", r"(?<![\p{L}0-9-])\p{Lu}[\p{L}'-]{3,}(?:\s\p{L}[\p{L}'-]+){0,2}\s[0-9]{1,4}[A-Za-z]?,\s"
                 r"(?:[A-Z]{1,2}-)?[0-9]{3}\s?[0-9]{2}\s\p{Lu}[\p{L}'-]{2,}", 0.7),
                ("Roman letters", rf"(?:(?:Apt|Unit|No)\.?\s?[0-9-]+,\s|[0-9]{{1,4}}-(?:dong|ho),?\s)*{_NUMBER}{_ROMAN}(?:,\s{_ROMAN_PART})*"
                 rf"{_CITY}{{0,2}}(?:,?\s[0-9]{{5}}(?![0-9]))?", 0.7),
                ("Roman places", rf"(?:[0-9]{{1,4}}(?:-[0-9]{{1,4}})?,?\s)?{_ROMAN_PART}(?:,\s{_ROMAN_PART})+{_CITY}{{0,2}}", 0.7),
                ("box", r"(?<![A-Za-z])P\.?\s?O\.?\sBox\s[0-9]{1,6}" + _TAIL, 0.8),
                (
                    "labelled",
                    r"(?i:(?<!(?:IP|mail|web|memory|node|bus)\s)(?<![A-Za-z])(?:address(?:\sis)?|lives\sat|live\sat|living\sat)\s?:?\s)"
                    rf"\K{_NUMBER}\p{{Lu}}[\p{{L}}'-]+(?:\s[\p{{L}}'-]+){{0,3}}(?:\s[0-9]{{1,4}})?{_TAIL}",
                    0.7,
                ),
            ],
            ("address", "live at", "lives at", "lived at", "living at", "home", "resides", "residing", "주소"),
            deny=False,
        )  # fmt: skip
