"""Names that a claim brings in: of a person behind a label, of a maker or a place that no source names."""

from __future__ import annotations

import re

from assistant.verify.terms import content
from ingest.korean import kiwi, language_of

_CAPITAL = re.compile(r"(?<=[a-z,;] )(?!I\b)[A-Z][a-z]{2,}\b|\b(?:Mr|Ms|Mrs|Dr)\.?\s[A-Z]\w+")


def unknown(claim: str, around: str) -> str:
    """The first proper name of a claim that neither its evidence, heading nor question holds."""
    folded = around.casefold()
    if language_of(claim) == "ko":
        names = [t.form for t in kiwi().tokenize(claim) if t.tag == "NNP"]
    else:
        names = _CAPITAL.findall(claim)
    # Kiwi takes many a part for a name: 그랜드, 이젝터. One that the text holds in any form is known.
    return next((n for n in names if n.casefold() not in folded and not content(n) & content(around)), "")
