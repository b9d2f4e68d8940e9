"""Telephone numbers of other countries, by Presidio's own recogniser over Google's number plans.

Source: https://github.com/daviddrysdale/python-phonenumbers. Left to itself it takes pressure
settings for American numbers, so a number counts only beside a word of telephony.
"""

from __future__ import annotations

from typing import Any

import regex
from presidio_analyzer import RecognizerResult
from presidio_analyzer.predefined_recognizers import PhoneRecognizer

from ingest.scrub.recognisers.base import BEFORE, any_of, denied

_CANDIDATE = regex.compile(r"(?:[0-9][-.\s()x/]{0,2}){7,}")
_CONTEXT = any_of(
    ("phone", "telephone", "tel", "mobile", "cell", "cellphone", "call", "fax", "dial", "text", "contact", "reach",
     "whatsapp", "my number", "number is", "hotline", "전화", "연락처")
)  # fmt: skip
_RAISED = 0.75


class ForeignPhoneRecognizer(PhoneRecognizer):
    """American, British and German numbers written without their country code."""

    def __init__(self) -> None:
        super().__init__(supported_regions=("US", "GB", "DE"), leniency=1)

    def analyze(
        self, text: str, entities: list[str] | None = None, nlp_artifacts: Any = None
    ) -> list[RecognizerResult]:
        """Findings beside a word of telephony; the other arguments are Presidio's own."""
        if not _CANDIDATE.search(text) or not _CONTEXT.search(text):
            return []
        found = super().analyze(text, self.supported_entities, nlp_artifacts)
        kept = []
        for result in found:
            before = text[max(0, result.start - BEFORE) : result.start]
            if _CONTEXT.search(before) and not denied(text, result.start):
                result.score = _RAISED
                kept.append(result)
        return kept
