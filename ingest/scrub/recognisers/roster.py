"""Names the plant has listed: contributors, interviewers, employees, contractors, in every form of address.

Source: the site's own contributors file and roster (:mod:`ingest.scrub.roster`), of which only hashes are known here.
"""

from __future__ import annotations

from typing import Any

from presidio_analyzer import EntityRecognizer, RecognizerResult

from ingest.scrub.listed import listed
from ingest.scrub.roster import Roster

_SCORE = 0.95


class RosterRecognizer(EntityRecognizer):
    """Finds the listed people in both languages."""

    def __init__(self, roster: Roster) -> None:
        self._roster = roster
        super().__init__(["PERSON"], supported_language="ko", name="RosterRecognizer")

    def load(self) -> None:
        """Nothing to load."""

    def analyze(
        self, text: str, entities: list[str] | None = None, nlp_artifacts: Any = None
    ) -> list[RecognizerResult]:
        """All listed names in ``text``."""
        return [RecognizerResult("PERSON", start, end, _SCORE) for start, end in listed(text, self._roster)]
