"""What a run keeps of one question: what was asked, what was shown, and what the documents say.

Only what an answer shows is kept, and less of it: who said a thing is left out, so that a saved run
holds no names that a contributor may take back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict

from assistant.answer import Answer, Source
from assistant.retrieve import Hit
from eval import leaks, scoring
from eval.gold import Question
from eval.leaks import Planted
from ingest.store.documents import Passage

# Passages shown of a retrieval run.
SHOWN = 5


class Record(BaseModel):
    """Part of a saved run; read back strictly, so that another file is never taken for one."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Shown(Record):
    """One passage. ``place`` is its locator without the speaker, ``marked`` the spans that were used."""

    n: int
    document: str
    title: str
    place: dict[str, Any]
    quote: str
    marked: tuple[tuple[int, int], ...] = ()
    superseded: bool = False


class Fact(Record):
    """A key fact in its first wording, and where what was shown states it."""

    fact: str
    in_answer: bool
    in_quotes: bool


class Located(Record):
    """A piece of gold evidence; ``passage`` is None where the library does not hold it."""

    document: str
    passage: Shown | None


class Detail(Record):
    """What was asked and shown; all of it is empty where ``withheld``.

    ``asked_as`` are the words in which it was put, where a perturbation changed them.
    """

    question: str = ""
    asked_as: str = ""
    history: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    answer: str = ""
    sources: tuple[Shown, ...] = ()
    related: tuple[Shown, ...] = ()
    warnings: tuple[str, ...] = ()
    evidence: tuple[Located, ...] = ()
    withheld: bool = False

    def texts(self) -> Iterable[str]:
        """Every text in it."""
        passages = [*self.sources, *self.related, *(e.passage for e in self.evidence if e.passage)]
        yield from (self.question, self.asked_as, *self.history, self.answer, *self.warnings)
        yield from (f.fact for f in self.facts)
        for p in passages:
            yield from (p.document, p.title, p.quote, str(p.place))


def of_answer(
    question: Question, answer: Answer, evidence: Sequence[Located], scrub: Callable[[str], str]
) -> Detail:
    """What an answer showed; ``scrub`` cleans the words of the gold file, which nobody has scrubbed."""
    return Detail(
        **_asked(question, evidence, scrub),
        facts=_facts(question, [answer.answer], [s.quote for s in answer.sources], scrub),
        answer=answer.answer,
        sources=tuple(map(_of_source, answer.sources)),
        related=tuple(map(_of_source, answer.related)),
        warnings=answer.warnings,
    )


def of_search(
    question: Question, hits: Sequence[Hit], evidence: Sequence[Located], scrub: Callable[[str], str]
) -> Detail:
    """The first passages that search found, and nothing else: nothing was answered."""
    first = hits[:SHOWN]
    return Detail(
        **_asked(question, evidence, scrub),
        facts=_facts(question, [], [h.passage.searched for h in first], scrub),
        sources=tuple(
            of_passage(h.passage, h.document["name"], h.document["title"], n) for n, h in enumerate(first, 1)
        ),
    )


def of_passage(passage: Passage, document: str, title: str, n: int = 1, quote: str = "") -> Shown:
    """A stored passage, with the words of ``quote`` marked where they stand in it."""
    words = r"\s+".join(map(re.escape, quote.split()))
    met = re.search(words, passage.text) if words else None
    return Shown(
        n=n,
        document=document,
        title=title,
        place=_place(passage.locator.as_dict()),
        quote=passage.text,
        marked=(met.span(),) if met else (),
    )


def without_passages(detail: Detail) -> Detail:
    """The detail without a word of the passages shown."""
    return detail.model_copy(update={"answer": "", "sources": (), "related": (), "evidence": ()})


def safe(detail: Detail, planted: Sequence[Planted]) -> Detail:
    """The detail, or an empty one where a planted value stands in it: what leaked is not written again."""
    return Detail(withheld=True) if leaks.in_texts(detail.texts(), planted) else detail


def _asked(question: Question, evidence: Sequence[Located], scrub: Callable[[str], str]) -> dict[str, Any]:
    return {
        "question": scrub(question.question),
        "history": tuple(scrub(t.question) for t in question.history),
        "evidence": tuple(evidence),
    }


def _facts(
    question: Question, answer: Sequence[str], quotes: Sequence[str], scrub: Callable[[str], str]
) -> tuple[Fact, ...]:
    said, quoted = scoring.facts_in(question, answer), scoring.facts_in(question, quotes)
    return tuple(
        Fact(fact=scrub(wordings[0]), in_answer=a, in_quotes=q)
        for wordings, a, q in zip(question.key_facts, said, quoted, strict=True)
    )


def _of_source(source: Source) -> Shown:
    return Shown(
        n=source.n,
        document=source.document,
        title=source.title,
        place=_place(source.locator),
        quote=source.quote,
        marked=source.marked,
        superseded=source.superseded,
    )


def _place(locator: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in locator.items() if k != "speaker"}
