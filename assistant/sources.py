"""Turns evidence into numbered sources, and lines of an answer into the text that cites them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Answer, Language, Part, Sentence, Source, Status
from assistant.arrange import Arranged
from assistant.asked import of_mistakes, question_of
from assistant.credit import Credits
from assistant.evidence import Evidence
from assistant.phrases import phrase
from assistant.standing import standing
from ingest.passages import INTERVIEWER


@dataclass(frozen=True)
class Line:
    """One sentence with the evidence that it stands on."""

    text: str
    evidence: Sequence[Evidence]
    part: Part = "said"

    @property
    def quoted(self) -> bool:
        """Whether these are the source's own words."""
        return self.part != "worded"


def source(n: int, evidence: Sequence[Evidence], credits: Credits, language: Language) -> Source:
    """One source from all evidence taken from the same passage."""
    hit = evidence[0].hit
    name, role = credits.of(hit.passage.contributor_id, language)
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
        standing=standing(hit.document),
        date=hit.document["date"],
        asked=question_of(hit.passage),
        approved_by=hit.document.get("approved_by"),
    )


def answer(
    status: Status,
    lines: Sequence[Line],
    credits: Credits,
    language: Language,
    model: str | None = None,
) -> Answer:
    """An answer of these lines; passages are numbered in order of first use, one cited twice keeps its number."""
    numbers: dict[str, int] = {}
    used: dict[str, list[Evidence]] = {}
    sentences: list[Sentence] = []
    for line in lines:
        citations: list[int] = []
        for e in line.evidence:
            n = numbers.setdefault(e.hit.passage.id, len(numbers) + 1)
            held = used.setdefault(e.hit.passage.id, [])
            if e not in held:
                held.append(e)
            if n not in citations:
                citations.append(n)
        sentences.append(Sentence(line.text, tuple(citations), line.part, _asked(line)))
    shown = tuple(source(n, used[i], credits, language) for i, n in numbers.items())
    return Answer(status, language, _text(lines, sentences, language), tuple(sentences), shown, model=model)


def lines(arranged: Arranged, worded: Sequence[Line] = ()) -> list[Line]:
    """Hazard notes, what a model has worded, then all evidence in its own words.

    What a model words may be true and but half the answer, so the words that it was made of always stand below.
    """
    quoted = [Line(_one_line(e.text), [e], _part(arranged, e.hit.passage.id)) for e in arranged.said]
    return [*(Line(_one_line(e.text), [e], "hazard") for e in arranged.hazards), *worded, *quoted]


def _part(arranged: Arranged, passage_id: str) -> Part:
    if passage_id in arranged.departing:
        return "differs"
    return "unvouched" if passage_id in arranged.unvouched else "said"


def _text(lines: Sequence[Line], sentences: Sequence[Sentence], language: Language) -> str:
    """Each quotation on a line of its own; worded sentences run on."""
    parts: list[str] = []
    before: Line | None = None
    for line, sentence in zip(lines, sentences, strict=True):
        cited = "".join(f" [{n}]" for n in sentence.citations)
        text = f"“{line.text}”{cited}" if line.quoted else f"{line.text}{cited}"
        if sentence.asked:
            text = phrase("line_asked", language, asked=sentence.asked, text=text)
        if line.part in ("hazard", "differs", "unvouched"):
            text = phrase(f"line_{line.part}", language, text=text)
        if before is not None:
            parts.append(" " if not line.quoted and not before.quoted else "\n")
        parts.append(text)
        before = line
    return "".join(parts)


def _asked(line: Line) -> str:
    asked = question_of(line.evidence[0].hit.passage) if line.quoted and line.evidence else ""
    return asked if of_mistakes(asked) else ""


def _one_line(text: str) -> str:
    return " ".join(text.split())
