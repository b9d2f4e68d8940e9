"""What a user must be told beside an answer: how the question was read, and the standing of its sources."""

from __future__ import annotations

from assistant.answer import Answer, Language
from assistant.arrange import Arranged
from assistant.evidence import Evidence
from assistant.phrases import phrase
from assistant.retrieve import Query


def readings(query: Query, language: Language) -> tuple[str, ...]:
    """A sentence for each word of a question that was taken for misspelt."""
    return tuple(phrase("read_as", language, typed=typed, read=read) for typed, read in query.read_as)


def remarks(answer: Answer, arranged: Arranged, language: Language) -> tuple[str, ...]:
    """Sentences on the standing of an answer's sources."""
    found = [phrase("superseded", language, n=s.n) for s in answer.sources if s.superseded]
    for tip in arranged.tips:
        n, rule = _number(answer, tip), arranged.departing[tip.hit.passage.id]
        if n is None:
            continue
        over = None if rule is None else _number(answer, rule)
        if over is None:
            found.append(phrase("differs_alone", language, n=n))
        else:
            found.append(phrase("differs", language, n=n, rule=over))
    return tuple(found)


def _number(answer: Answer, e: Evidence) -> int | None:
    """The number under which an answer lists the passage of some evidence."""
    place = (e.hit.document["name"], e.hit.passage.text)
    return next((s.n for s in answer.sources if (s.document, s.quote) == place), None)
