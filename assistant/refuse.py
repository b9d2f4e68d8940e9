"""The three refusals: nothing known of it, the evidence is too weak, or what is asked for is forbidden."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assistant import bypass, gate, hazards, sources
from assistant.answer import Answer, Language, Refusal
from assistant.credit import Credits
from assistant.evidence import Evidence, coverage, weights
from assistant.phrases import phrase
from assistant.retrieve import Hit, Query, Retriever, read_question
from assistant.sources import Line
from assistant.standing import approved
from ingest import sentences

_RELATED = 2
# Passages read for the rule that forbids something, and how many such rules are shown.
_READ, _RULES = 10, 2


def forbidden(question: str, retriever: Retriever, credits: Credits, language: Language) -> Answer | None:
    """The refusal of a request to defeat a safeguard, with the rules of the library on it; else None."""
    safeguard = bypass.subject(question)
    if safeguard is None:
        return None
    found: dict[str, Evidence] = {}
    for text in (question, *bypass.rule_questions(safeguard)):
        asked = read_question(text)
        weighed = weights(asked, retriever.words.frequency)
        for hit in retriever.search(asked, _READ):
            for e in _prohibitions(hit, safeguard, weighed) if approved(hit.document) else ():
                if e.relevance > getattr(found.get(e.hit.passage.id), "relevance", 0.0):
                    found[e.hit.passage.id] = e
    rules = sorted(found.values(), key=lambda e: (-e.relevance, e.hit.passage.id))[:_RULES]
    lines = [Line(" ".join(e.text.split()), [e], "hazard") for e in rules]
    answer = sources.answer("refused", lines, credits, language)
    said = phrase("bypass", language)
    text = "\n".join(part for part in (said, answer.answer) if part)
    return Answer("refused", language, text, answer.sentences, answer.sources, refusal="forbidden")


def _prohibitions(hit: Hit, safeguard: str, weighed: Mapping[str, float]) -> Iterator[Evidence]:
    """The sentences of a passage that forbid something about a safeguard.

    What a machine does by itself (“ignition locked”) stands in tables, and is no rule for people.
    """
    text = hit.passage.text
    for start, end in sentences.spans(text) if hit.passage.kind != "table_row" else ():
        said = text[start:end]
        if hazards.forbids(said) and bypass.speaks_of(safeguard, f"{hit.passage.context}\n{said}"):
            yield Evidence(hit, start, end, hit.score + coverage(weighed, said, hit.passage.context))


def unanswered(
    query: Query,
    hits: Sequence[Hit],
    weighed: Mapping[str, float],
    retriever: Retriever,
    credits: Credits,
    language: Language,
) -> Answer | None:
    """The refusal of a question that the library does not answer; None where the evidence is strong enough."""
    unknown = [c for c in sorted(query.codes) if not retriever.words.frequency(c)[0]]
    if unknown:
        why: Refusal = "unknown"
        text = phrase("unknown_code", language, code=query.spelling(unknown[0]))
    elif gate.unrelated(hits, weighed) or not gate.fitted().holds(gate.measure(query, hits, weighed)):
        why, text = "weak", phrase("refusal", language)
    else:
        return None
    related = tuple(
        sources.source(i, [Evidence(h, 0, 0, 0.0)], credits, language)
        for i, h in enumerate(hits[:_RELATED], 1)
    )
    return Answer("refused", language, text, related=related, refusal=why)
