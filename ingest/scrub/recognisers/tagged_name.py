"""Korean names by the trained tagger, which weighs the name, its surroundings, Kiwi's reading and the rules.

Source: :mod:`ingest.scrub.tagger`, taught by sentences of this project's own making (``eval/names``).
"""

from __future__ import annotations

from typing import Any

from presidio_analyzer import EntityRecognizer, RecognizerResult

from ingest.scrub.reading import Reading
from ingest.scrub.recognisers.korean_name import KoreanNameRecognizer
from ingest.scrub.tagger.candidates import Candidate, candidates
from ingest.scrub.tagger.features import around, of_name, of_reading
from ingest.scrub.tagger.model import weights

# Log-odds of name and surroundings below which Kiwi is not asked: hardly one name in a hundred lies there.
_DISMISS = -5.0
_LEAST = 0.05  # probabilities below are not reported


class TaggedNameRecognizer(EntityRecognizer):
    """Names of people in Korean text with calibrated scores; needs Kiwi's tokens in ``nlp_artifacts``."""

    def __init__(self) -> None:
        super().__init__(["PERSON"], supported_language="ko", name="TaggedNameRecognizer")
        self._rules = KoreanNameRecognizer()

    def load(self) -> None:
        """Nothing to load: the weights load with the first text."""

    def may_hold(self, text: str) -> bool:
        """Whether a candidate is worth Kiwi's reading."""
        return bool(self._worth(text))

    def _worth(self, text: str) -> list[tuple[Candidate, list[str]]]:
        known, found = weights(), []
        for c in candidates(text):
            features = [*of_name(c.text, c.shape), *around(c)]
            if known.dismissal(features) >= _DISMISS:
                found.append((c, features))
        return found

    def analyze(
        self, text: str, entities: list[str] | None = None, nlp_artifacts: Any = None
    ) -> list[RecognizerResult]:
        """The likeliest of the candidates that overlap, each with the probability that a person is meant."""
        if nlp_artifacts is None:
            return []
        reading, known = Reading(nlp_artifacts.tokens), weights()
        ruled = self._rules.scores(text, reading)
        scored = {}
        for c, features in self._worth(text):
            rule = ruled.pop((c.start, c.end), 0.0)
            scored[c.start, c.end] = known.probability([*features, *of_reading(c, reading, rule)])
        chosen: list[tuple[int, int, float]] = []
        for (start, end), score in sorted(scored.items(), key=lambda item: (-item[1], item[0])):
            if score >= _LEAST and not any(start < e and s < end for s, e, _ in chosen):
                chosen.append((start, end, score))
        return [RecognizerResult("PERSON", start, end, score) for start, end, score in sorted(chosen)]
