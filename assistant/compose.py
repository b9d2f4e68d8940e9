"""Lets a language model word the evidence, and passes on only the sentences that the check holds up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import prompts
from assistant.answer import Language
from assistant.check import best_support
from assistant.evidence import Evidence
from ingest.korean import language_of

if TYPE_CHECKING:
    from assistant.models import Message, Model

MAX_SENTENCES = 4
# How many pieces of evidence a model is given: each costs a small one a second or two, and confuses it.
MAX_EVIDENCE = 4
_CITATION = re.compile(r"\s*\[\s*\d+(?:\s*[,;]\s*\d+)*\s*\]")
# A sentence is over at its stop and citation, at a line break, or at a stop before the next sentence.
_OVER = re.compile(
    r"(?:[.!?。](?:\s*\[[\d,;\s]+\])+|(?:\[[\d,;\s]+\])+[.!?。]?|[.!?。](?=\s+\S)|\n)(?!\s*\[)"
)
# A passage not much weaker than the best may be what an answer rests on; a weaker one only adds to it.
_CENTRAL = 0.8


def messages(question: str, evidence: Sequence[Evidence], language: Language) -> list[Message]:
    """The prompt: a fixed beginning, which a model can keep cached, then evidence and question."""
    numbered = "\n".join(f"[{i}] {_shown(e)}" for i, e in enumerate(evidence, 1))
    return prompts.load("compose", language).messages(question=question, evidence=numbered)


def _shown(e: Evidence) -> str:
    # The heading tells the model what a table row or a half sentence speaks of.
    heading = e.hit.passage.context.split("\n")[0].split(" > ")[-1]
    return f"({heading}) " + " ".join(e.text.split())


def compose(
    model: Model, question: str, evidence: Sequence[Evidence], language: Language, max_tokens: int
) -> Iterator[tuple[str, list[Evidence]]]:
    """Checked sentences with the evidence each stands on, as the model finishes them.

    Nothing is yielded that no evidence supports; citations are the check's, not the model's.

    Raises:
        ModelError: the model failed; what was yielded before stays true.
    """
    said: set[str] = set()
    evidence = evidence[:MAX_EVIDENCE]
    for text in _sentences(model.stream(messages(question, evidence, language), max_tokens=max_tokens)):
        if prompts.NO_ANSWER in text:
            return
        sentence = _CITATION.sub("", text).strip(" \n\t-*•")
        if not sentence or sentence in said or language_of(sentence) != language:
            continue
        support = best_support(sentence, [(e.hit.passage.text, _context(e)) for e in evidence])
        if support is None:
            continue
        said.add(sentence)
        yield sentence, [evidence[support[0]]]
        if len(said) == MAX_SENTENCES:
            return


def answers(said: Sequence[tuple[str, Sequence[Evidence]]], evidence: Sequence[Evidence]) -> bool:
    """Whether the surviving sentences rest on what ranking holds most relevant to the question."""
    enough = _CENTRAL * max(e.relevance for e in evidence)
    return any(e.relevance >= enough for _, used in said for e in used)


def _context(e: Evidence) -> str:
    return f"{e.hit.document['title']}\n{e.hit.passage.context}"


def _sentences(deltas: Iterator[str]) -> Iterator[str]:
    """Whole sentences of a stream; the last one is given when the stream ends."""
    held = ""
    for delta in deltas:
        held += delta
        while (over := _OVER.search(held)) and over.end() < len(held):
            yield held[: over.end()]
            held = held[over.end() :]
    if held.strip():
        yield held
