"""The result types: what a user is shown, and the events by which it arrives."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from assistant.standing import Standing

Status = Literal["answered", "quoted", "refused"]
Language = Literal["ko", "en"]
Refusal = Literal["unknown", "weak", "forbidden"]
Part = Literal["hazard", "worded", "said", "differs", "unvouched"]


@dataclass(frozen=True)
class Turn:
    """One earlier question of a conversation and the answer that was shown."""

    question: str
    answer: str = ""


@dataclass(frozen=True)
class Sentence:
    """One sentence of an answer and the numbers of the sources that hold what it says.

    ``part``: ``hazard`` is a warning that comes before the answer; ``worded`` is a model's sentence, checked
    against its sources; ``said`` is what a source says; ``differs`` quotes experience that departs from what is in
    force. ``asked`` is the question without which a
    quotation would be misread: what newcomers do wrong.
    """

    text: str
    citations: tuple[int, ...]
    part: Part = "said"
    asked: str = ""


@dataclass(frozen=True)
class Source:
    """One cited passage, as it may be shown under the contributor's consent.

    ``quote`` is the passage's own scrubbed text; ``marked`` are the (start, end) character spans
    in it that the answer uses. ``locator`` is :meth:`ingest.documents.Locator.as_dict`.
    ``score`` is the passage's fused retrieval score, 0 to 1 within one question. ``standing`` is what
    the document's word is worth, ``date`` its own date where it has one (ISO 8601, or a part of it).
    ``asked`` is what the veteran was asked before these words, ``approved_by`` the role that approved the document.
    """

    n: int
    document: str
    title: str
    kind: str
    contributor: str | None
    role: str | None
    locator: dict[str, Any]
    quote: str
    score: float
    marked: tuple[tuple[int, int], ...] = ()
    standing: Standing = "other"
    date: str | None = None
    asked: str = ""
    approved_by: str | None = None

    @property
    def superseded(self) -> bool:
        return self.standing == "superseded"


@dataclass(frozen=True)
class Answer:
    """A complete answer. Every ``[n]`` in ``answer`` exists in ``sources``, in order of first use.

    ``status``: ``answered`` (composed by a model, each sentence checked), ``quoted`` (the
    sources' own words) or ``refused``. After a refusal ``sources`` is empty, or holds the rule that
    forbids what was asked for, and ``related`` the nearest passages, which are not an answer.
    ``refusal`` says why: a code that no source names, evidence too weak, or a safeguard to be defeated.
    ``warnings`` are sentences for the user. ``certain`` is False where the passages shown are the nearest
    there are, and may not answer (:mod:`assistant.certainty`).
    """

    status: Status
    language: Language
    answer: str
    sentences: tuple[Sentence, ...] = ()
    sources: tuple[Source, ...] = ()
    warnings: tuple[str, ...] = ()
    model: str | None = None
    timings_ms: dict[str, float] = field(default_factory=dict)
    related: tuple[Source, ...] = ()
    refusal: Refusal | None = None
    certain: bool = True

    def as_dict(self) -> dict[str, Any]:
        """The documented JSON object of ``jangin ask --json``."""
        return {
            "status": self.status,
            "certain": self.certain,
            "language": self.language,
            "answer": self.answer,
            "sentences": [
                {"text": s.text, "citations": list(s.citations), "part": s.part, "asked": s.asked}
                for s in self.sentences
            ],
            "sources": [
                {
                    "n": s.n,
                    "document": s.document,
                    "title": s.title,
                    "kind": s.kind,
                    "standing": s.standing,
                    "date": s.date,
                    "approved_by": s.approved_by,
                    "contributor": s.contributor,
                    "role": s.role,
                    "locator": s.locator,
                    "asked": s.asked,
                    "quote": s.quote,
                    "score": round(s.score, 4),
                }
                for s in self.sources
            ],
            "warnings": list(self.warnings),
            "model": self.model,
            "timings_ms": {k: round(v, 1) for k, v in self.timings_ms.items()},
        }


@dataclass(frozen=True)
class EvidenceFound:
    """First event: the quoted answer (or the refusal), there before any language model speaks.

    ``composing`` says whether checked sentences of a composed answer will follow.
    """

    answer: Answer
    composing: bool


@dataclass(frozen=True)
class SentenceReady:
    """A sentence of the composed answer that passed its check; unchecked text is never sent."""

    sentence: Sentence


@dataclass(frozen=True)
class Finished:
    """Last event: the whole answer, which replaces what was shown before."""

    answer: Answer


Event = EvidenceFound | SentenceReady | Finished
