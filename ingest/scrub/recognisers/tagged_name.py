"""Korean names by the trained tagger, which weighs the name, its surroundings, Kiwi's reading and the rules.

Source: :mod:`ingest.scrub.tagger`, taught by sentences of this project's own making (``eval/names``).
"""

from __future__ import annotations

from typing import Any

from presidio_analyzer import EntityRecognizer, RecognizerResult

from ingest.scrub.tagger import tagger


class TaggedNameRecognizer(EntityRecognizer):
    """Names of people in Korean text with calibrated scores; needs Kiwi's tokens in ``nlp_artifacts``."""

    def __init__(self) -> None:
        super().__init__(["PERSON"], supported_language="ko", name="TaggedNameRecognizer")
        self._found: dict[str, tagger.Worth] = {}  # between `may_hold` and `analyze`

    def load(self) -> None:
        """Nothing to load: the weights load with the first text."""

    def may_hold(self, text: str) -> bool:
        """Whether a candidate is worth Kiwi's reading; if so, `analyze` takes what was found here."""
        if found := tagger.worth(text):
            self._found[text] = found
        return bool(found)

    def analyze(
        self, text: str, entities: list[str] | None = None, nlp_artifacts: Any = None
    ) -> list[RecognizerResult]:
        """The likeliest of the candidates that overlap, each with the probability that a person is meant."""
        if nlp_artifacts is None:
            return []
        found = self._found.pop(text, None) or tagger.worth(text)
        judged = tagger.judge(text, found, nlp_artifacts.tokens)
        return [RecognizerResult("PERSON", start, end, score) for start, end, score in judged]
