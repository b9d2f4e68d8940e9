"""Korean names in Roman letters: Park Young-sik, Tae-yong Gil, Foreman Kim.

Source: 국어의 로마자 표기법 (2014), family name first or last, syllables of the given name with a hyphen.
"""

from __future__ import annotations

import regex

from ingest.scrub.names import ENGLISH_ROLES, ROMAN_SURNAMES
from ingest.scrub.recognisers.base import ContextPatternRecognizer

_MARK = regex.compile(r"[A-Z][a-z]")


class RomanisedNameRecognizer(ContextPatternRecognizer):
    """The hyphenated given name beside a Korean surname, and surnames after a role."""

    def __init__(self) -> None:
        surname = rf"(?:{'|'.join(sorted(ROMAN_SURNAMES, key=len, reverse=True))})"
        given = r"[A-Z][a-z]{1,6}-[A-Za-z][a-z]{1,6}"
        roles = "|".join([*ENGLISH_ROLES, *(r.capitalize() for r in ENGLISH_ROLES)])
        edge = r"(?<![A-Za-z-])", r"(?![A-Za-z]|-[A-Za-z0-9])"
        super().__init__(
            "PERSON",
            [
                ("family name first", rf"{edge[0]}{surname}\s{given}{edge[1]}", 0.85),
                ("family name last", rf"{edge[0]}{given}\s{surname}{edge[1]}", 0.8),
                ("compound family name", rf"{edge[0]}(?:Namgung|Hwangbo|Jegal|Seonu|Sunwoo|Dokgo|Sagong)\s[A-Z][a-z]{{1,12}}{edge[1]}", 0.85),
                ("after a role", rf"(?<=(?<![A-Za-z])(?:{roles})\s){surname}(?![A-Za-z]|-[A-Za-z0-9]|\s[A-Z0-9])", 0.6),
            ],
            gate=_MARK.search,
            deny=False,
        )  # fmt: skip
