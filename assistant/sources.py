"""Turns evidence into numbered sources and the quoted answer that shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.answer import Answer, Language, Sentence, Source
from assistant.credit import credit
from assistant.evidence import Evidence
from ingest.passages import INTERVIEWER


def source(
    n: int, evidence: Sequence[Evidence], contributors: Mapping[str, Mapping[str, Any]], language: Language
) -> Source:
    """One source from all evidence taken from the same passage."""
    hit = evidence[0].hit
    name, role = credit(contributors.get(hit.passage.contributor_id or ""), language)
    locator = hit.passage.locator.as_dict()
    if locator.get("speaker") == INTERVIEWER:
        locator.pop("speaker")
    if hit.passage.kind == "turn" and (shown := name or role):
        locator["speaker"] = shown
    return Source(
        n=n,
        document=hit.document["name"],
        title=hit.document["title"],
        kind=hit.document["kind"],
        contributor=name,
        role=role,
        locator=locator,
        quote=hit.passage.text,
        score=hit.score,
        marked=tuple(sorted((e.start, e.end) for e in evidence)),
        superseded=bool(hit.document["superseded"]),
    )


def assemble(
    said: Sequence[tuple[str, Sequence[Evidence]]],
    contributors: Mapping[str, Mapping[str, Any]],
    language: Language,
) -> tuple[str, tuple[Sentence, ...], tuple[Source, ...]]:
    """(answer text, sentences, sources) of sentences with the evidence each stands on.

    Passages are numbered in order of first use; a passage cited twice keeps its number.
    """
    numbers: dict[str, int] = {}
    used: dict[str, list[Evidence]] = {}
    sentences: list[Sentence] = []
    for text, evidence in said:
        citations: list[int] = []
        for e in evidence:
            n = numbers.setdefault(e.hit.passage.id, len(numbers) + 1)
            held = used.setdefault(e.hit.passage.id, [])
            if e not in held:
                held.append(e)
            if n not in citations:
                citations.append(n)
        sentences.append(Sentence(text, tuple(citations)))
    answer = " ".join(s.text + "".join(f" [{n}]" for n in s.citations) for s in sentences)
    sources = tuple(source(n, used[i], contributors, language) for i, n in numbers.items())
    return answer, tuple(sentences), sources


def quoted(
    evidence: Sequence[Evidence], contributors: Mapping[str, Mapping[str, Any]], language: Language
) -> Answer:
    """The sources' own words, best evidence first, one line each."""
    said = [(_one_line(e.text), [e]) for e in evidence]
    _, sentences, sources = assemble(said, contributors, language)
    lines = [f"“{s.text}” [{s.citations[0]}]" for s in sentences]
    return Answer("quoted", language, "\n".join(lines), sentences, sources)


def _one_line(text: str) -> str:
    return " ".join(text.split())
