"""Presidio's language engine for Korean over Kiwi, the project's one Korean analyser."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, cast

from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine

from ingest.korean import kiwi

if TYPE_CHECKING:
    from kiwipiepy import Token


class KiwiNlpEngine(NlpEngine):
    """Korean tokens for Presidio; ``NlpArtifacts.tokens`` holds Kiwi's tokens with their offsets."""

    def load(self) -> None:
        kiwi()

    def is_loaded(self) -> bool:
        return True  # loads itself with the first text

    def process_text(self, text: str, language: str = "ko") -> NlpArtifacts:
        """The tokens of one text."""
        return self._artifacts(list(kiwi().tokenize(text)))

    def process_batch(
        self,
        texts: Iterable[str],
        language: str = "ko",
        batch_size: int = 1,
        n_process: int = 1,
        **kwargs: Any,
    ) -> Iterator[tuple[str, NlpArtifacts]]:
        """Each text with its tokens, in order; Kiwi spreads them over its own threads."""
        batch = list(texts)
        for text, tokens in zip(batch, kiwi().tokenize(batch), strict=True):
            yield text, self._artifacts(list(tokens))

    def _artifacts(self, tokens: list[Token]) -> NlpArtifacts:
        return NlpArtifacts(
            entities=[],
            tokens=cast(Any, tokens),  # Presidio only passes them through
            tokens_indices=[t.start for t in tokens],
            lemmas=[],  # context is read from the text itself, see recognisers/base.py
            nlp_engine=self,
            language="ko",
        )

    def is_stopword(self, word: str, language: str) -> bool:
        return False

    def is_punct(self, word: str, language: str) -> bool:
        return not any(c.isalnum() for c in word)

    def get_supported_entities(self) -> list[str]:
        return []

    def get_supported_languages(self) -> list[str]:
        return ["ko"]
