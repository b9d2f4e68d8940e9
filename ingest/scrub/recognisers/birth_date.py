"""Dates of birth: a date beside a word for birth, or one that ends in 생 or 년생.

Source: ISO 8601 and the Korean ways of writing a date; a date without such a word is an event and
stays.
"""

from __future__ import annotations

import regex

from ingest.scrub.recognisers.base import ContextPatternRecognizer

_LABEL = r"(?:생년월일|생일|출생(?:일|연월일)?|출생일자|D\.?O\.?B\.?|date\s+of\s+birth|birth\s?date|birthday|born(?:\s+on|\s+in)?)"
_GAP = r"\s?(?:\([^)]{0,12}\))?\s?(?:은|는|이|가|is|was)?\s?[:=]?\s?(?:\|\s?[^|:]{1,12}:\s?)?(?:on\s|the\s)?(?:음력|양력)?\s?"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_YMD = r"(?:19|20)?[0-9]{2}\s?(?:[-./]|년)\s?(?:1[0-2]|0?[1-9])\s?(?:[-./]|월)\s?(?:[12][0-9]|3[01]|0?[1-9])(?![0-9])(?:\s?일)?"
_DMY = r"(?:[12][0-9]|3[01]|0?[1-9])[-./](?:[12][0-9]|3[01]|0?[1-9])[-./](?:19|20)?[0-9]{2}(?![0-9])"
_WORDS = (
    rf"(?:[0-9]{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH},?\s(?:19|20)?[0-9]{{2}}"
    rf"|{_MONTH}\s[0-9]{{1,2}}(?:st|nd|rd|th)?,?\s(?:19|20)[0-9]{{2}})"
)
_BARE = r"(?:19|20)?[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?![0-9])"
_MARK = regex.compile("[0-9]|년생|일생|[년일] 생")
_NUMERAL = "일이삼사오육륙칠팔구십"


class BirthDateRecognizer(ContextPatternRecognizer):
    """Dates and years of birth, in digits or read aloud."""

    def __init__(self) -> None:
        any_date = rf"(?:{_YMD}|{_DMY}|{_WORDS}|{_BARE}|(?:19|20)[0-9]{{2}}(?:년|(?![0-9])))"
        super().__init__(
            "DATE_OF_BIRTH",
            [
                ("labelled", rf"{_LABEL}{_GAP}\K{any_date}", 0.85),
                ("…생", rf"(?<![0-9]){_YMD}\s?(?=생(?![가-힣]{{0,1}}(?:산|성|긴|기|각)))", 0.85),
                ("…년생", r"(?<![0-9])(?:19|20)?[0-9]{2}\s?년\s?(?=생(?![산성긴기각]))", 0.7),
                ("birth after it", rf"(?<![0-9])(?:{_YMD}|{_WORDS})(?=\s?\(?(?:출생|에\s?태어|birth))", 0.8),
                ("read aloud", rf"(?<![가-힣])(?:천구백|이천)?[{_NUMERAL}]{{2,4}}\s?년\s?[{_NUMERAL}유시]{{1,2}}\s?월\s?"
                 rf"[{_NUMERAL}]{{1,3}}\s?일\s?(?=생)", 0.85),
                ("year read aloud", rf"(?<![가-힣])(?:천구백|이천)?[{_NUMERAL}]{{2,4}}\s?년\s?(?=생(?![산성긴기각]))", 0.7),
            ],
            gate=_MARK.search,
            deny=False,
            flags=regex.MULTILINE | regex.IGNORECASE,
        )  # fmt: skip
